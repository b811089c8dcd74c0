"""A lost call is looked for, never placed again."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.calls import CallState, Handle
from bot.domain.errors import Uncertain
from bot.domain.orders import Place
from bot.ports import Capability
from bot.services.draft_orders import Written
from tests.fakes.services import Verifying
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


async def asked(world: World) -> None:
    """It was looked for in vain, and a person is asked."""
    world.clock.advance(20)
    await world.core.find_lost.ask_people()


async def test_while_it_is_looked_for_nobody_is_asked(world: World, at_provider: dict[str, Handle]) -> None:
    order_id = await lose(world)
    lost = await world.call(order_id)
    assert lost.is_looked_for
    assert not await world.api.calls.place_again(OLEG, lost.id), "it may ring already"
    assert not await world.api.calls.confirm_placed(OLEG, lost.id)
    world.clock.advance(19)
    await world.core.find_lost.ask_people()
    assert await world.notices() == []

    at_provider["79991234567"] = Handle("777")
    await world.core.find_lost.sweep()
    await asked(world)
    assert await world.notices() == []
    await world.hear("777", CallState.COMPLETED)
    assert [notice.place.chat_id for notice in await world.notices()].count(OLEG.id) == 1


async def test_one_not_found_is_asked_about_and_looked_for_on(world: World, at_provider: dict[str, Handle]) -> None:
    order_id = await lose(world)
    await asked(world)
    await asked(world)
    lost = await world.call(order_id)
    assert (lost.state, lost.is_looked_for) == (CallState.UNKNOWN, False)
    assert [notice.place.chat_id for notice in await world.notices()].count(OLEG.id) == 1

    at_provider["79991234567"] = Handle("777")
    await world.core.find_lost.sweep()
    assert (await world.call(order_id)).state is CallState.PLACED


async def test_where_nobody_can_tell_a_person_is_asked_at_once(world: World) -> None:
    order_id = await lose(world)
    assert not (await world.call(order_id)).is_looked_for
    assert len(await world.notices()) == 3


async def test_a_crash_changes_nothing_of_that(world: World, at_provider: dict[str, Handle]) -> None:
    world.provider.hold = asyncio.Event()
    order = await world.draft(f"{NUMBER} текст")
    await world.press_call_now(order)
    reborn = world.restarted()
    await reborn.stranded.at_start()
    assert (await world.call(order.id)).is_looked_for
    world.clock.advance(20)
    await reborn.find_lost.ask_people()
    assert not (await world.call(order.id)).is_looked_for
    assert [notice.place.chat_id for notice in await world.notices()].count(OLEG.id) == 1
    world.provider.hold.set()


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
    await asked(world)
    lost = await world.call(order_id)
    assert await world.api.calls.place_again(OLEG, lost.id)
    at_provider["79991234567"] = Handle("777")
    await world.core.find_lost.sweep()
    world.provider.hold.set()
    await world.core.submitter.drain()

    states = {call.attempt: call.state for call in (await world.order(order_id)).calls}
    assert states == {1: CallState.UNKNOWN, 2: CallState.PLACED}


async def test_a_verification_is_the_providers_own_call_and_nobody_waits_for_word_of_it(world: World) -> None:
    service = Verifying()
    service.capabilities |= {Capability.RECONCILIATION}
    world.add(service)
    service.error = Uncertain("provider-cut")
    view = await world.api.verification.draft(OLEG, Written(NUMBER, Place(OLEG.id), "verify:1"))
    assert view is not None
    assert await world.press_call_now(view.order)
    await world.core.submitter.drain()
    lost = await world.call(view.order.id)
    assert (lost.state, lost.is_looked_for) == (CallState.UNKNOWN, False)
    assert OLEG.id in {notice.place.chat_id for notice in await world.notices()}, "a person is asked at once"
    service.lost["79991234567"] = Handle("777")
    await world.core.find_lost.sweep()
    assert (await world.call(view.order.id)).state is CallState.UNKNOWN, "what the provider lists is another call"
