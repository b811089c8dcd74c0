"""What keeps true what people see: cards are reconciled, notices are delivered.

What is due of both is claimed together, worked on side by side, one at a time per message or chat, and the outcomes are
stored together: a hundred changes in a second are one edit, a hundred edits are one transaction.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.domain.views import Card, Notice, OrderView, Subject
from bot.ports import Bell, Clock, Database, Messenger, Shown, UnitOfWork
from bot.services.delivery import Delivery, Item, SayNotices, ShowCards, Views
from bot.services.order_views import order_view
from bot.services.worker import Worker

log = logging.getLogger(__name__)

AT_ONCE = 200
"""How much is taken up at once; the sender's limits decide what goes out when."""
LEASE = timedelta(seconds=30)
"""Renewed while it is worked on: Telegram's limits may hold a message back for minutes."""

T = TypeVar("T")
_BELLS = frozenset({Bell.CARDS, Bell.NOTICES})


class Round(Generic[Item]):
    """What one transaction stores for a delivery, and what it finds due. `only`: the outcomes that it stores."""

    def __init__(self, delivery: Delivery[Item], now: datetime, only: Collection[int] | None = None) -> None:
        self._delivery: Delivery[Item] = delivery
        self._now = now
        self._done: list[tuple[Item, Shown]] = [delivery.done[id_] for id_ in (delivery.done if only is None else only)]
        self._to_renew = list(delivery.busy) if now >= delivery.renew_at else []
        self._claimed: list[Item] = []
        self._found: list[tuple[Item, Subject | None]] = []

    def store_and_claim(self, uow: UnitOfWork) -> set[int]:
        """The orders that the claimed ones are about."""
        delivery, now, queue = self._delivery, self._now, self._delivery.queue(uow)
        queue.hold(self._to_renew, now + LEASE)
        delivery.store(uow, self._done, now)
        for item, shown in self._done:
            if shown.moved_to is not None:
                uow.move_chat(item.place.chat_id, shown.moved_to)
            if shown.shut is not None:
                delivery.reroute(uow, item, shown.shut, now)
        queue.release([item.id for item, _ in self._done])
        self._claimed = queue.claim(now, now + LEASE, AT_ONCE)
        return {id_ for item in self._claimed if (id_ := delivery.order_of(item)) is not None}

    def find(self, uow: UnitOfWork, views: Views) -> None:
        self._found = [(item, self._delivery.subject(uow, item, views)) for item in self._claimed]

    def end(self) -> int:
        """It is committed: begin with what was found, and tell how much that is."""
        delivery = self._delivery
        if self._to_renew:
            delivery.renew_at = self._now + LEASE / 3
        for item, _ in self._done:
            del delivery.done[item.id], delivery.busy[item.id]
        for item, subject in self._found:
            delivery.begin(item, subject)
        return len(self._found)


class _NotTakenUp(Exception):
    """What was made due could not be read, or what was shown not stored."""


class Deliveries(Worker):
    """What a COMMIT made due of both is claimed in one transaction, and an order that both tell of is read once.

    It is a `Database` too, for what ends calls: see `transact`.
    """

    def __init__(self, database: Database, messenger: Messenger, clock: Clock) -> None:
        super().__init__()
        self._database = database
        self._clock = clock
        self._turn = asyncio.Lock()
        self._runs = False
        self._cards, self._notices = ShowCards(messenger, self.wake), SayNotices(messenger, self.wake)

    async def run(self) -> None:
        self._runs = True
        try:
            await super().run()
        finally:
            self._runs = False

    async def transact(self, work: Callable[[UnitOfWork], T]) -> T:
        """What `work` makes due is taken up in its own transaction, and begun after the COMMIT.

        While anything is under way, or when that fails, it is rung for: the next round takes up together what has
        gathered by then.
        """
        if not self._runs or self._turn.locked() or self._under_way():
            return await self._database.transact(work)
        async with self._turn:
            now = self._clock.now()
            rounds = Round(self._cards, now), Round(self._notices, now)

            def both(uow: UnitOfWork) -> tuple[T, bool]:
                value = work(uow)
                if uow.rung.isdisjoint(_BELLS):
                    return value, False
                try:
                    _take_up(uow, rounds)
                except Exception as error:
                    raise _NotTakenUp from error
                uow.rung -= _BELLS
                return value, True

            try:
                value, is_taken_up = await self._database.transact(both)
            except _NotTakenUp:
                log.exception("what a change made due could not be taken up with it")
                return await self._database.transact(work)
            for one in rounds if is_taken_up else ():
                one.end()
            return value

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        return await self._database.read(work)

    async def settle(self) -> None:
        while await self._round() or self._under_way():
            await asyncio.gather(*self._under_way())

    def _under_way(self) -> list[asyncio.Task[None]]:
        return [*self._cards.busy.values(), *self._notices.busy.values()]

    async def _round(self) -> int:
        """How much was found due. One whose outcome cannot be stored holds up no other."""
        now = self._clock.now()
        async with self._turn:
            try:
                return await self._go(Round(self._cards, now), Round(self._notices, now))
            except Exception:
                log.exception("what was shown could not be stored together, and is stored one by one")
            return await self._one_by_one(now)

    async def _one_by_one(self, now: datetime) -> int:
        found = await self._go(Round(self._cards, now, []), Round(self._notices, now, []))
        single: list[Round[Card] | Round[Notice]] = [
            *(Round(self._cards, now, [id_]) for id_ in self._cards.done),
            *(Round(self._notices, now, [id_]) for id_ in self._notices.done),
        ]
        for one in single:
            try:
                found += await self._go(one)
            except Exception:
                log.exception("one outcome could not be stored, and will be tried again")
        return found

    async def _go(self, *rounds: Round[Card] | Round[Notice]) -> int:
        await self._database.transact(lambda uow: _take_up(uow, rounds))
        return sum(one.end() for one in rounds)


def _take_up(uow: UnitOfWork, rounds: Sequence[Round[Card] | Round[Notice]]) -> None:
    views = _order_views(uow, set().union(*[one.store_and_claim(uow) for one in rounds]))
    for one in rounds:
        one.find(uow, views)


def _order_views(uow: UnitOfWork, order_ids: set[int]) -> dict[int, OrderView]:
    orders = uow.orders.many(order_ids) if order_ids else {}
    authors = uow.people.many({order.author_id for order in orders.values()})
    return {id_: order_view(uow, o, author) for id_, o in orders.items() if (author := authors.get(o.author_id))}
