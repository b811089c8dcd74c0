"""What keeps true what people see: cards are reconciled, notices are delivered.

What is due of both is claimed together, worked on side by side, one at a time per message or chat, and the outcomes are
stored together: a hundred changes in a second are one edit, a hundred edits are one transaction.

What a group takes no more goes from a topic to its General, and from the group to the author's private chat.
"""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from bot.domain.calls import CallState
from bot.domain.orders import Order, OrderState, Place
from bot.domain.troubles import Loss
from bot.domain.views import AS_OPTIONS, Card, CardKind, Notice, NoticeKind, OrderView, Subject
from bot.ports import Clock, Database, Messenger, Shown, Shut, UnitOfWork
from bot.ports.keeping import Queue
from bot.services.alarms import lose
from bot.services.order_views import order_view
from bot.services.results import as_promised, events_of
from bot.services.telling import end_subscriptions
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


class Delivery(ABC, Generic[Item]):
    """Of one kind. What is worked on stays claimed until its outcome is stored, so that nobody takes it up twice."""

    def __init__(self, messenger: Messenger, wake: Callable[[], None]) -> None:
        self._messenger = messenger
        self._wake = wake
        self.busy: dict[int, asyncio.Task[None]] = {}
        self.done: dict[int, tuple[Item, Shown]] = {}
        """Outcomes that are not stored yet."""
        self.renew_at = datetime.min.replace(tzinfo=UTC)

    def begin(self, item: Item, subject: Subject | None) -> None:
        self.busy[item.id] = asyncio.create_task(self._work(item, subject))

    async def _work(self, item: Item, subject: Subject | None) -> None:
        try:
            shown = await self._deliver(item, subject)
        except Exception:
            log.exception("%s could not be shown", type(item).__name__)
            shown = Shown(retry=True)
        self.done[item.id] = item, shown
        self._wake()

    @abstractmethod
    def queue(self, uow: UnitOfWork) -> Queue[Item]: ...

    @abstractmethod
    def order_of(self, item: Item) -> int | None: ...

    @abstractmethod
    def subject(self, uow: UnitOfWork, item: Item, views: Views) -> Subject | None:
        """What it is about; `views` are of the orders."""

    @abstractmethod
    async def _deliver(self, item: Item, subject: Subject | None) -> Shown: ...

    @abstractmethod
    def reroute(self, uow: UnitOfWork, item: Item, shut: Shut, now: datetime) -> None:
        """Its group takes nothing in this place any more: find it another one."""

    @abstractmethod
    def store(self, uow: UnitOfWork, done: list[tuple[Item, Shown]], now: datetime) -> None: ...


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


class Deliveries(Worker):
    """What a COMMIT made due of both is claimed in one transaction, and an order that both tell of is read once."""

    def __init__(self, database: Database, messenger: Messenger, clock: Clock) -> None:
        super().__init__()
        self._database = database
        self._clock = clock
        self._turn = asyncio.Lock()
        self._cards, self._notices = ShowCards(messenger, self.wake), SayNotices(messenger, self.wake)

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
        def work(uow: UnitOfWork) -> None:
            views = _order_views(uow, set().union(*[one.store_and_claim(uow) for one in rounds]))
            for one in rounds:
                one.find(uow, views)

        await self._database.transact(work)
        return sum(one.end() for one in rounds)


class ShowCards(Delivery[Card]):
    """A card's row holds what its message shows; where it should show something else, the message is edited."""

    def queue(self, uow: UnitOfWork) -> Queue[Card]:
        return uow.cards

    def order_of(self, item: Card) -> int | None:
        return item.subject_id if item.kind is CardKind.ORDER else None

    def subject(self, uow: UnitOfWork, item: Card, views: Views) -> Subject | None:
        return views.get(item.subject_id) if item.kind is CardKind.ORDER else uow.access_requests.get(item.subject_id)

    async def _deliver(self, item: Card, subject: Subject | None) -> Shown:
        if subject is None:
            return Shown()
        if item.shown == AS_OPTIONS and isinstance(subject, OrderView) and subject.order.is_open:
            return Shown(item.message_id, AS_OPTIONS)
        return await self._messenger.show_card(item, subject)

    def store(self, uow: UnitOfWork, done: list[tuple[Card, Shown]], now: datetime) -> None:
        uow.cards.shown([(card, shown.message_id, shown.digest) for card, shown in done if shown.message_id])
        for card, shown in done:
            if shown.message_id and card.message_id is None and card.kind is CardKind.ORDER:
                uow.notices.answer(card.place.chat_id, events_of(card.subject_id), shown.message_id)
            if shown.retry and card.failures < GIVE_UP_AFTER:
                uow.cards.put_off(card.id, now + pause_after(card.failures))
            elif shown.retry or shown.is_hopeless:
                uow.cards.forget(card.id)

    def reroute(self, uow: UnitOfWork, item: Card, shut: Shut, now: datetime) -> None:
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

    def queue(self, uow: UnitOfWork) -> Queue[Notice]:
        return uow.notices

    def order_of(self, item: Notice) -> int | None:
        return item.payload.get("order_id")

    def subject(self, uow: UnitOfWork, item: Notice, views: Views) -> OrderView | None:
        view = views.get(item.payload.get("order_id", 0))
        return as_promised(view, item) if view else None

    async def _deliver(self, item: Notice, subject: Subject | None) -> Shown:
        return await self._messenger.say(item, subject)

    def store(self, uow: UnitOfWork, done: list[tuple[Notice, Shown]], now: datetime) -> None:
        uow.notices.delivered([notice.id for notice, shown in done if shown.message_id], now)
        for notice, shown in done:
            if shown.retry and notice.failures < GIVE_UP_AFTER:
                uow.notices.put_off(notice.id, now + pause_after(notice.failures))
            elif shown.retry or shown.is_hopeless:
                lose(uow, notice, Loss.REFUSED if shown.retry else Loss.DEAF, now)

    def reroute(self, uow: UnitOfWork, item: Notice, shut: Shut, now: datetime) -> None:
        if _leave(uow, item.place, shut) or end_subscriptions(uow, item, shut, now):
            return
        author_id = _author_of(uow, item)
        if author_id is None:
            lose(uow, item, Loss.SHUT, now)
            return
        uow.notices.move(replace(item, payload={**item.payload, "shut": str(shut)}), Place(author_id))


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
    return order.author_id if order else notice.payload.get("author_id")


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
