"""The history: any filter finds exactly its calls, page by page, both ways, by one index each."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Connection

from bot.domain.calls import Call, CallState, Report
from bot.domain.history import CallFilter, Outcome, stems_of
from bot.domain.phones import Phone
from bot.domain.sayings import Saying
from bot.ports import UnitOfWork
from bot.ports.history import Entry, Wanted
from storage.engine import SqlDatabase
from storage.repositories import history
from storage.repositories.history import SqlHistory
from tests.integration.storage.make import ADMIN, NOW, OPERATOR, add_order
from tests.integration.storage.test_indexes import _plans

PEOPLE = (OPERATOR.id, ADMIN.id)
STATES = (CallState.COMPLETED, CallState.BUSY, CallState.NO_ANSWER, CallState.PLACED, CallState.FAILED)
SAID = ("Ваш заказ готов", "Доставка завтра", "Заказы ждут доставку", "Ёлка")
LATER = NOW + timedelta(days=400)
FILTERS = [
    CallFilter(),
    CallFilter(person_id=ADMIN.id),
    CallFilter(provider="mobilgroup"),
    CallFilter(outcome=Outcome.BUSY),
    CallFilter(outcome=Outcome.UNREACHED),
    CallFilter(outcome=Outcome.GOING),
    CallFilter(digit=1),
    CallFilter(digit=-1, person_id=OPERATOR.id),
    CallFilter(number="4567"),
    CallFilter(number="1234567", outcome=Outcome.REACHED),
    CallFilter(tag="важно"),
    CallFilter(tag="важно", provider="calldog", person_id=OPERATOR.id, outcome=Outcome.UNREACHED),
    CallFilter(text="заказы"),
    CallFilter(text="доставки заказа", person_id=OPERATOR.id),
    CallFilter(text="елка", outcome=Outcome.BUSY),
    CallFilter(text="нет такого"),
    CallFilter(order_id=7),
]


def _fill(uow: UnitOfWork, count: int = 60) -> None:
    chance = random.Random(7)
    for number in range(count):
        phones = tuple(Phone(f"7999{chance.choice((123, 321))}{tail}") for tail in ("4567", "0000"))
        draft = {
            "author_id": chance.choice(PEOPLE),
            "provider": chance.choice(("calldog", "mobilgroup")),
            "phones": phones,
            "saying": Saying(chance.choice(SAID)),
        }
        order = add_order(uow, f"chat/{number}", **draft)
        uow.orders.leave_draft(order.id, placed=True)
        for phone in phones:
            at = NOW + timedelta(minutes=chance.randrange(500))
            call = uow.calls.add(order, phone, 1, at)
            assert call is not None
            state = chance.choice(STATES)
            ended = replace(call, state=state, digit=chance.choice((None, 1, -1)))
            uow.calls.record([(ended, Report(), "seen")], at)
            if chance.random() < 0.3:
                uow.calls.keep_beside(call.id, tag="важно")


def _fits(wanted: CallFilter, entry: Entry) -> bool:
    """The same once more, without SQL."""
    call, order, f = entry.call, entry.order, wanted
    said = stems_of(order.terms.saying.text or "")
    return all(
        (
            f.person_id in (None, order.author_id),
            f.provider in (None, call.provider),
            f.outcome is None or call.state in f.outcome.states,
            f.digit in (None, call.digit),
            f.order_id in (None, order.id),
            f.number is None or call.phone.endswith(f.number),
            f.tag in (None, call.tag),
            f.text is None or set(stems_of(f.text)) <= set(said),
        )
    )


def _walk(connection: Connection, wanted: Wanted, start: int | None, *, newer: bool, limit: int = 4) -> list[Entry]:
    """All pages of a filter, in the order in which they are turned."""
    found: list[Entry] = []
    beyond = start
    while True:
        page = SqlHistory(connection).page(wanted, limit, beyond, newer=newer)
        found = [*page.entries, *found] if newer else [*found, *page.entries]
        if page.looked_to is not None and len(page.entries) < limit:
            beyond = page.looked_to
        elif len(page.entries) < limit:
            return found
        else:
            beyond = page.entries[0 if newer else -1].call.id


def _ids(entries: list[Entry]) -> list[int]:
    return [entry.call.id for entry in entries]


@pytest.fixture(params=[2000, 5])
def looked_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a page ends because enough was looked at."""
    monkeypatch.setattr(history, "LOOKED_AT", request.param)
    monkeypatch.setattr(history, "STEPS", (2, 3) if request.param == 5 else history.STEPS)


@pytest.mark.usefixtures("looked_at")
async def test_every_filter_finds_exactly_its_calls_both_ways(db: SqlDatabase) -> None:
    await db.transact(_fill)
    everything = await db.run(partial(_walk, wanted=Wanted(CallFilter(), LATER), start=None, newer=False))
    assert len(everything) == 120
    assert [entry.at for entry in everything] == sorted((entry.at for entry in everything), reverse=True)
    for wanted in FILTERS:
        down = await db.run(partial(_walk, wanted=Wanted(wanted, LATER), start=None, newer=False))
        fitting = {entry.call.id for entry in everything if _fits(wanted, entry)}
        assert set(_ids(down)) == fitting, wanted
        assert len(down) == len(fitting), "nothing comes twice"
        if len(down) > 5:
            up = await db.run(partial(_walk, wanted=Wanted(wanted, LATER), start=down[-1].call.id, newer=True))
            assert _ids(up) == _ids(down[:-1]), wanted


async def test_the_bounds_of_time_hold(db: SqlDatabase) -> None:
    await db.transact(_fill)
    since, until = NOW + timedelta(minutes=100), NOW + timedelta(minutes=200)
    for wanted in (CallFilter(), CallFilter(person_id=ADMIN.id), CallFilter(text="заказ")):
        found = await db.run(partial(_walk, wanted=Wanted(wanted, until, since), start=None, newer=False))
        assert found
        assert all(since <= entry.at < until for entry in found)


async def test_tags_and_lists_to_choose_from(db: SqlDatabase) -> None:
    await db.transact(_fill)
    assert await db.transact(lambda uow: uow.history.tags(None, 5)) == ["важно"]
    assert await db.transact(lambda uow: uow.history.tags(404, 5)) == []
    lists = await db.transact(lambda uow: uow.history.lists(OPERATOR.id, 3))
    assert len(lists) == 3
    assert {order.author_id for order in lists} == {OPERATOR.id}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_each_filter_is_led_by_an_index_of_its_own(db: SqlDatabase) -> None:
    def look(connection: Connection, wanted: CallFilter) -> None:
        SqlHistory(connection).page(Wanted(wanted, LATER), 4)

    for wanted in FILTERS:
        steps = await db.run(partial(_plans, do=partial(look, wanted=wanted)))
        for step in steps:
            assert "SCAN" not in step.split(" of ")[0], (wanted, step)
            assert "TEMP B-TREE" not in step.split(" of ")[0] or wanted.order_id or wanted.text, (wanted, step)


async def test_steps_are_taken_once_and_never_backwards(db: SqlDatabase) -> None:
    def work(uow: UnitOfWork) -> None:
        order = add_order(uow)
        call = uow.calls.add(order, order.phones[0], 1, NOW)
        assert call is not None
        for after, state in (
            (1, CallState.PLACED),
            (2, CallState.RINGING),
            (3, CallState.RINGING),
            (4, CallState.BUSY),
        ):
            uow.calls.record([(replace(call, state=state), Report(), "seen")], NOW + timedelta(seconds=after))
        stale = replace(call, state=CallState.TALKING)
        uow.calls.record([(stale, Report(), "seen")], NOW + timedelta(seconds=9))
        steps = uow.calls.kept_beside(call.id).steps
        assert [(step.state, round((step.at - NOW).total_seconds())) for step in steps] == [
            (CallState.SUBMITTING, 0),
            (CallState.PLACED, 1),
            (CallState.RINGING, 2),
            (CallState.BUSY, 4),
        ]

    await db.transact(work)


async def test_a_planned_call_moves_with_its_time(db: SqlDatabase) -> None:
    evening = NOW + timedelta(hours=6)

    def at(uow: UnitOfWork, call: Call) -> datetime:
        (entry,) = uow.history.page(Wanted(CallFilter(), LATER), 5).entries
        assert entry.call.id == call.id
        return entry.at

    def work(uow: UnitOfWork) -> None:
        order = add_order(uow)
        uow.orders.leave_draft(order.id, placed=True)
        call = uow.calls.add(order, order.phones[0], 1, NOW, evening)
        assert call is not None
        assert at(uow, call) == evening
        uow.calls.leave_waiting(call.id, CallState.CANCELED, NOW)
        assert at(uow, call) == NOW

    await db.transact(work)


async def test_words_follow_a_planned_order(db: SqlDatabase) -> None:
    def found(uow: UnitOfWork, words: str) -> int:
        return len(uow.history.page(Wanted(CallFilter(text=words), LATER), 5).entries)

    def work(uow: UnitOfWork) -> None:
        order = add_order(uow)
        uow.orders.leave_draft(order.id, placed=True)
        uow.calls.add(order, order.phones[0], 1, NOW, NOW)
        placed = uow.orders.get(order.id)
        assert placed is not None
        assert found(uow, "заказа") == 1
        changed = replace(placed, terms=replace(placed.terms, saying=Saying("Приезжайте"), purpose="Долг"))
        assert uow.orders.change_planned(placed, changed, None)
        assert (found(uow, "заказа"), found(uow, "долги приезжайте")) == (0, 1)

    await db.transact(work)
