"""Databases as they are after months of work. SQL writes them: a million orders one by one take too long."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from storage.engine import SqlDatabase
from storage.migrate import migrate
from tests.bench.poll_stub import FIRST_ID

_PERSON = "INSERT INTO people (id, name, role) VALUES (1001, 'Оператор', 'operator')"
_NUMBERS = " WITH RECURSIVE numbers(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM numbers WHERE n < :last) "
_ORDERS = """
INSERT INTO orders (id, author_id, chat_id, provider, phones, text, voice, state, need_recording, source, created_at)
SELECT n, 1001, 1001, 'calldog', '["79991234567"]', 'Ваш заказ готов', 'female', 'placed', 0, 'message:1001:' || n, :at
FROM numbers
"""
_ENDED = """
INSERT INTO calls (id, order_id, phone, attempt, provider, state, provider_call_id, need_recording, vendor_status,
                   digit, cost, submitted_at, answered_at, ended_at, changed_at, fingerprint)
SELECT n, n, '79991234567', 1, 'calldog', 'completed', n, 0, 'finished', 1,
       '1.2', :at, :at, :at, :at, '1|finished|1|1|1|1.2|16|1714993783|1714993801|'
FROM numbers
"""
_OPEN = """
INSERT INTO calls (id, order_id, phone, attempt, provider, state, provider_call_id, need_recording,
                   submitted_at, changed_at, next_poll_at)
SELECT n, n, '79991234567', 1, 'calldog', 'placed', CAST(n - :first + :first_id AS TEXT), 0, :at, :at, :at
FROM numbers
"""
_CARDS = """
INSERT INTO cards (kind, subject_id, chat_id, thread_id, locale, message_id, shown, version, shown_version,
                   queue_key, retry_at, failures)
SELECT 'order', n, 1001, 0, 'ru', n, 'ad0123456789abcdef0123456789abcdef012345', 5, 5, n, :at, 0
FROM numbers
"""


async def filled(file: Path, at: datetime, ended: int, open_: int) -> SqlDatabase:
    """A database of `ended` calls, and after them `open_` ones that are due at `at`, each with its order and card."""
    database = SqlDatabase.from_url(f"sqlite+aiosqlite:///{file}")
    await database.start()
    await migrate(database)

    def fill(connection: Connection) -> None:
        connection.exec_driver_sql(_PERSON)
        if ended:
            _add(connection, _ENDED, 1, ended, at)
        _add(connection, _OPEN, ended + 1, ended + open_, at)

    await database.run(fill)
    return database


def _add(connection: Connection, calls: str, first: int, last: int, at: datetime) -> None:
    values = {"first": first, "last": last, "at": at.strftime("%Y-%m-%d %H:%M:%S.000000"), "first_id": FIRST_ID}
    for rows in (_ORDERS, calls, _CARDS):
        connection.exec_driver_sql(_NUMBERS + rows, values)
