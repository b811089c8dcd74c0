"""Where a message goes when its group takes it no more: to the group's General, or to the author's private chat.

Whatever pointed to the place is mended too, so that later messages go to the right place at once.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from bot.domain.calls import CallState
from bot.domain.orders import Order, OrderState, Place
from bot.domain.views import Card, CardKind, Notice, NoticeKind
from bot.ports import Shut, UnitOfWork

log = logging.getLogger(__name__)


def reroute_notice(uow: UnitOfWork, notice: Notice, shut: Shut, now: datetime) -> None:
    if _leave(uow, notice.place, shut):
        return
    author_id = _author_of(uow, notice)
    if author_id is None:
        log.error("notice %s (%s) was given up: its group is shut, and nobody is its author", notice.id, notice.kind)
        uow.notices.give_up(notice.id, now)
        return
    uow.notices.move(replace(notice, payload={**notice.payload, "shut": str(shut)}), Place(author_id))


def reroute_card(uow: UnitOfWork, card: Card, shut: Shut, now: datetime) -> None:
    """One whose order is over is let go: how it ended is told by a notice."""
    stays_in_group = _leave(uow, card.place, shut)
    order = uow.orders.get(card.subject_id) if card.kind is CardKind.ORDER else None
    if order is None or not _is_awaited(order):
        uow.cards.forget(card.id)
        return
    if stays_in_group:
        uow.cards.move(card, Place(card.place.chat_id))
        return
    uow.cards.move(card, Place(order.author_id))
    uow.notices.add([_moved(card, order, shut)], now)


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
