"""Figures equal what a plain look at every call gives, whatever reports come and however often."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import SimpleNamespace as Namespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from bot.domain.access import Role
from bot.domain.calls import FINAL, Call, CallState, Report
from bot.domain.history import Outcome
from bot.domain.orders import OrderKind
from bot.domain.spans import Days
from bot.domain.stats import EVERYTHING, Bar, CountedFor, Figures, outcome_of
from bot.ports import UnitOfWork
from bot.services.deps import Deps
from bot.services.stats import Stats, counted_between, days_between, meanings_of, within_rights
from bot.services.track_calls import apply_changes, change_of
from storage.engine import SqlDatabase
from storage.repositories.stats import SqlStats
from tests.fakes.clock import FakeClock
from tests.integration.storage.make import ADMIN, FULL_MENU, NOW, OPERATOR, add_order, seconds

BERLIN = ZoneInfo("Europe/Berlin")
DAY = (NOW - timedelta(hours=12), NOW + timedelta(hours=12))
PRICES = st.sampled_from([None, Decimal("0.1"), Decimal("0.2"), Decimal("1.8"), Decimal("12.3456"), Decimal(0)])
STATES = st.sampled_from([None, CallState.RINGING, CallState.TALKING, *sorted(FINAL - {CallState.REJECTED})])
REPORTS = st.builds(
    Report,
    state=STATES,
    digit=st.sampled_from([None, None, -1, 1, 2]),
    cost=PRICES,
    answered_at=st.sampled_from([None, NOW, NOW + seconds(7)]),
    ended_at=st.sampled_from([None, NOW + seconds(3), NOW + seconds(67)]),
)
WANTED = (
    EVERYTHING,
    CountedFor(provider="mobilgroup"),
    CountedFor(people=(OPERATOR.id,)),
    CountedFor(people=(OPERATOR.id, ADMIN.id), ends=(CallState.COMPLETED, CallState.BUSY)),
    CountedFor(keys=(-1, 2)),
)
HISTORIES = st.lists(
    st.tuples(
        st.sampled_from([OPERATOR.id, ADMIN.id]),
        st.sampled_from(["calldog", "mobilgroup"]),
        st.integers(-20, 20),  # hours from NOW at which it is sent
        st.lists(REPORTS, max_size=4),
    ),
    max_size=7,
)


def lived(uow: UnitOfWork, number: int, author_id: int, provider: str, sent: datetime, reports: list[Report]) -> int:
    order = add_order(uow, f"chat/{number}", author_id=author_id, provider=provider)
    call = uow.calls.add(order, order.phones[0], 1, sent)
    assert call is not None
    for at, report in enumerate(reports):
        for repeated in (0, 1):  # a poll and a webhook tell the same
            now = sent + seconds(10 * at + repeated)
            call = uow.calls.get(call.id)
            assert call is not None
            apply_changes(uow, [change_of(uow, call, report, f"{at}", now)], now)
    return call.id


def plain_look(calls: list[Call]) -> Figures:
    outcomes = Counter(outcome_of(call.state) for call in calls)
    keys = Counter(call.digit for call in calls if call.digit is not None)
    talks = [
        max(0.0, (call.ended_at - call.answered_at).total_seconds())
        for call in calls
        if call.answered_at and call.ended_at
    ]
    spent = sum((call.cost for call in calls if call.cost), Decimal(0))
    return Figures(len(calls), outcomes, keys, spent, round(sum(talks)))


@given(history=HISTORIES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_figures_are_those_of_a_plain_look(
    db: SqlDatabase, history: list[tuple[int, str, int, list[Report]]]
) -> None:
    def work(uow: UnitOfWork) -> None:
        raise Undone(look(uow))

    def look(uow: UnitOfWork) -> list[tuple[Figures, Figures]]:
        ids = [
            lived(uow, number, author_id, provider, NOW + timedelta(hours=hours), reports)
            for number, (author_id, provider, hours, reports) in enumerate(history)
        ]
        known = uow.calls.many(ids)
        orders = uow.orders.many([call.order_id for call in known.values()])
        within = [call for call in known.values() if call.submitted_at and DAY[0] <= call.submitted_at < DAY[1]]
        found: list[tuple[Figures, Figures]] = []
        for wanted in WANTED:
            meant = [
                call
                for call in within
                if wanted.provider in (None, call.provider)
                and (not wanted.people or orders[call.order_id].author_id in wanted.people)
                and (not wanted.ends or call.state in wanted.ends)
                and (not wanted.keys or call.digit in wanted.keys)
                and Figures.read(json.loads(json.dumps(plain_look([call]).kept()))) == plain_look([call])
            ]
            found.append((Figures.of(uow.stats.tallies(DAY, wanted)), plain_look(meant)))
            bars = uow.stats.bars(DAY, wanted)
            assert sum((bar for _, bar in bars), Bar()).placed == len(meant)
        assert within_rights(OPERATOR, EVERYTHING) == CountedFor((OPERATOR.id,))
        assert within_rights(ADMIN, EVERYTHING) == EVERYTHING
        return found

    try:
        await db.transact(work)
    except Undone as undone:
        for counted, plain in undone.found:
            assert (counted.placed, counted.outcomes, counted.keys) == (plain.placed, plain.outcomes, plain.keys)
            assert counted.spent == plain.spent
            assert abs(counted.talk_seconds - plain.talk_seconds) <= 1


class Undone(Exception):
    """It takes the history back."""

    def __init__(self, found: list[tuple[Figures, Figures]]) -> None:
        super().__init__()
        self.found = found


async def test_the_first_ring_counts_and_a_later_one_changes_nothing(db: SqlDatabase) -> None:
    ringing = Report(state=CallState.RINGING)

    def work(uow: UnitOfWork) -> Figures:
        lived(
            uow,
            1,
            OPERATOR.id,
            "calldog",
            NOW - seconds(10),
            [Report(), ringing, ringing, Report(state=CallState.BUSY)],
        )
        lived(uow, 2, OPERATOR.id, "calldog", NOW, [Report(state=CallState.BUSY)])
        return Figures.of(uow.stats.tallies(DAY, EVERYTHING))

    figures = await db.transact(work)
    assert figures.rang == 1
    assert abs((figures.first_ring or 0) - 10) < 0.01


async def test_a_verification_reached_somebody_only_where_a_person_found_so(db: SqlDatabase) -> None:
    def work(uow: UnitOfWork) -> Figures:
        for number, matched in enumerate((None, True, False)):
            order = add_order(uow, f"verify/{number}", kind=OrderKind.VERIFICATION)
            call = uow.calls.add(order, order.phones[0], 1, NOW)
            assert call is not None
            uow.calls.resolve(replace(call, state=CallState.COMPLETED, code="1234"), None, NOW)
            if matched is not None:
                assert uow.calls.judge(call.id, NOW, matched=matched)
        return Figures.of(uow.stats.tallies(DAY, EVERYTHING))

    assert (await db.transact(work)).outcomes == {Outcome.REACHED: 1, Outcome.UNKNOWN: 2}


async def test_lists_are_told_apart_and_keys_with_their_menus(db: SqlDatabase) -> None:
    phones = ("79990000001", "79990000002")

    def work(uow: UnitOfWork) -> tuple[list[int | None], list[tuple[int, str, int]]]:
        order = add_order(uow, "list/1", phones=phones, menu=FULL_MENU)
        for phone in order.phones:
            call = uow.calls.add(order, phone, 1, NOW)
            assert call is not None
            apply_changes(uow, [change_of(uow, call, Report(CallState.COMPLETED, digit=1), "1", NOW)], NOW)
        lived(uow, 1, OPERATOR.id, "calldog", NOW, [Report(CallState.COMPLETED, digit=2)])
        by_list = uow.stats.by_list(DAY, EVERYTHING)
        assert [(one.order_id, one.calls) for one in by_list] == [(order.id, 2)]
        assert uow.stats.by_list(DAY, CountedFor((ADMIN.id,))) == []
        answers = uow.stats.answers(DAY, EVERYTHING)
        return [one.order_id for one in by_list], [(one.digit, one.menu.name, one.calls) for one in answers]

    _, answers = await db.transact(work)
    assert answers == [(1, FULL_MENU.name, 2)]


async def test_tags_are_the_menus_or_somebodys_own_however_they_are_capitalised(db: SqlDatabase) -> None:
    def work(uow: UnitOfWork) -> list[int]:
        phones = ("79990000001", "79990000002", "79990000003")
        order = add_order(uow, "list/1", phones=phones, menu=FULL_MENU)
        for phone, digit in zip(order.phones, (1, -1, 2), strict=True):
            call = uow.calls.add(order, phone, 1, NOW)
            assert call is not None
            apply_changes(uow, [change_of(uow, call, Report(CallState.COMPLETED, digit=digit), "1", NOW)], NOW)
        lived(uow, 1, OPERATOR.id, "calldog", NOW, [Report(CallState.COMPLETED, digit=1)])  # without a menu
        assert call is not None
        uow.calls.keep_beside(call.id, tag="Согласен")
        wanted = [("СОГЛАСЕН",), ("согласен", "Молчит"), ("нет такой",)]
        return [Figures.of(uow.stats.tallies(DAY, CountedFor(tags=tags))).placed for tags in wanted]

    assert await db.transact(work) == [2, 3, 0]


async def test_a_long_time_is_counted_in_portions_and_its_ends_are_exact(db: SqlDatabase) -> None:
    since, until = NOW - timedelta(days=20, hours=5), NOW + timedelta(minutes=1)
    moments = (since - seconds(1), since, since + timedelta(days=3), until - seconds(1), until)

    def work(uow: UnitOfWork) -> None:
        for number, at in enumerate(moments):
            lived(uow, number, OPERATOR.id, "calldog", at, [Report(CallState.COMPLETED, digit=number)])

    await db.transact(work)
    counted = await counted_between(db, since, until, EVERYTHING)
    figures = Figures.of(counted.tallies)
    assert (figures.placed, sorted(figures.keys), days_between(since, until)) == (3, [1, 2, 3], 21)
    assert [one.part for one in counted.tallies] == [0, 3, 20]
    assert meanings_of(counted.answers) == {}
    for begin, end in ((since, since + timedelta(days=3)), (until, until + seconds(1))):
        found = await counted_between(db, begin, end, EVERYTHING)
        assert [(one.part, one.calls) for one in found.tallies] == [(0, 1)]


async def test_an_index_leads_to_the_calls_of_a_time(db: SqlDatabase) -> None:
    if db.is_shared:
        return

    def plans(connection: Connection) -> list[tuple[str, str]]:
        asked: list[tuple[str, Any]] = []

        def note(_c: object, _u: object, said: str, parameters: Any, *_: object) -> None:
            asked.append((said, parameters))

        event.listen(connection, "before_cursor_execute", note)
        stats = SqlStats(connection)
        for look in (stats.tallies, stats.bars, stats.by_list, stats.answers):
            look(DAY, EVERYTHING)
            for wanted in (
                *(CountedFor((OPERATOR.id,)), CountedFor(provider="calldog"), CountedFor((OPERATOR.id,), "calldog")),
                *(
                    CountedFor(people=(OPERATOR.id, ADMIN.id)),
                    CountedFor(ends=(CallState.BUSY,)),
                    CountedFor(keys=(1, 2)),
                ),
                CountedFor(people=(OPERATOR.id,), tags=("да",)),
            ):
                look(DAY, wanted)
        event.remove(connection, "before_cursor_execute", note)
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", given_) for said, given_ in asked]
        return [(said, "\n".join(row[3] for row in plan)) for (said, _), plan in zip(asked, plans, strict=True)]

    for said, plan in await db.run(plans):
        assert re.search(r"SEARCH calls USING INDEX ix_calls_\w+ \((\w+=\? AND )?at>\? AND at<\?\)", plan), plan
        assert "SEARCH orders USING INTEGER PRIMARY KEY (rowid=?)" in plan or "JOIN orders" not in said


@pytest.mark.parametrize(
    ("first", "last", "counted"),
    [
        (date(2026, 3, 28), date(2026, 3, 30), [24, 23, 24]),
        (date(2026, 10, 24), date(2026, 10, 26), [24, 25, 24]),
        (date(2026, 2, 27), date(2026, 3, 1), [24, 24, 24]),
        (date(2026, 3, 29), date(2026, 3, 29), [23]),
        (date(2026, 12, 31), date(2027, 1, 1), [24, 24]),
    ],
)
async def test_days_are_those_of_the_clock(db: SqlDatabase, first: date, last: date, counted: list[int]) -> None:
    """A call in each hour, the first and the last moment of a day among them."""
    began = datetime.combine(first, time(), UTC) - timedelta(days=2)

    def work(uow: UnitOfWork) -> None:
        for number in range(24 * (len(counted) + 4)):
            lived(uow, number, OPERATOR.id, "calldog", began + timedelta(hours=number), [])

    await db.transact(work)
    clock, hours = FakeClock(datetime.combine(last, time(23), UTC) + timedelta(days=9)), Namespace(zone=BERLIN)
    stats = Stats(cast("Deps", Namespace(database=db, clock=clock, hours=hours)))
    report = await stats.report(ADMIN, Days(first, last))
    assert [bar.placed for bar in report.by_day.values()] == counted
    assert report.figures.placed == sum(bar.placed for bar in report.by_hour.values()) == sum(counted)
    assert set(report.by_hour) == set(range(24)) or len(counted) == 1
    nobody = await stats.report(replace(ADMIN, role=Role.OPERATOR), Days(first, last))
    assert nobody.figures.placed == nobody.before.placed == 0
