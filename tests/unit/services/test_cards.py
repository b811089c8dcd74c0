"""Cards are reconciled: what a message shows and should show are compared, whatever happened in between."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.calls import CallState
from bot.domain.orders import Order, Place
from bot.domain.views import Card, CardKind, OrderView
from bot.ports import Shown
from bot.services.delivery import GIVE_UP_AFTER, pause_after
from storage.tables import cards
from tests.support.people import NUMBER
from tests.support.world import World


@pytest.fixture
async def order(world: World) -> Order:
    """An order that is placed and whose card is up to date."""
    order = await world.place(f"{NUMBER} текст")
    await world.settle()
    world.messenger.cards.clear()
    return order


async def touched(world: World, order: Order, times: int = 1) -> None:
    for _ in range(times):
        await world.database.transact(lambda uow: uow.cards.touch(CardKind.ORDER, [order.id]))


async def follow(world: World, order: Order, message_id: int | None) -> None:
    card = (CardKind.ORDER, order.id, order.place, "ru", message_id)
    await world.database.transact(lambda uow: uow.cards.upsert(*card))


async def card_of(world: World, order: Order) -> Card | None:
    found = await world.database.transact(lambda uow: uow.cards.of(CardKind.ORDER, order.id))
    return found[0] if found else None


async def test_a_hundred_changes_are_one_edit(world: World, order: Order) -> None:
    await touched(world, order, 100)
    await world.core.deliveries.settle()

    ((card, subject),) = world.messenger.cards
    assert card.message_id == 77
    assert isinstance(subject, OrderView)
    await world.core.deliveries.settle()
    assert len(world.messenger.cards) == 1


async def test_changes_during_an_edit_are_one_more_edit(world: World, order: Order) -> None:
    world.messenger.hold = asyncio.Event()
    world.messenger.speaking.clear()
    await touched(world, order)
    settling = asyncio.create_task(world.core.deliveries.settle())
    await world.messenger.speaking.wait()
    await touched(world, order, 100)

    world.messenger.hold.set()
    await settling
    assert len(world.messenger.cards) == 2


async def test_a_card_shows_the_newest_state(world: World, order: Order) -> None:
    await world.hear("101", CallState.RINGING)
    await world.hear("101", CallState.TALKING)
    await world.core.deliveries.settle()

    ((_, subject),) = world.messenger.cards
    assert isinstance(subject, OrderView)
    assert subject.order.latest_calls()[0].state is CallState.TALKING


async def test_a_failing_edit_is_tried_again_later_and_later(world: World, order: Order) -> None:
    world.messenger.answers = [Shown(retry=True), RuntimeError("a bug"), Shown(retry=True)]
    await touched(world, order)
    for failures in range(3):
        await world.core.deliveries.settle()
        assert len(world.messenger.cards) == failures + 1
        world.clock.advance(pause_after(failures).total_seconds() - 0.5)
        await world.core.deliveries.settle()
        assert len(world.messenger.cards) == failures + 1
        world.clock.advance(0.5)
    await world.core.deliveries.settle()
    assert len(world.messenger.cards) == 4

    card = await card_of(world, order)
    assert card is not None
    assert card.failures == 0


def test_pauses_grow_to_five_minutes() -> None:
    assert [pause_after(failures).total_seconds() for failures in (0, 1, 2, 8, 9, 1000)] == [1, 2, 4, 256, 300, 300]


async def test_after_many_failures_a_card_is_given_up(world: World, order: Order) -> None:
    world.messenger.answers = [Shown(retry=True)] * (GIVE_UP_AFTER + 1)
    await touched(world, order)
    for _ in range(GIVE_UP_AFTER + 1):
        await world.core.deliveries.settle()
        world.clock.advance(300)
    assert await card_of(world, order) is None


async def test_a_card_of_somebody_who_blocked_the_bot_is_let_go(world: World, order: Order) -> None:
    world.messenger.answers = [Shown()]
    await touched(world, order)
    await world.core.deliveries.settle()

    assert await world.rows(cards) == []


async def test_a_group_that_moved_gets_its_card_anew(world: World) -> None:
    order = await world.draft(f"{NUMBER} текст", place=Place(-100))
    await world.press_call_now(order)
    await world.core.submitter.drain()
    world.messenger.answers = [Shown(moved_to=-1000200)]
    await world.core.deliveries.settle()

    card = await card_of(world, order)
    assert card is not None
    assert card.place == Place(-1000200)
    assert card.message_id == world.messenger.cards[-1][0].id + 500
    assert (await world.order(order.id)).place == Place(-1000200)


async def test_the_worker_shows_what_it_is_woken_for(world: World, order: Order) -> None:
    world.messenger.speaking.clear()
    worker = asyncio.create_task(world.core.deliveries.run())
    await world.hear("101", CallState.RINGING)
    async with asyncio.timeout(60):
        await world.messenger.speaking.wait()
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
