"""Calls that wait for their turn at the provider: nothing of them was sent, so nothing of them is unknown."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.domain.calls import CallState, Handle, Report
from bot.domain.errors import Refused
from bot.domain.orders import Order
from bot.domain.reasons import Reason
from bot.services.draft_orders import Press
from bot.services.release_waiting import LATEST, TURN_ON_TIME
from bot.services.turns import AT_ONCE, PATIENCE
from storage.repositories.calls import SqlCalls
from tests.fakes.clock import NOON
from tests.support.loop_time import LoopTime, held_time
from tests.support.orders import changed, tap
from tests.support.people import OLEG
from tests.support.world import World
from tests.unit.services.test_failover import Second
from tests.unit.services.test_planning import EVENING, planned

NUMBERS = [f"8 999 123-40-{n:02}" for n in range(20)]
LIST = f"{', '.join(NUMBERS)} текст"
SINGLE = "+7 999 123-45-67 текст"
CLOSING = NOON + timedelta(hours=9)


@pytest.fixture
async def time() -> AsyncIterator[LoopTime]:
    with held_time() as time:
        yield time


@pytest.fixture
async def answer(world: World, time: LoopTime) -> AsyncIterator[asyncio.Event]:
    """Until it is set the service says nothing, and time stands still: nobody loses patience with it."""
    world.provider.hold = answered = asyncio.Event()
    yield answered
    answered.set()


async def pressed(world: World, text: str) -> Order:
    order = await world.draft(text)
    assert await world.press_call_now(order)
    return await world.order(order.id)


async def full(world: World) -> Order:
    """Returns an order with one call in line: all turns are taken."""
    await pressed(world, f"{', '.join(NUMBERS[:AT_ONCE])} текст")
    return await pressed(world, SINGLE)


def states(order: Order) -> Counter[CallState]:
    return Counter(call.state for call in order.calls)


async def test_what_is_not_sent_is_waiting(world: World, answer: asyncio.Event) -> None:
    order = await pressed(world, LIST)
    await asyncio.sleep(0)
    assert states(order) == {CallState.SUBMITTING: AT_ONCE, CallState.WAITING: len(NUMBERS) - AT_ONCE}
    assert len(world.provider.placed) == AT_ONCE
    assert not order.is_planned
    assert await world.api.history.planned(OLEG) == []

    answer.set()
    await world.core.submitter.drain()
    assert states(await world.order(order.id)) == {CallState.PLACED: len(NUMBERS)}
    assert sorted(call.phone for call in world.provider.placed) == sorted(order.phones)


async def test_the_time_in_line_is_not_the_services(
    world: World, time: LoopTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each answer comes within its time; all of them together take four times as long."""
    world.core.submitter.answer_within = within = 0.2
    place, asked_at = world.provider.place, []

    async def slowly(call: object) -> Handle:
        asked_at.append(time.now)
        await asyncio.sleep(0.1)
        return await place(call)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(world.provider, "place", slowly)
    monkeypatch.setattr("bot.services.turns.QUICK", AT_ONCE)
    placing = asyncio.create_task(world.place(LIST))
    while not placing.done():
        await world.database.transact(lambda uow: uow.people.many([]))  # meanwhile everybody gets their turn
        time.passes(0.02 if asked_at else 0.0)
    assert states(await placing) == {CallState.PLACED: len(NUMBERS)}
    assert asked_at[-1] - asked_at[0] > within


async def test_a_service_that_says_nothing_gets_no_more_than_its_client_sends(
    world: World, answer: asyncio.Event, time: LoopTime
) -> None:
    order = await pressed(world, LIST)
    time.passes(PATIENCE * 0.99)
    for _ in range(3):
        assert states(await world.order(order.id))[CallState.SUBMITTING] == len(world.provider.placed) == AT_ONCE
    time.passes(PATIENCE * 0.02)
    while len(world.provider.placed) < 2 * AT_ONCE:
        await world.order(order.id)
    for _ in range(3):
        assert states(await world.order(order.id))[CallState.SUBMITTING] == len(world.provider.placed) == 2 * AT_ONCE


async def test_after_a_restart_they_go_on_and_what_was_sent_does_not(world: World, answer: asyncio.Event) -> None:
    order = await pressed(world, LIST)
    world.core.waiting.close()
    world.provider.hold = None  # what was sent before is never answered
    core = world.restarted()
    assert await core.stranded.at_start() == AT_ONCE
    await core.waiting.sweep()
    await core.submitter.drain()
    assert states(await world.order(order.id)) == {
        CallState.UNKNOWN: AT_ONCE,
        CallState.PLACED: len(NUMBERS) - AT_ONCE,
    }
    assert len(world.provider.placed) == len(NUMBERS)
    answer.set()


@pytest.mark.parametrize(
    ("pressed_at", "late", "goes"),
    [
        (NOON, TURN_ON_TIME, True),
        (NOON, LATEST, True),
        (NOON, LATEST + timedelta(seconds=1), False),
        (CLOSING - timedelta(seconds=5), TURN_ON_TIME, True),
        (CLOSING - timedelta(seconds=5), TURN_ON_TIME + timedelta(seconds=1), False),
    ],
)
async def test_how_late_it_goes_on(
    world: World, answer: asyncio.Event, pressed_at: datetime, late: timedelta, goes: bool
) -> None:
    world.clock.set(pressed_at)
    order = await full(world)
    world.core.waiting.close()
    world.clock.set(pressed_at + late)
    core = world.restarted()
    await core.waiting.sweep()
    answer.set()
    await core.submitter.drain()
    call = await world.call(order.id)
    assert (call.state is CallState.PLACED, call.is_missed) == (goes, not goes)
    assert (call.reason_key == Reason.MISSED_TURN) is not goes
    assert len(world.provider.placed) == AT_ONCE + goes
    events = [notice for notice in await world.notices() if notice.payload.get("order_id") == order.id]
    assert bool(events) is not goes, "people are told of a call that did not go"


async def test_an_orderly_stop_leaves_the_line_as_it_is(world: World, answer: asyncio.Event) -> None:
    order = await full(world)
    world.core.waiting.close()
    answer.set()
    await world.core.submitter.drain()
    order = await world.order(order.id)
    assert (order.calls[0].is_in_line, order.calls[0].submitted_at) == (True, None)
    assert not order.is_planned, "nobody chose a time: there is none to change"


async def test_one_that_stands_in_line_can_be_withdrawn(world: World, answer: asyncio.Event) -> None:
    order = await full(world)
    assert await world.api.orders.withdraw(OLEG, Press(order.id, order.place, 77, "ru"))
    answer.set()
    await world.core.submitter.drain()
    await world.core.waiting.sweep()
    await world.core.submitter.drain()
    assert (await world.call(order.id)).state is CallState.CANCELED
    assert len(world.provider.placed) == AT_ONCE


async def test_what_was_withdrawn_since_it_was_read_is_not_sent(
    world: World, answer: asyncio.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await full(world)
    read = await world.database.transact(lambda uow: uow.calls.in_line("calldog", 10))
    assert [call.order_id for call in read] == [order.id]
    assert await world.api.orders.withdraw(OLEG, Press(order.id, order.place, 77, "ru"))
    monkeypatch.setattr(SqlCalls, "in_line", lambda self, provider, limit: read)
    answer.set()
    await world.core.submitter.drain()
    assert (await world.call(order.id)).state is CallState.CANCELED
    assert len(world.provider.placed) == AT_ONCE


async def test_planned_calls_stand_in_line_too(world: World, answer: asyncio.Event) -> None:
    order = await planned(world, LIST, EVENING)
    world.clock.set(EVENING)
    await asyncio.gather(*(world.core.waiting.sweep() for _ in range(3)))
    while not world.provider.placed:
        await world.order(order.id)
    due = await world.order(order.id)
    assert states(due)[CallState.SUBMITTING] == AT_ONCE
    assert not due.is_planned
    answer.set()
    await world.core.submitter.drain()
    assert states(await world.order(order.id)) == {CallState.PLACED: len(NUMBERS)}


async def test_the_second_service_has_a_line_of_its_own(world: World) -> None:
    second = Second()
    second.hold = asyncio.Event()
    world.add(second)
    world.provider.error = Refused("provider-refused-money")
    order = await world.draft(LIST)
    await world.database.transact(lambda uow: uow.orders.change_draft(order, changed(order, fallback=second.name)))
    assert await world.press_call_now(order)
    while (await world.order(order.id)).calls[-1].attempt < 2 or len(second.placed) < AT_ONCE:
        pass
    second.hold.set()
    await world.core.submitter.drain()
    latest = (await world.order(order.id)).latest_calls()
    assert {(call.provider, call.state) for call in latest} == {(second.name, CallState.PLACED)}
    assert len(second.placed) == len(NUMBERS)


async def test_a_press_that_fails_keeps_no_turn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    order = await world.draft(SINGLE)
    with monkeypatch.context() as patch:
        patch.setattr(SqlCalls, "add", broken)
        for _ in range(AT_ONCE + 1):
            with pytest.raises(OSError, match="full"):
                await world.press_call_now(order)
    await world.press_call_now(order)
    assert (await world.call(order.id)).state is CallState.SUBMITTING


async def test_a_single_call_is_saved_once_before_its_request(
    world: World, answer: asyncio.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = await world.draft(SINGLE)
    transact, transactions = world.database.transact, []

    async def counted(work: object) -> object:
        transactions.append(work)
        return await transact(work)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(world.database, "transact", counted)
    assert await world.api.calls.place(OLEG, tap(order))
    await asyncio.sleep(0)
    assert len(world.provider.placed) == len(transactions) == 1


async def test_a_contradiction_polled_or_sent_is_the_same(world: World) -> None:
    """What a poll brings goes the way of a webhook's report, see test_webhooks."""
    order = await world.place(SINGLE)
    await world.hear("101", CallState.COMPLETED, cost=None)
    world.provider.reports["101"] = Report(state=CallState.BUSY, vendor_status="busy", digit=3)
    world.clock.advance(60)
    await world.core.track.poll()
    call = await world.call(order.id)
    assert (call.state, call.vendor_status, call.digit) == (CallState.COMPLETED, None, 3)
