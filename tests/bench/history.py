"""What a page of `/calls` costs with a million calls behind it, against ten thousand: by every filter and search."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from bot.domain.history import CallFilter, Outcome
from bot.ports.history import Wanted
from storage.engine import SqlDatabase
from storage.repositories.history import SqlHistory
from tests.bench import growth
from tests.bench.figures import Ratio
from tests.bench.processor import backend_of, spent

ROUNDS = 30
PAGE = 6
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)

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
PAST = growth.Past(NOW - timedelta(hours=1), 20, (_CALLS, _WORDS, _RARE))
WAYS = {"first page": (None, False), "from the end": (1, True)}


def measure(folder: Path) -> tuple[list[Ratio], list[str]]:
    looks: dict[str, growth.Look] = {
        f"{what}, {way}": partial(_seconds, wanted=wanted, beyond=beyond, newer=newer)
        for what, wanted in SOUGHT.items()
        for way, (beyond, newer) in WAYS.items()
    }
    return growth.measure(folder, PAST, looks, ROUNDS)


def profile(folder: Path) -> None:
    measure(folder)


async def _seconds(database: SqlDatabase, wanted: CallFilter, beyond: int | None, newer: bool) -> float:
    def look(connection: Connection) -> float:
        backend = backend_of(connection)
        started = spent(backend)
        SqlHistory(connection).page(Wanted(wanted, NOW + timedelta(days=1)), PAGE, beyond, newer=newer)
        return spent(backend) - started

    return await database.run(look)
