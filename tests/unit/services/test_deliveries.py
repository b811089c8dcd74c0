"""What a change makes due is taken up in the change's own transaction, or by the round after it: never by neither."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

import pytest
from sqlalchemy import update

from bot.domain.errors import OrderProblem
from bot.domain.orders import Order
from bot.domain.views import Card, CardKind
from bot.ports import Bell, UnitOfWork
from bot.services.deliveries import Deliveries
from storage.tables import cards
from tests.support.people import NUMBER
from tests.support.world import World

T = TypeVar("T")


class Counted:
    def __init__(self, world: World) -> None:
        self._world = world
        self.transactions = 0
        self.begun = asyncio.Event()

    async def transact(self, work: Callable[[UnitOfWork], T]) -> T:
        self.transactions += 1
        self.begun.set()
        return await self._world.database.transact(work)

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        return await self._world.database.read(work)


@pytest.fixture
def counted(world: World) -> Counted:
    return Counted(world)


@pytest.fixture
async def order(world: World) -> Order:
    order = await world.place(f"{NUMBER} текст")
    await world.settle()
    world.messenger.cards.clear()
    world.messenger.speaking.clear()
    return order


@pytest.fixture
async def deliveries(world: World, counted: Counted, order: Order) -> AsyncIterator[Deliveries]:
    """At work, with nothing to do."""
    worker = Deliveries(counted, world.messenger, world.clock)
    world.database.on(Bell.CARDS, worker.wake)
    running = asyncio.create_task(worker.run())
    await counted.begun.wait()
    async with worker._turn:  # its first round is over
        counted.transactions = 0
    yield worker
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def touch(order: Order) -> Callable[[UnitOfWork], str]:
    def work(uow: UnitOfWork) -> str:
        uow.cards.touch(CardKind.ORDER, [order.id])
        return "touched"

    return work


async def shown(world: World) -> Card:
    async with asyncio.timeout(60):
        await world.messenger.speaking.wait()
    ((card, _),) = world.messenger.cards
    return card


async def test_what_a_change_makes_due_is_taken_up_with_it(
    world: World, counted: Counted, deliveries: Deliveries, order: Order
) -> None:
    world.messenger.hold = asyncio.Event()
    assert await deliveries.transact(touch(order)) == "touched"
    assert (await shown(world)).subject_id == order.id
    assert counted.transactions == 1
    assert not deliveries._rung.is_set(), "nobody is woken to look for what is in hand"


async def test_what_was_shown_before_is_stored_with_it(world: World, deliveries: Deliveries, order: Order) -> None:
    world.messenger.hold = asyncio.Event()
    await deliveries.transact(touch(order))
    await shown(world)
    async with deliveries._turn:  # the worker itself comes after it
        world.messenger.hold.set()
        await asyncio.gather(*deliveries._under_way())
    world.messenger.cards.clear()
    world.messenger.speaking.clear()
    await deliveries.transact(touch(order))
    assert (await shown(world)).version == 4


async def test_while_something_is_on_its_way_changes_gather_for_the_next_round(
    world: World, deliveries: Deliveries, order: Order
) -> None:
    world.messenger.hold = asyncio.Event()
    await deliveries.transact(touch(order))
    await shown(world)
    await deliveries.transact(touch(order))
    assert deliveries._rung.is_set()


async def test_a_change_that_makes_nothing_due_takes_nothing_up(
    world: World, counted: Counted, deliveries: Deliveries, order: Order
) -> None:
    await world.database.run(lambda connection: connection.execute(update(cards).values(version=cards.c.version + 1)))
    assert await deliveries.transact(lambda uow: uow.cards.of(CardKind.ORDER, order.id)) != []
    assert counted.transactions == 1
    assert not deliveries._under_way()


async def test_what_cannot_be_taken_up_takes_nothing_of_the_change_back(
    world: World, deliveries: Deliveries, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("bot.services.deliveries.order_view", None)
        assert await deliveries.transact(touch(order)) == "touched"
    assert (await shown(world)).subject_id == order.id


async def test_a_change_that_fails_fails_as_itself_and_once(deliveries: Deliveries) -> None:
    tried = []

    def refuse(uow: UnitOfWork) -> None:
        tried.append(uow)
        raise OrderProblem("order-gone")

    with pytest.raises(OrderProblem):
        await deliveries.transact(refuse)
    assert len(tried) == 1


async def test_a_change_waits_for_no_round_and_rings_for_the_next(
    world: World, deliveries: Deliveries, order: Order
) -> None:
    async with deliveries._turn:
        assert await deliveries.transact(touch(order)) == "touched"
        assert not world.messenger.cards
    assert (await shown(world)).subject_id == order.id


async def test_what_does_not_run_takes_nothing_up(world: World, counted: Counted, order: Order) -> None:
    """It has stopped: what it began now, nobody would store."""
    worker = Deliveries(counted, world.messenger, world.clock)
    await worker.transact(touch(order))
    assert not worker._under_way()


async def test_what_has_stopped_takes_nothing_up(world: World, counted: Counted, order: Order) -> None:
    worker = Deliveries(counted, world.messenger, world.clock)
    running = asyncio.create_task(worker.run())
    await counted.begun.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await worker.transact(touch(order))
    assert not worker._under_way()
