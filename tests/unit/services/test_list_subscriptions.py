"""A subscription to one list: its end is told, and ends the subscription."""

from __future__ import annotations

import pytest

from bot.domain.access import Role
from bot.domain.calls import CallState
from bot.domain.errors import Forbidden, OrderProblem, Uncertain
from bot.domain.orders import Order, Place
from bot.domain.subscriptions import Wanted, Whose
from bot.domain.views import NoticeKind
from bot.services.draft_orders import Press
from bot.services.people import RoleChange
from tests.support.people import ANNA, MARIA, OLEG, OLGA
from tests.support.world import World
from tests.unit.services.subscribing import (
    EVENING,
    GROUP,
    PRIVATE,
    end_what_managers_begin_with,
    kinds,
    outcomes,
    subscribe,
    told,
)
from tests.unit.services.test_planning import planned

LATER = 16 * 60
"""Seconds: by then nothing more comes of a list that is over."""
TWO = "+7 999 123-45-67, +7 999 123-45-68\nтекст"


@pytest.fixture
async def nobody(world: World) -> None:
    await end_what_managers_begin_with(world)


pytestmark = pytest.mark.usefixtures("nobody")


def of(order: Order, **narrowed: tuple[object, ...]) -> Wanted:
    return Wanted(Whose.LIST, order_id=order.id, **narrowed)  # type: ignore[arg-type]  # as its fields are


async def left(world: World, place: Place = PRIVATE) -> int:
    await world.core.gathered.end_lists()
    return len((await world.api.subscriptions.of(MARIA, place)).told)


async def end(world: World, *states: CallState, **facts: int) -> None:
    for number, state in enumerate(states, 101):
        await world.hear(str(number), state, **facts)


@pytest.mark.parametrize("place", [PRIVATE, GROUP])
async def test_its_end_is_told_once_and_ends_it(world: World, place: Place) -> None:
    order = await world.place(TWO)
    await subscribe(world, place, of(order))
    await subscribe(world, place, of(order))
    await end(world, CallState.BUSY)
    assert await told(world, place) == []
    await end(world, CallState.BUSY, CallState.COMPLETED)
    assert await left(world, place) == 1, "a late key may still come"
    world.clock.advance(LATER)
    assert await left(world, place) == 0
    (one,) = await told(world, place)
    assert (one.kind, one.payload["order_id"], one.payload["of_list"]) == (NoticeKind.RESULT, order.id, True)


async def test_no_other_calls_are_told_of(world: World) -> None:
    order = await world.place(TWO)
    await subscribe(world, wanted=of(order))
    await world.place("+7 999 123-45-69 текст")
    await world.hear("103", CallState.COMPLETED)
    assert await told(world) == []


async def test_its_end_is_told_even_when_nothing_fitted(world: World) -> None:
    order = await world.place(TWO)
    await subscribe(world, wanted=of(order, keys=(1,)))
    await end(world, CallState.BUSY, CallState.NO_ANSWER)
    assert await told(world) == []
    world.clock.advance(LATER)
    assert await left(world) == 0
    assert kinds(await told(world)) == [NoticeKind.RESULT]


async def test_a_late_key_is_told_and_the_end_no_second_time(world: World) -> None:
    order = await world.place(TWO)
    await subscribe(world, wanted=of(order, keys=(1,)))
    await end(world, CallState.BUSY, CallState.COMPLETED)
    await world.hear("102", CallState.COMPLETED, digit=1)
    assert len(await told(world)) == 1
    world.clock.advance(LATER)
    assert await left(world) == 0
    assert len(await told(world)) == 1


async def test_it_lasts_while_nobody_knows_of_a_call(world: World) -> None:
    world.provider.error = Uncertain("provider-cut")
    order = await world.place(TWO)
    await subscribe(world, wanted=of(order))
    world.clock.advance(24 * 3600)
    assert await left(world) == 1


async def test_one_that_is_withdrawn_is_told_too(world: World) -> None:
    order = await planned(world, TWO)
    await subscribe(world, wanted=of(order))
    assert await world.api.orders.withdraw(OLEG, Press(order.id, order.place, 77, "ru"))
    assert await told(world) == []
    world.clock.advance(LATER)
    assert await left(world) == 0
    (one,) = await told(world)
    assert one.payload["ends"] == {"canceled": 2}


async def test_its_digest_comes_before_it_ends(world: World) -> None:
    order = await world.place(TWO)
    await subscribe(world, wanted=of(order), schedule=EVENING)
    await end(world, CallState.BUSY, CallState.COMPLETED)
    world.clock.advance(LATER)
    assert await left(world) == 1
    world.clock.advance(24 * 3600)
    (digest,) = await told(world)
    assert outcomes(digest) == {"busy": 1, "reached": 1}
    assert await left(world) == 0
    assert len(await told(world)) == 1


async def test_an_operator_subscribes_to_their_own_lists_alone(world: World) -> None:
    order = await world.place(TWO)
    with pytest.raises(Forbidden):
        await subscribe(world, Place(OLGA.id), of(order), actor=OLGA)
    await subscribe(world, Place(OLEG.id), of(order), actor=OLEG)
    assert [one.id for one in await world.api.subscriptions.lists(OLEG)] == [order.id]
    assert await world.api.subscriptions.lists(OLGA) == []


async def test_who_is_no_manager_any_more_hears_nothing_of_others_lists(world: World) -> None:
    order = await world.place(TWO)
    await subscribe(world, wanted=of(order))
    await world.api.people.change_role(ANNA, RoleChange(MARIA.id, Role.MANAGER, Role.OPERATOR))
    await end(world, CallState.BUSY, CallState.COMPLETED)
    assert kinds(await told(world)) == [NoticeKind.ROLE_CHANGED]


async def test_only_to_a_list_that_goes_on(world: World) -> None:
    single = await world.place("+7 999 123-45-69 текст")
    over = await world.place(TWO)
    for id_ in ("102", "103"):
        await world.hear(id_, CallState.COMPLETED)
    for order in (single, over, await world.draft(TWO)):
        with pytest.raises(OrderProblem):
            await subscribe(world, wanted=of(order))
    assert await world.api.subscriptions.lists(MARIA) == []
