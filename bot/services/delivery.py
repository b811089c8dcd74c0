"""The two kinds of what people see: cards, which show what is true now, and notices, which are said once.

What a group takes no more goes from a topic to its General, and from the group to the author's private chat.
"""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

from bot.domain.calls import CallState
from bot.domain.orders import Order, OrderState, Place
from bot.domain.troubles import Loss
from bot.domain.views import AS_OPTIONS, Card, CardKind, Notice, NoticeKind, OrderView, Subject
from bot.ports import Messenger, Shown, Shut, UnitOfWork
from bot.ports.keeping import Queue
from bot.services.alarms import lose
from bot.services.results import as_promised, events_of
from bot.services.telling import end_subscriptions

log = logging.getLogger(__name__)

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
