"""Calls that were cut off while being placed: a person is asked, and nothing is sent a second time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.domain.calls import CallState, Handle
from bot.domain.errors import Uncertain
from bot.domain.orders import Order
from storage.tables import calls
from tests.support.people import MARIA, NUMBER, OLEG
from tests.support.world import World


@pytest.fixture
async def answer() -> asyncio.Event:
    """Set: the provider answers after all."""
    return asyncio.Event()


@pytest.fixture
async def stranded(world: World, answer: asyncio.Event) -> AsyncIterator[Order]:
    """Its request left, and no answer came before the process died."""
    world.provider.hold = answer
    order = await world.draft(f"{NUMBER} текст")
    await world.press_call_now(order)
    yield order
    answer.set()


async def test_after_a_restart_nobody_knows_and_nothing_is_sent_again(world: World, stranded: Order) -> None:
    core = world.restarted()

    assert await core.stranded.at_start() == 1
    assert await core.stranded.at_start() == 0

    call = await world.call(stranded.id)
    assert (call.state, call.reason_key) == (CallState.UNKNOWN, "reason-interrupted")
    await core.waiting.sweep()
    await core.track.poll()
    assert len(world.provider.placed) == 1
    assert {notice.place.chat_id for notice in await world.notices()} == {1, OLEG.id, MARIA.id}


async def test_the_sweep_leaves_requests_under_way_alone(world: World, stranded: Order) -> None:
    world.clock.advance(59)
    assert await world.core.stranded.sweep() == 0
    assert (await world.call(stranded.id)).state is CallState.SUBMITTING

    world.clock.advance(1)
    assert await world.core.stranded.sweep() == 1
    assert (await world.call(stranded.id)).state is CallState.UNKNOWN
    assert len(world.provider.placed) == 1


async def test_an_answer_that_comes_after_all_settles_the_call(
    world: World, stranded: Order, answer: asyncio.Event
) -> None:
    world.clock.advance(60)
    await world.core.stranded.sweep()
    await world.notices()
    answer.set()
    await world.core.submitter.drain()

    call = await world.call(stranded.id)
    assert (call.state, call.handle) == (CallState.PLACED, Handle("101"))
    world.provider.hold = None
    await world.hear("101", CallState.COMPLETED)
    events = {notice.event for notice in await world.notices()}
    assert len(events) == 2, "first that nobody knows, then how it ended"


async def test_sweeps_leave_settled_calls_as_they_are(world: World) -> None:
    await world.place(f"{NUMBER} текст")
    world.provider.error = Uncertain("provider-cut")
    await world.place(f"{NUMBER} ещё")
    before = await world.rows(calls)
    world.clock.advance(3600)

    assert await world.core.stranded.sweep() == 0
    assert await world.restarted().stranded.at_start() == 0
    await world.core.waiting.sweep()
    assert await world.rows(calls) == before
