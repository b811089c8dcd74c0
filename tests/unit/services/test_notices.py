"""Notices: a promise is kept, at least once, in order per chat, and not twice without need."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from datetime import datetime
from typing import TypeVar

import pytest

from bot.domain.orders import Place
from bot.domain.views import CardKind, Notice, NoticeKind
from bot.ports import Database, Shown, UnitOfWork
from bot.services.deliveries import Deliveries
from bot.services.delivery import GIVE_UP_AFTER
from storage.repositories.notices import SqlNotices
from storage.tables import notices as table
from tests.support.people import NUMBER, OLEG, OLGA
from tests.support.world import World

T = TypeVar("T")


def notice(event: str, chat_id: int = OLEG.id) -> Notice:
    return Notice(event, NoticeKind.ACCESS_DENIED, Place(chat_id), "ru", {"role": None})


async def promise(world: World, *notices: Notice) -> None:
    await world.database.transact(lambda uow: uow.notices.add(notices, world.clock.now()))


def said(world: World) -> list[tuple[str, int]]:
    return [(notice.event, notice.place.chat_id) for notice, _ in world.messenger.notices]


class Gate:
    """A database whose outcomes may be held back, or lost."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.open = asyncio.Event()
        self.reached = asyncio.Event()
        self.open.set()
        self.fails = 0

    async def transact(self, work: Callable[[UnitOfWork], T]) -> T:
        if self.fails:
            self.fails -= 1
            raise OSError("the disk is full")
        result = await self._database.transact(work)
        self.reached.set()
        await self.open.wait()
        return result

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        return await self._database.read(work)


@pytest.fixture
def gate(world: World) -> Gate:
    return Gate(world.database)


async def test_notices_of_a_chat_go_out_in_order(world: World) -> None:
    await promise(world, *(notice(f"e{index}") for index in range(5)), notice("other", OLGA.id))
    await world.core.deliveries.settle()
    assert [event for event, chat in said(world) if chat == OLEG.id] == [f"e{index}" for index in range(5)]
    assert ("other", OLGA.id) in said(world)


async def test_one_that_fails_holds_back_its_chat_and_no_other(world: World) -> None:
    await promise(world, notice("first"), notice("second"), notice("other", OLGA.id))
    world.messenger.answers = [Shown(retry=True)]
    await world.core.deliveries.settle()
    assert said(world) == [("first", OLEG.id), ("other", OLGA.id)]

    world.clock.advance(1)
    await world.core.deliveries.settle()
    assert said(world)[2:] == [("first", OLEG.id), ("second", OLEG.id)]


async def test_a_promise_is_made_once(world: World) -> None:
    await promise(world, notice("same"), notice("same"))
    await promise(world, notice("same"), notice("same", OLGA.id))
    await world.core.deliveries.settle()
    assert said(world) == [("same", OLEG.id), ("same", OLGA.id)]


async def test_what_finishes_during_a_round_is_not_said_twice(world: World, gate: Gate) -> None:
    worker = Deliveries(gate, world.messenger, world.clock)
    await promise(world, notice("once"))
    world.messenger.hold = asyncio.Event()
    await worker._round()
    await world.messenger.speaking.wait()

    gate.open.clear()
    gate.reached.clear()
    second = asyncio.create_task(worker._round())
    await gate.reached.wait()  # the round has found the notice undelivered still
    world.messenger.hold.set()
    await asyncio.gather(*worker._under_way())  # and now it is said
    gate.open.set()
    await second

    await worker.settle()
    assert said(world) == [("once", OLEG.id)]


async def test_what_telegram_holds_back_for_minutes_is_said_once(world: World) -> None:
    """However often a round looks meanwhile: what is in hand stays so."""
    worker = world.core.deliveries
    await promise(world, notice("once"))
    world.messenger.hold = asyncio.Event()
    await worker._round()
    await world.messenger.speaking.wait()
    for _ in range(40):
        world.clock.advance(5)
        await worker._round()
    world.messenger.hold.set()
    await worker.settle()
    assert said(world) == [("once", OLEG.id)]


async def test_a_store_that_fails_repeats_nothing(world: World, gate: Gate) -> None:
    worker = Deliveries(gate, world.messenger, world.clock)
    await promise(world, notice("once"), notice("then"))
    await worker._round()
    await asyncio.gather(*worker._under_way())
    gate.fails = 4  # a round tries again without what was said
    for _ in range(2):
        with pytest.raises(OSError, match="disk"):
            await worker._round()

    await worker.settle()
    assert said(world) == [("once", OLEG.id), ("then", OLEG.id)]


async def test_one_that_cannot_be_stored_holds_up_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither another notice nor the cards of the same round. It is stored, and not said again, once that goes."""
    stored = SqlNotices.delivered

    def delivered(self: SqlNotices, ids: Collection[int], at: datetime) -> None:
        if 1 in ids:
            raise OverflowError("no room for it")
        stored(self, ids, at)

    order = await world.place(f"{NUMBER} текст")
    await world.core.submitter.drain()
    await promise(world, notice("broken"), notice("other", OLGA.id))
    with monkeypatch.context() as patch:
        patch.setattr(SqlNotices, "delivered", delivered)
        await world.core.deliveries._round()
        await asyncio.gather(*world.core.deliveries._under_way())
        await world.core.deliveries._round()
        (card,) = await world.database.transact(lambda uow: uow.cards.of(CardKind.ORDER, order.id))
        assert card.shown
        assert await world.database.transact(lambda uow: uow.outgoing.outbox().waiting) == 1

    await world.core.deliveries.settle()
    assert said(world) == [("broken", OLEG.id), ("other", OLGA.id)]
    assert await world.database.transact(lambda uow: uow.outgoing.outbox().waiting) == 0


async def test_after_many_failures_the_next_one_has_its_turn(world: World) -> None:
    await promise(world, notice("hopeless"), notice("next"))
    world.messenger.answers = [Shown(retry=True)] * (GIVE_UP_AFTER + 1)
    for _ in range(GIVE_UP_AFTER + 1):
        await world.core.deliveries.settle()
        world.clock.advance(300)
    await world.core.deliveries.settle()

    assert [event for event, _ in said(world)] == ["hopeless"] * (GIVE_UP_AFTER + 1) + ["next"]
    assert await world.database.transact(lambda uow: uow.outgoing.outbox().waiting) == 0


async def test_nothing_more_is_said_to_somebody_who_blocked_the_bot(world: World) -> None:
    await promise(world, notice("blocked"))
    world.messenger.answers = [Shown()]
    await world.core.deliveries.settle()
    world.clock.advance(3600)
    await world.core.deliveries.settle()
    assert len(said(world)) == 1
    ((*_,),) = await world.rows(table)


async def test_a_group_that_moved_is_told_in_its_new_place(world: World) -> None:
    await promise(world, notice("moved", -100))
    world.messenger.answers = [Shown(moved_to=-1000200)]
    await world.core.deliveries.settle()
    assert said(world) == [("moved", -100), ("moved", -1000200)]
