"""What the line does when it is stopped, broken off or left behind: it moves on later, and never spins."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Coroutine
from datetime import timedelta

import pytest

from bot.domain.calls import Call, CallState
from bot.domain.errors import Refused
from bot.domain.reasons import Reason
from bot.domain.views import CardKind
from bot.services.release_waiting import LATEST
from bot.services.submit_calls import SHOW_WAITING_AFTER
from bot.services.turns import AT_ONCE
from storage.repositories.calls import SqlCalls
from storage.repositories.cards import SqlCards
from tests.support.loop_time import LoopTime
from tests.support.world import World
from tests.unit.services.test_line import LIST, NUMBERS, SINGLE, answer, full, pressed, states, time
from tests.unit.services.test_planning import EVENING, planned

__all__ = ["answer", "time"]

USUAL = "calldog"


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The orders whose cards are to be written anew."""
    touch, orders = SqlCards.touch, list[int]()

    def seen(self: SqlCards, kind: CardKind, ids: Collection[int]) -> None:
        orders.extend(ids)
        touch(self, kind, ids)

    monkeypatch.setattr(SqlCards, "touch", seen)
    return orders


async def a_second(world: World, time: LoopTime) -> None:
    time.passes(SHOW_WAITING_AFTER * 1.01)
    for _ in range(3):
        await world.database.transact(lambda uow: uow.people.many([]))


async def test_a_free_turn_begins_nothing_while_nobody_stands_in_line(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Coroutine[object, object, None]] = []
    monkeypatch.setattr(world.core.submitter, "spawn", begun.append)
    world.core.waiting.freed(USUAL)
    assert begun == []


async def test_a_stop_holds_back_a_line_that_is_moving(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some of the line have their turn already; those behind them go after the next start."""
    world.provider.hold = answered = asyncio.Event()
    order = await pressed(world, LIST)
    in_line = SqlCalls.in_line

    def closing(self: SqlCalls, provider: str, limit: int) -> list[Call]:
        world.core.waiting.close()
        return in_line(self, provider, limit)[:1]

    monkeypatch.setattr(SqlCalls, "in_line", closing)
    answered.set()
    await world.core.submitter.drain()
    gone = AT_ONCE + 1
    assert states(await world.order(order.id)) == {CallState.PLACED: gone, CallState.WAITING: len(NUMBERS) - gone}


async def test_a_line_that_broke_off_once_moves_on(
    world: World, answer: asyncio.Event, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> list[Call]:
        raise OSError("the disk is full")

    order = await full(world)
    with monkeypatch.context() as patch:
        patch.setattr(SqlCalls, "in_line", broken)
        answer.set()
        await world.core.submitter.drain()
    assert "broke off" in caplog.text
    assert (await world.call(order.id)).is_in_line
    await world.core.waiting.sweep()
    await world.core.submitter.drain()
    assert (await world.call(order.id)).state is CallState.PLACED


async def test_a_line_that_nobody_can_leave_is_not_looked_at_forever(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process has them all: it sends them."""
    order = await world.place(LIST)
    looks: list[int] = []

    def stale(self: SqlCalls, provider: str, limit: int) -> list[Call]:
        looks.append(limit)
        assert len(looks) < 10
        return list(order.calls[:limit])

    monkeypatch.setattr(SqlCalls, "in_line", stale)
    world.core.waiting.wake(USUAL)
    await world.core.submitter.drain()
    assert len(looks) == 1
    assert len(world.provider.placed) == len(NUMBERS)


async def test_the_card_shows_a_turn_that_was_missed(world: World, answer: asyncio.Event, touched: list[int]) -> None:
    order = await full(world)
    world.core.waiting.close()
    world.clock.advance((LATEST + timedelta(seconds=1)).total_seconds())
    touched.clear()
    core = world.restarted()
    core.waiting.wake(USUAL)
    await core.submitter.drain()
    assert (await world.call(order.id)).reason_key == Reason.MISSED_TURN
    assert touched == [order.id]


async def test_a_service_that_is_gone_lets_nobody_wait(world: World, answer: asyncio.Event) -> None:
    """Its key was taken away while calls stood in line for it: they end, and people are told."""
    order = await pressed(world, LIST)
    world.core.waiting.close()
    service = world.providers.pop(USUAL)
    core = world.restarted()
    await core.waiting.sweep()
    await core.submitter.drain()
    waited = [call for call in (await world.order(order.id)).calls if call.queued_at]
    assert {(call.state, call.reason_key) for call in waited} == {(CallState.REJECTED, Reason.NO_PROVIDER)}
    assert len(service.placed) == AT_ONCE


async def test_the_card_says_soon_that_a_call_waits_for_its_turn(
    world: World, answer: asyncio.Event, time: LoopTime, touched: list[int]
) -> None:
    order = await full(world)
    touched.clear()
    await a_second(world, time)
    assert touched.count(order.id) == 1


async def test_a_call_that_has_gone_waits_no_more(
    world: World, answer: asyncio.Event, time: LoopTime, touched: list[int]
) -> None:
    await full(world)
    answer.set()
    await world.core.submitter.drain()
    touched.clear()
    await a_second(world, time)
    assert touched == []


async def test_work_that_is_called_off_is_no_error(world: World, caplog: pytest.LogCaptureFixture) -> None:
    async def called_off() -> None:
        raise asyncio.CancelledError

    world.core.submitter.spawn(called_off())
    await world.core.submitter.drain()
    await asyncio.sleep(0)
    assert caplog.records == []


async def test_a_call_that_goes_on_reads_its_order_for_no_result(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of thousands would be read again for each of its calls."""
    promised: list[object] = []
    monkeypatch.setattr("bot.services.submit_calls.promise_result", lambda uow, ids, now: promised.append(ids))
    await world.place(LIST)
    assert promised == []
    world.provider.error = Refused("provider-refused-money")
    refused = await world.place(SINGLE)
    assert promised == [[refused.id]]


async def test_the_card_of_a_planned_call_says_that_it_stands_in_line(
    world: World, answer: asyncio.Event, touched: list[int]
) -> None:
    order = await planned(world, at=EVENING)
    world.clock.set(EVENING)
    await pressed(world, f"{', '.join(NUMBERS[:AT_ONCE])} текст")
    touched.clear()
    await world.core.waiting.sweep()
    assert (await world.call(order.id)).is_in_line
    assert touched == [order.id]


async def test_the_card_of_a_missed_call_says_so(world: World, touched: list[int]) -> None:
    order = await planned(world, at=EVENING)
    world.clock.set(EVENING + LATEST + timedelta(seconds=1))
    touched.clear()
    await world.core.waiting.sweep()
    assert (await world.call(order.id)).is_missed
    assert touched == [order.id]
