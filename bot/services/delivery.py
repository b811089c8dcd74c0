"""What keeps true what people see: cards are reconciled, notices are delivered.

What is due of both is claimed together, worked on side by side, one at a time per message or chat, and the outcomes are
stored together: a hundred changes in a second are one edit, a hundred edits are one transaction.

What a group takes no more goes from a topic to its General, and from the group to the author's private chat.
"""

import asyncio
import logging
from abc import abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from bot.domain.calls import CallState
from bot.domain.orders import Order, OrderState, Place
from bot.domain.troubles import Loss
from bot.domain.views import AS_OPTIONS, Card, CardKind, Notice, NoticeKind, OrderView, Subject
from bot.ports import Clock, Database, Messenger, Shown, Shut, UnitOfWork
from bot.ports.keeping import Queue
from bot.services.order_views import order_view
from bot.services.results import as_promised
from bot.services.worker import Worker

log = logging.getLogger(__name__)

AT_ONCE = 200
"""How much is taken up at once; the sender's limits decide what goes out when."""
LEASE = timedelta(seconds=30)
"""Renewed while it is worked on: Telegram's limits may hold a message back for minutes."""
MAX_PAUSE = 300.0
GIVE_UP_AFTER = 30
"""Failures in a row, some two hours in all, after which a message is given up."""

Item = TypeVar("Item", Card, Notice)
Views = Mapping[int, OrderView]


def pause_after(failures: int) -> timedelta:
    return timedelta(seconds=min(MAX_PAUSE, 2.0 ** min(failures, 16)))


class Delivery(Worker, Generic[Item]):
    """What is being worked on stays claimed until its outcome is stored, so that nobody takes it up twice."""

    def __init__(
        self, database: Database, messenger: Messenger, clock: Clock, rung: asyncio.Event | None = None
    ) -> None:
        super().__init__(rung)
        self._database = database
        self._messenger = messenger
        self._clock = clock
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._done: list[tuple[Item, Shown]] = []
        self._renew_at = datetime.min.replace(tzinfo=UTC)

    async def settle(self) -> None:
        while await self._round() or self._busy:
            await asyncio.gather(*self._busy.values())

    async def _round(self) -> int:
        return await _go_round(self._database, self)

    def begin_round(self) -> "Round[Item]":
        done, self._done = self._done, []
        now = self._clock.now()
        return Round(self, now, done, list(self._busy) if now >= self._renew_at else [])

    async def _work(self, item: Item, subject: Subject | None) -> None:
        try:
            shown = await self._deliver(item, subject)
        except Exception:
            log.exception("%s could not be shown", type(item).__name__)
            shown = Shown(retry=True)
        self._done.append((item, shown))
        self.wake()

    @abstractmethod
    def _queue(self, uow: UnitOfWork) -> Queue[Item]: ...

    @abstractmethod
    def _order_of(self, item: Item) -> int | None: ...

    @abstractmethod
    def _subject(self, uow: UnitOfWork, item: Item, views: Views) -> Subject | None:
        """What it is about; `views` are of the orders."""

    @abstractmethod
    async def _deliver(self, item: Item, subject: Subject | None) -> Shown: ...

    @abstractmethod
    def _reroute(self, uow: UnitOfWork, item: Item, shut: Shut, now: datetime) -> None:
        """Its group takes nothing in this place any more: find it another one."""

    @abstractmethod
    def _store(self, uow: UnitOfWork, done: list[tuple[Item, Shown]], now: datetime) -> None: ...


@dataclass(slots=True)
class Round(Generic[Item]):
    """What one transaction stores for a delivery, and what it finds due."""

    delivery: Delivery[Item]
    now: datetime
    done: list[tuple[Item, Shown]]
    to_renew: Collection[int]
    claimed: list[Item] = field(default_factory=list)
    found: list[tuple[Item, Subject | None]] = field(default_factory=list)

    def store_and_claim(self, uow: UnitOfWork) -> set[int]:
        """The orders that the claimed ones are about."""
        delivery, now = self.delivery, self.now
        queue = delivery._queue(uow)
        queue.hold(self.to_renew, now + LEASE)
        delivery._store(uow, self.done, now)
        for item, shown in self.done:
            if shown.moved_to is not None:
                uow.move_chat(item.place.chat_id, shown.moved_to)
            if shown.shut is not None:
                delivery._reroute(uow, item, shown.shut, now)
        queue.release([item.id for item, _ in self.done])
        self.claimed = queue.claim(now, now + LEASE, AT_ONCE)
        return {id_ for item in self.claimed if (id_ := delivery._order_of(item)) is not None}

    def find(self, uow: UnitOfWork, views: Views) -> None:
        self.found = [(item, self.delivery._subject(uow, item, views)) for item in self.claimed]

    def end(self, *, stored: bool) -> None:
        delivery = self.delivery
        if not stored:
            delivery._done = self.done + delivery._done
            return
        if self.to_renew:
            delivery._renew_at = self.now + LEASE / 3
        for item, _ in self.done:
            delivery._busy.pop(item.id, None)
        for item, subject in self.found:
            delivery._busy[item.id] = asyncio.create_task(delivery._work(item, subject))


class Deliveries(Worker):
    """What a COMMIT made due of both is claimed in one transaction, and an order that both tell of is read once."""

    def __init__(self, database: Database, rung: asyncio.Event, cards: "ShowCards", notices: "SayNotices") -> None:
        """`rung` is that of both."""
        super().__init__(rung)
        self._database = database
        self._both = cards, notices

    async def settle(self) -> None:
        for delivery in self._both:
            await delivery.settle()

    async def _round(self) -> int:
        return await _go_round(self._database, *self._both)


async def _go_round(database: Database, *deliveries: Delivery[Card] | Delivery[Notice]) -> int:
    """Store what is done, claim what is due; how many were claimed."""
    rounds = [delivery.begin_round() for delivery in deliveries]

    def work(uow: UnitOfWork) -> None:
        views = _order_views(uow, set().union(*[one.store_and_claim(uow) for one in rounds]))
        for one in rounds:
            one.find(uow, views)

    stored = False
    try:
        await database.transact(work)
        stored = True
    finally:
        for one in rounds:
            one.end(stored=stored)
    return sum(len(one.found) for one in rounds)


class ShowCards(Delivery[Card]):
    """A card's row holds what its message shows; where it should show something else, the message is edited."""

    def _queue(self, uow: UnitOfWork) -> Queue[Card]:
        return uow.cards

    def _order_of(self, item: Card) -> int | None:
        return item.subject_id if item.kind is CardKind.ORDER else None

    def _subject(self, uow: UnitOfWork, item: Card, views: Views) -> Subject | None:
        return views.get(item.subject_id) if item.kind is CardKind.ORDER else uow.access_requests.get(item.subject_id)

    async def _deliver(self, item: Card, subject: Subject | None) -> Shown:
        if subject is None:
            return Shown()
        if item.shown == AS_OPTIONS and isinstance(subject, OrderView) and subject.order.is_open:
            return Shown(item.message_id, AS_OPTIONS)
        return await self._messenger.show_card(item, subject)

    def _store(self, uow: UnitOfWork, done: list[tuple[Card, Shown]], now: datetime) -> None:
        uow.cards.shown([(card, shown.message_id, shown.digest) for card, shown in done if shown.message_id])
        for card, shown in done:
            if shown.retry and card.failures < GIVE_UP_AFTER:
                uow.cards.put_off(card.id, now + pause_after(card.failures))
            elif shown.retry or shown.is_hopeless:
                uow.cards.forget(card.id)

    def _reroute(self, uow: UnitOfWork, item: Card, shut: Shut, now: datetime) -> None:
        """One whose order is over is let go: how it ended is told by a notice."""
        stays_in_group = _leave(uow, item.place, shut)
        order = uow.orders.get(item.subject_id) if item.kind is CardKind.ORDER else None
        if order is None or not _is_awaited(order):
            uow.cards.forget(item.id)
        elif stays_in_group:
            uow.cards.move(item, Place(item.place.chat_id))
        else:
            uow.cards.move(item, Place(order.author_id))
            uow.notices.add([_moved(item, order, shut)], now)


class SayNotices(Delivery[Notice]):
    """Notices go out in order, one at a time per chat, at least once."""

    def _queue(self, uow: UnitOfWork) -> Queue[Notice]:
        return uow.notices

    def _order_of(self, item: Notice) -> int | None:
        return item.payload.get("order_id")

    def _subject(self, uow: UnitOfWork, item: Notice, views: Views) -> OrderView | None:
        view = views.get(item.payload.get("order_id", 0))
        return as_promised(view, item) if view else None

    async def _deliver(self, item: Notice, subject: Subject | None) -> Shown:
        return await self._messenger.say(item, subject)

    def _store(self, uow: UnitOfWork, done: list[tuple[Notice, Shown]], now: datetime) -> None:
        uow.notices.delivered([notice.id for notice, shown in done if shown.message_id], now)
        for notice, shown in done:
            if shown.retry and notice.failures < GIVE_UP_AFTER:
                uow.notices.put_off(notice.id, now + pause_after(notice.failures))
            elif shown.retry or shown.is_hopeless:
                _lose(uow, notice, Loss.REFUSED if shown.retry else Loss.DEAF, now)

    def _reroute(self, uow: UnitOfWork, item: Notice, shut: Shut, now: datetime) -> None:
        if _leave(uow, item.place, shut):
            return
        author_id = _author_of(uow, item)
        if author_id is None:
            _lose(uow, item, Loss.SHUT, now)
            return
        uow.notices.move(replace(item, payload={**item.payload, "shut": str(shut)}), Place(author_id))


def _lose(uow: UnitOfWork, notice: Notice, why: Loss, now: datetime) -> None:
    """Admins are told of it; of what is told to admins themselves nobody is."""
    log.error("notice %s (%s) was given up (%s): nobody is told", notice.id, notice.kind, why)
    uow.notices.give_up(notice.id, now, None if notice.kind is NoticeKind.TROUBLE else why)


def _order_views(uow: UnitOfWork, order_ids: set[int]) -> dict[int, OrderView]:
    orders = uow.orders.many(order_ids) if order_ids else {}
    authors = uow.people.many({order.author_id for order in orders.values()})
    return {id_: order_view(uow, o, author) for id_, o in orders.items() if (author := authors.get(o.author_id))}


def _leave(uow: UnitOfWork, place: Place, shut: Shut) -> bool:
    """True when the group's General may still take what this topic does not."""
    if shut is Shut.TOPIC:
        if place.thread_id is None:
            return False
        uow.leave_topic(place)
        return True
    uow.leave_chat(place.chat_id)
    return False


def _author_of(uow: UnitOfWork, notice: Notice) -> int | None:
    order = uow.orders.get(notice.payload.get("order_id", 0))
    author_id: int | None = order.author_id if order else notice.payload.get("author_id")
    return author_id


def _is_awaited(order: Order) -> bool:
    """It may still be placed, a call of it goes on, or a person must say what became of one."""
    if order.state is not OrderState.PLACED:
        return order.state is OrderState.DRAFT
    return any(not call.state.is_final or call.state is CallState.UNKNOWN for call in order.latest_calls())


def _moved(card: Card, order: Order, shut: Shut) -> Notice:
    return Notice(
        event=f"moved:{order.id}:{card.place.chat_id}",
        kind=NoticeKind.CARD_MOVED,
        place=Place(order.author_id),
        locale=card.locale,
        payload={"order_id": order.id, "shut": str(shut)},
    )
