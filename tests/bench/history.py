"""What a page of `/calls` costs with a million calls behind it, against ten thousand: by every filter and search.

On SQLite, and on PostgreSQL where the tests' own server runs.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from bot.domain.history import CallFilter, Outcome
from bot.ports.history import Wanted
from storage.engine import SqlDatabase
from storage.migrate import migrate
from storage.repositories.history import SqlHistory
from tests.bench.figures import Ratio
from tests.integration.storage.postgres import postgres_server

FEW, MANY = 10_000, 1_000_000
ROUNDS = 30
TARGET = 1.5
PAGE = 6
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)

_SERIES = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})",
    "postgresql": "WITH numbers(n) AS (SELECT generate_series(CAST(1 AS bigint), {count}))",
}
_AT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', '2026-11-02 08:00:00', '-' || (({count} - n) * 20) || ' seconds')",
    "postgresql": "timestamptz '2026-11-02 08:00:00+00' - ({count} - n) * interval '20 seconds'",
}
_PEOPLE = """
INSERT INTO people (id, name, role)
{series} SELECT 1000 + n, 'Оператор', 'operator' FROM numbers
"""
_ORDERS = """
INSERT INTO orders (id, author_id, chat_id, provider, phones, text, voice, state, need_recording, source, created_at)
{series} SELECT n, 1001 + n % 40, 1001, 'calldog', '["79991234567"]', 'Ваш заказ готов', 'female', 'placed', {no},
'message:1001:' || n, {at} FROM numbers
"""
_CALLS = """
INSERT INTO calls (id, order_id, phone, attempt, provider, state, provider_call_id, need_recording, digit, cost,
                   submitted_at, ended_at, changed_at, author_id, at, tail, tag)
{series} SELECT n, n, '7999' || substr(CAST(10000000 + n * 7919 % 9999999 AS TEXT), 2), 1,
CASE n % 4 WHEN 0 THEN 'mobilgroup' ELSE 'calldog' END,
CASE n % 10 WHEN 0 THEN 'busy' WHEN 1 THEN 'no_answer' WHEN 2 THEN 'failed' ELSE 'completed' END, CAST(n AS TEXT), {no},
CASE n % 5 WHEN 0 THEN 1 ELSE NULL END, {money}, {at}, {at}, {at}, 1001 + n % 40, {at},
substr(CAST(10000000 + n * 7919 % 9999999 AS TEXT), 5), CASE n % 50 WHEN 0 THEN 'важно' ELSE NULL END FROM numbers
"""
_WORDS = """
INSERT INTO order_words (word, order_id)
{series} SELECT word, n FROM numbers, (SELECT 'заказ' AS word UNION ALL SELECT 'готов' UNION ALL SELECT 'ваш') AS said
"""
_RARE = "INSERT INTO order_words (word, order_id) VALUES ('курьер', 17)"

SOUGHT: dict[str, CallFilter] = {
    "everything": CallFilter(),
    "one person's": CallFilter(person_id=1007),
    "one service's": CallFilter(provider="mobilgroup"),
    "busy": CallFilter(outcome=Outcome.BUSY),
    "not reached": CallFilter(outcome=Outcome.UNREACHED),
    "pressed 1": CallFilter(digit=1),
    "tagged": CallFilter(tag="важно"),
    "last four digits": CallFilter(number="4321"),
    "a whole number": CallFilter(number="79994321765"),
    "a common word": CallFilter(text="заказы готовы"),
    "a rare word": CallFilter(text="курьеру"),
    "a person's, busy, with a key": CallFilter(person_id=1007, outcome=Outcome.BUSY, digit=1),
    "nothing fits": CallFilter(person_id=1007, digit=9),
}


def measure(folder: Path) -> tuple[list[Ratio], list[str]]:
    ratios = asyncio.run(_measure("SQLite", *(f"sqlite+aiosqlite:///{folder}/{n}.sqlite3" for n in ("few", "many"))))
    with postgres_server() as few, postgres_server() as many:
        ratios += asyncio.run(_measure("PostgreSQL", few, many))
    return ratios, [f"{ROUNDS} rounds in turns, wall time in the database's thread; the quickest: load only adds"]


def profile(folder: Path) -> None:
    measure(folder)


async def _measure(name: str, *urls: str) -> list[Ratio]:
    few, many = [await _filled(url, count) for url, count in zip(urls, (FEW, MANY), strict=True)]
    ratios: list[Ratio] = []
    for what, wanted in SOUGHT.items():
        for turned in ((None, False), (1, True)):
            rounds = [[await _seconds(db, wanted, *turned) for db in (many, few)] for _ in range(ROUNDS + 2)][2:]
            ours, other = (min(one[at] for one in rounds) for at in (0, 1))
            way = "from the end" if turned[1] else "first page"
            shown = f"{name}: {what}, {way}, {MANY:,} calls to {FEW:,}"
            ratios.append(Ratio(shown, ours / other, f"{ours * 1000:.2f} ms", f"{other * 1000:.2f} ms", TARGET))
    for database in (few, many):
        await database.close()
    return ratios


async def _seconds(database: SqlDatabase, wanted: CallFilter, beyond: int | None, newer: bool) -> float:
    def look(connection: Connection) -> float:
        started = time.perf_counter()
        SqlHistory(connection).page(Wanted(wanted, NOW + timedelta(days=1)), PAGE, beyond, newer=newer)
        return time.perf_counter() - started

    return await database.run(look)


async def _filled(url: str, count: int) -> SqlDatabase:
    database = SqlDatabase.from_url(url)
    await database.start()
    await migrate(database)
    await database.run(_filling(count))
    return database


def _filling(count: int) -> Callable[[Connection], None]:
    def fill(connection: Connection) -> None:
        dialect = connection.dialect.name
        is_sqlite = dialect == "sqlite"
        words = {
            "at": _AT[dialect].format(count=count),
            "no": "0" if is_sqlite else "false",
            "money": "'1.2'" if is_sqlite else "1.2",
        }
        for statement, rows in ((_PEOPLE, 50), (_ORDERS, count), (_CALLS, count), (_WORDS, count), (_RARE, 1)):
            made = statement.format(series=_SERIES[dialect].format(count=rows), **words)
            connection.exec_driver_sql(made)
        if not is_sqlite:
            connection.exec_driver_sql("ANALYZE")  # its autovacuum does, and nobody does on SQLite

    return fill
