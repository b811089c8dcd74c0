"""One end, one reply: an end that nobody was told of is told with the next one, and a reply tells its own end."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.calls import CallState
from bot.domain.errors import Uncertain
from bot.domain.orders import Order
from bot.domain.views import NoticeKind, OrderView
from bot.ports import Shown
from tests.support.people import NUMBER, OLEG
from tests.support.world import World

TWO = f"{NUMBER}, 8 999 123-45-68 текст"


async def again(world: World, order: Order) -> None:
    unknown = next(call for call in order.latest_calls() if call.state is CallState.UNKNOWN)
    assert await world.api.calls.place_again(OLEG, unknown.id)
    await world.core.submitter.drain()


def told(world: World, chat: int = OLEG.id) -> list[list[CallState]]:
    """Returns the states that each reply tells."""
    views = [view for notice, view in world.messenger.notices if notice.place.chat_id == chat]
    assert all(isinstance(view, OrderView) for view in views)
    return [[call.state for call in view.order.latest_calls()] for view in views if isinstance(view, OrderView)]


@pytest.fixture
async def order(world: World) -> Order:
    """Of two calls the first is unknown, the second is over; both ends are to be told, and were not yet."""
    world.provider.error = Uncertain("provider-cut")
    order = await world.place(TWO)
    world.provider.error = None
    first, second = order.latest_calls()
    assert (first.state, second.state) == (CallState.UNKNOWN, CallState.UNKNOWN)
    await world.api.calls.confirm_placed(OLEG, second.id)
    return await world.order(order.id)


async def test_an_end_that_nobody_was_told_of_is_told_with_the_next(world: World, order: Order) -> None:
    await again(world, order)
    await world.hear(str(100 + len(world.provider.placed)), CallState.COMPLETED)
    await world.core.deliveries.settle()
    assert told(world) == [[CallState.COMPLETED, CallState.EXPIRED]]
    assert await world.database.transact(lambda uow: uow.outgoing.outbox().waiting) == 0


async def test_one_that_waits_for_its_next_try_is_folded_too(world: World, order: Order) -> None:
    world.messenger.answers = [Shown(retry=True)] * 3
    await world.core.deliveries.settle()
    world.messenger.notices.clear()
    await again(world, order)
    await world.hear(str(100 + len(world.provider.placed)), CallState.COMPLETED)
    world.clock.advance(3600)
    await world.core.deliveries.settle()
    assert told(world) == [[CallState.COMPLETED, CallState.EXPIRED]]


async def test_ends_that_were_told_in_time_have_a_reply_each(world: World, order: Order) -> None:
    await world.core.deliveries.settle()
    await again(world, order)
    await world.hear(str(100 + len(world.provider.placed)), CallState.COMPLETED)
    await world.core.deliveries.settle()
    assert told(world) == [[CallState.UNKNOWN, CallState.EXPIRED], [CallState.COMPLETED, CallState.EXPIRED]]


async def test_one_that_is_being_said_tells_its_own_end_and_the_next_another(world: World, order: Order) -> None:
    world.messenger.hold = asyncio.Event()
    saying = asyncio.create_task(world.core.deliveries.settle())
    await world.messenger.speaking.wait()
    await again(world, order)
    await world.hear(str(100 + len(world.provider.placed)), CallState.COMPLETED)
    world.messenger.hold.set()
    await saying
    await world.core.deliveries.settle()
    assert told(world) == [[CallState.UNKNOWN, CallState.EXPIRED], [CallState.COMPLETED, CallState.EXPIRED]]


async def test_a_reply_does_not_speak_of_an_attempt_that_came_after_its_end(world: World, order: Order) -> None:
    await again(world, order)
    await world.hear(str(100 + len(world.provider.placed)), CallState.RINGING)
    await world.core.deliveries.settle()
    assert told(world) == [[CallState.UNKNOWN, CallState.EXPIRED]]


async def test_a_lost_call_that_is_found_is_told_once(world: World) -> None:
    world.provider.error = Uncertain("provider-cut")
    await world.place(f"{NUMBER} текст")
    await world.core.deliveries.settle()
    assert told(world) == [[CallState.UNKNOWN]]


async def test_other_orders_and_other_news_are_left_alone(world: World, order: Order) -> None:
    world.provider.error = Uncertain("provider-cut")
    for _ in range(10):
        other = await world.place(f"{NUMBER} другой")
    assert other.id > 10, "an order whose number begins with that of the first"
    world.provider.error = None
    world.clock.advance(60)  # what comes too thick is gathered
    before = await world.database.transact(lambda uow: uow.outgoing.outbox().waiting)
    await again(world, order)
    await world.hear(str(100 + len(world.provider.placed)), CallState.COMPLETED)
    assert await world.database.transact(lambda uow: uow.outgoing.outbox().waiting) == before
    await world.core.deliveries.settle()
    kinds = {notice.kind for notice, _ in world.messenger.notices}
    assert kinds == {NoticeKind.RESULT}
    assert len(told(world)) == 11
