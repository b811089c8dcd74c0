"""A second provider is tried only after the first one definitely refused."""

from __future__ import annotations

import pytest

from bot.domain.calls import CallState
from bot.domain.errors import Refused, Uncertain
from tests.fakes.provider import FakeProvider
from tests.support.orders import changed
from tests.support.people import NUMBER
from tests.support.world import World


class Second(FakeProvider):
    name = "obzvonov"
    title = "Программа обзвонов"


@pytest.fixture
def second(world: World) -> FakeProvider:
    provider = Second()
    world.add(provider)
    return provider


async def ordered(world: World, error: Exception) -> int:
    world.provider.error = error
    order = await world.draft(f"{NUMBER} текст")
    await world.database.transact(lambda uow: uow.orders.change_draft(order, changed(order, fallback="obzvonov")))
    assert await world.press_call_now(order)
    await world.core.submitter.drain()
    return order.id


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
