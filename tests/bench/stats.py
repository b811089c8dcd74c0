"""What `/stats` of a month costs with a million calls of history, against ten thousand.

The month has as many calls in both, and so has the month before it, with which it is compared.
All that the use case does counts, but no picture.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

from bot.domain.access import Person, Role
from bot.domain.spans import Span, days_of
from bot.domain.stats import CountedFor
from bot.services.deps import Deps
from bot.services.stats import Stats
from storage.engine import SqlDatabase
from tests.bench import growth
from tests.bench.figures import Ratio
from tests.bench.processor import backend_of, spent

ROUNDS = 15
NOW = datetime(2026, 11, 30, 21, tzinfo=UTC)
EVERY = 518
"""Seconds between two calls: 10,000 of them in a month and the one before, with which it is compared."""

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
PAST = growth.Past(NOW - timedelta(minutes=1), EVERY, (_CALLS,))


def measure(folder: Path) -> tuple[list[Ratio], list[str]]:
    looks: dict[str, growth.Look] = {
        what: partial(_seconds, actor=actor, wanted=wanted) for what, (actor, wanted) in ASKED.items()
    }
    return growth.measure(folder, PAST, looks, ROUNDS)


def profile(folder: Path) -> None:
    measure(folder)


async def _seconds(database: SqlDatabase, actor: Person, wanted: CountedFor) -> float:
    clock, hours = SimpleNamespace(now=lambda: NOW), SimpleNamespace(zone=ZoneInfo("Europe/Moscow"))
    stats = Stats(cast("Deps", SimpleNamespace(database=database, clock=clock, hours=hours)))
    backend = await database.run(backend_of)
    started = spent(backend)
    report = await stats.report(actor, days_of(Span.MONTH, NOW.date()), wanted)
    seconds = spent(backend) - started
    if not report.figures.placed:
        raise RuntimeError("nothing was counted")
    return seconds
