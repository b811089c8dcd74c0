"""A second provider is tried only after the first one definitely refused."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.domain.calls import CallState
from bot.domain.errors import Refused, Uncertain
from bot.domain.menus import Branch, Menu
from bot.domain.sayings import Record, Saying
from bot.ports import Capability
from tests.fakes.provider import FakeProvider
from tests.support.orders import changed
from tests.support.people import NUMBER, OLEG
from tests.support.world import World


class Second(FakeProvider):
    name = "obzvonov"
    title = "Программа обзвонов"


@pytest.fixture
def second(world: World) -> FakeProvider:
    provider = Second()
    world.add(provider)
    return provider


async def pressed(world: World, error: Exception, **terms: Any) -> int:
    world.provider.error = error
    order = await world.draft(f"{NUMBER} текст")
    said = changed(order, fallback="obzvonov", **terms)
    await world.database.transact(lambda uow: uow.orders.change_draft(order, said))
    assert await world.press_call_now(order)
    return order.id


async def ordered(world: World, error: Exception, **terms: Any) -> int:
    order_id = await pressed(world, error, **terms)
    await world.core.submitter.drain()
    return order_id


async def test_after_a_refusal(world: World, second: FakeProvider) -> None:
    order_id = await ordered(world, Refused("provider-refused-money"))
    call = await world.call(order_id)
    assert (call.provider, call.state, call.attempt) == ("obzvonov", CallState.PLACED, 2)
    assert len(second.placed) == 1


async def test_not_after_a_lost_answer(world: World, second: FakeProvider) -> None:
    order_id = await ordered(world, Uncertain("provider-timeout"))
    assert (await world.call(order_id)).state is CallState.UNKNOWN
    assert second.placed == []


async def test_the_second_refusal_is_the_end(world: World, second: FakeProvider) -> None:
    second.error = Refused("provider-refused-phone")
    order_id = await ordered(world, Refused("provider-refused-money"))
    assert (await world.call(order_id)).state is CallState.REJECTED
    assert len(world.provider.placed) == len(second.placed) == 1
    await world.settle()
    assert len([notice for notice, _ in world.messenger.notices if notice.place.chat_id == 2]) == 1


MENU = Menu(name="Опрос", provider="calldog", greeting=Saying(Record("12")), branches=(Branch("1", said="Спасибо"),))


@pytest.mark.parametrize(
    "terms",
    [{"saying": Saying(Record("12"))}, {"menu": MENU}, {"attempts": 2}, {"repeats": 1}],
    ids=["record", "menu", "attempts", "repeats"],
)
async def test_never_by_one_that_cannot_do_the_same(world: World, second: FakeProvider, terms: dict[str, Any]) -> None:
    world.provider.capabilities |= {Capability.ATTEMPTS, Capability.REPEATS}
    order_id = await ordered(world, Refused("provider-refused-money"), **terms)
    call = await world.call(order_id)
    assert (call.provider, call.state, call.attempt) == ("calldog", CallState.REJECTED, 1)
    assert (len(world.provider.placed), second.placed) == (1, [])
    assert OLEG.id in {notice.place.chat_id for notice in await world.notices()}


async def test_one_whose_key_was_taken_away_is_not_tried(world: World, second: FakeProvider) -> None:
    world.provider.hold = asyncio.Event()
    order_id = await pressed(world, Refused("provider-refused-money"))
    del world.providers[second.name]
    world.provider.hold.set()
    await world.core.submitter.drain()
    assert (await world.call(order_id)).state is CallState.REJECTED
    assert OLEG.id in {notice.place.chat_id for notice in await world.notices()}


async def test_an_attempt_that_is_known_is_not_added_again(world: World, second: FakeProvider) -> None:
    order = await world.order(await ordered(world, Refused("provider-refused-money")))
    submitter, wanted = world.core.submitter, [(order.phones[0], 1), (order.phones[0], 2)]
    with submitter.turns() as turns:
        added = await world.database.transact(
            lambda uow: submitter.add(uow, turns, order, wanted, world.clock.now(), "obzvonov")
        )
    assert added == []
    assert len((await world.order(order.id)).calls) == 2
