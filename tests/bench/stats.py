"""What `/stats` of a month costs with a million calls of history, against ten thousand.

The month has as many calls in both, and so has the month before it, with which it is compared.
On SQLite, and on PostgreSQL where the tests' own server runs. All that the use case does counts, but no picture.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.domain.access import Person, Role
from bot.domain.spans import Days, Span, days_of
from bot.domain.stats import CountedFor
from bot.services.deps import Deps
from bot.services.stats import Stats
from storage.engine import SqlDatabase
from storage.migrate import migrate
from tests.bench.figures import Ratio
from tests.integration.storage.postgres import postgres_server

FEW, MANY = 10_000, 1_000_000
ROUNDS = 15
TARGET = 1.5
NOW = datetime(2026, 11, 30, 21, tzinfo=UTC)
EVERY = 518
"""Seconds between two calls: 10,000 of them in a month and the one before, with which it is compared."""

_SERIES = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})",
    "postgresql": "WITH numbers(n) AS (SELECT generate_series(CAST(1 AS bigint), {count}))",
}
_AT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', '2026-11-30 20:59','-' || (({count} - n) * {every}) || ' seconds')",
    "postgresql": "timestamptz '2026-11-30 20:59:00+00' - ({count} - n) * interval '{every} seconds'",
}
_LATER = {"sqlite": "datetime({at}, '+30 seconds')", "postgresql": "({at} + interval '30 seconds')"}
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
                   submitted_at, answered_at, ended_at, changed_at, at, author_id, tail, steps)
{series} SELECT n, n, '79991234567', 1, CASE n % 4 WHEN 0 THEN 'mobilgroup' ELSE 'calldog' END,
CASE n % 10 WHEN 0 THEN 'busy' WHEN 1 THEN 'no_answer' WHEN 2 THEN 'failed' ELSE 'completed' END, CAST(n AS TEXT), {no},
CASE n % 5 WHEN 0 THEN 1 ELSE NULL END, {money}, {at}, {at}, {later}, {at}, {at}, 1001 + n % 40,
'4567', 'submitting@1764340000123;ringing@1764340004567;completed@1764340009999;' FROM numbers
"""
_MANAGER = Person(1001, "Оператор", role=Role.MANAGER)
_OPERATOR = Person(1007, "Оператор", role=Role.OPERATOR)

ASKED: dict[str, tuple[Person, CountedFor]] = {
    "a month of everybody": (_MANAGER, CountedFor()),
    "a month of one service": (_MANAGER, CountedFor(provider="mobilgroup")),
    "a month of one person": (_OPERATOR, CountedFor()),
}


def measure(folder: Path) -> tuple[list[Ratio], list[str]]:
    ratios = asyncio.run(_measure("SQLite", *(f"sqlite+aiosqlite:///{folder}/{n}.sqlite3" for n in ("few", "many"))))
    with postgres_server() as few, postgres_server() as many:
        ratios += asyncio.run(_measure("PostgreSQL", few, many))
    return ratios, [f"{ROUNDS} rounds in turns, wall time; the quickest: load only adds"]


def profile(folder: Path) -> None:
    measure(folder)


async def _measure(name: str, *urls: str) -> list[Ratio]:
    few, many = [await _filled(url, count) for url, count in zip(urls, (FEW, MANY), strict=True)]
    days = days_of(Span.MONTH, NOW.date())
    ratios: list[Ratio] = []
    for what, (actor, wanted) in ASKED.items():
        rounds = [[await _seconds(db, actor, days, wanted) for db in (many, few)] for _ in range(ROUNDS + 2)][2:]
        ours, other = (min(one[at] for one in rounds) for at in (0, 1))
        shown = f"{name}: {what}, {MANY:,} calls to {FEW:,}"
        ratios.append(Ratio(shown, ours / other, f"{ours * 1000:.0f} ms", f"{other * 1000:.0f} ms", TARGET))
    for database in (few, many):
        await database.close()
    return ratios


async def _seconds(database: SqlDatabase, actor: Person, days: Days, wanted: CountedFor) -> float:
    clock, hours = SimpleNamespace(now=lambda: NOW), SimpleNamespace(zone=ZoneInfo("Europe/Moscow"))
    stats = Stats(cast("Deps", SimpleNamespace(database=database, clock=clock, hours=hours)))
    started = time.perf_counter()
    report = await stats.report(actor, days, wanted)
    seconds = time.perf_counter() - started
    if not report.figures.placed:
        raise RuntimeError("nothing was counted")
    return seconds


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
        at = _AT[dialect].format(count=count, every=EVERY)
        words = {
            "at": at,
            "later": _LATER[dialect].format(at=at),
            "no": "0" if is_sqlite else "false",
            "money": "'1.2'" if is_sqlite else "1.2",
        }
        for statement, rows in ((_PEOPLE, 50), (_ORDERS, count), (_CALLS, count)):
            connection.exec_driver_sql(statement.format(series=_SERIES[dialect].format(count=rows), **words))
        if not is_sqlite:
            connection.exec_driver_sql("ANALYZE")  # its autovacuum does, and nobody does on SQLite

    return fill
