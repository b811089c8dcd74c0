"""A lost call is looked for, never placed again."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.calls import CallState, Handle
from bot.domain.errors import Uncertain
from bot.ports import Capability
from tests.support.people import NUMBER, OLEG
from tests.support.world import World


@pytest.fixture
def at_provider(world: World) -> dict[str, Handle]:
    """What the provider shows, by phone."""
    world.provider.capabilities |= {Capability.RECONCILIATION}
    return world.provider.lost


async def lose(world: World) -> int:
    world.provider.error = Uncertain("provider-cut")
    order = await world.place(f"{NUMBER} текст")
    world.provider.error = None
    return order.id


async def test_a_call_that_the_service_shows_is_followed(world: World, at_provider: dict[str, Handle]) -> None:
    order_id = await lose(world)
    await world.core.find_lost.sweep()
    assert (await world.call(order_id)).state is CallState.UNKNOWN

    at_provider["79991234567"] = Handle("777")
    await world.core.find_lost.sweep()
    call = await world.call(order_id)
    assert (call.state, call.handle) == (CallState.PLACED, Handle("777"))
    assert len(world.provider.placed) == 1


async def test_another_call_of_ours_is_not_taken_for_it(world: World, at_provider: dict[str, Handle]) -> None:
    placed = await world.place(f"{NUMBER} раньше")
    order_id = await lose(world)
    assert placed.calls[0].handle is not None
    at_provider["79991234567"] = placed.calls[0].handle
    await world.core.find_lost.sweep()
    assert (await world.call(order_id)).state is CallState.UNKNOWN


async def test_a_call_that_was_placed_again_is_left_alone(world: World, at_provider: dict[str, Handle]) -> None:
    order_id = await lose(world)
    world.provider.hold = asyncio.Event()
    lost = await world.call(order_id)
    assert await world.api.calls.place_again(OLEG, lost.id)
    at_provider["79991234567"] = Handle("777")
    await world.core.find_lost.sweep()
    world.provider.hold.set()
    await world.core.submitter.drain()

    states = {call.attempt: call.state for call in (await world.order(order_id)).calls}
    assert states == {1: CallState.UNKNOWN, 2: CallState.PLACED}
