"""Who is told of an order's result, and when there is one to tell."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.access import Person, Right, Role, locale_of
from bot.domain.calls import Call, CallState
from bot.domain.orders import Order, Place
from bot.domain.views import CardKind, Notice, NoticeKind, OrderView
from bot.ports import UnitOfWork

FOLDED_WITHIN = timedelta(seconds=5)
"""An answer is told together with the end of the call when that follows so soon."""
FALLBACK_LOCALE = ""
"""No language of ours: such a person is told in the bot's own, which the settings name."""
_RECEIVERS = [role for role in Role if role is not Role.OPERATOR]


def promise_result(uow: UnitOfWork, order_ids: Collection[int], now: datetime) -> None:
    """Promise a notice for each of these orders that has just come to its end: to where its card is, and to managers.

    Call it in the transaction that ended the calls. An order whose calls are still going promises nothing yet.
    A new end takes the place of one that nobody was told of yet: its reply says all that the other would.
    """
    finished = [order for order in uow.orders.many(order_ids).values() if _is_finished(order)]
    if not finished:
        return
    managers = [p for p in uow.people.having_roles(_RECEIVERS) if p.every_result and p.may(Right.RECEIVE_RESULTS)]
    notices = [notice for order in finished for notice in _notices(uow, order, managers)]
    for notice in notices:
        uow.notices.supersede(notice, _of_order(notice.payload["order_id"]), now)
    uow.notices.add(notices, now)


def _is_finished(order: Order) -> bool:
    latest = order.latest_calls()
    is_over = all(call.state.is_final and not call.is_looked_for for call in latest)
    return is_over and len(latest) == len(order.phones)


def as_promised(view: OrderView, notice: Notice) -> OrderView:
    """The order with the calls that had ended when this result was promised: what came later has a reply of its own."""
    last = notice.payload.get("last_call")
    if last is None:
        return view
    calls = tuple(call for call in view.order.calls if call.id <= last)
    return replace(view, order=replace(view.order, calls=calls))


def _of_order(order_id: int) -> str:
    """What all events of an order begin with."""
    return f"order:{order_id}:"


def _event(order: Order) -> str:
    """New whenever there is a new end to tell: another attempt, or an unknown call that was settled after all."""
    unknown = sum(call.state is CallState.UNKNOWN for call in order.calls)
    return f"{_of_order(order.id)}{len(order.calls)}:{unknown}"


def _notices(uow: UnitOfWork, order: Order, managers: list[Person]) -> list[Notice]:
    cards = uow.cards.of(CardKind.ORDER, order.id)
    author = uow.people.get(order.author_id)
    own_locale = locale_of(author, FALLBACK_LOCALE) if author else FALLBACK_LOCALE
    told = [_notice(order, card.place, card.locale, card.message_id) for card in cards] or [
        _notice(order, order.place, own_locale, None)
    ]
    chats = {notice.place.chat_id for notice in told} | {order.author_id}
    told += [
        _notice(order, Place(manager.id), locale_of(manager, FALLBACK_LOCALE), None)
        for manager in managers
        if manager.id not in chats
    ]
    return told


def _notice(order: Order, place: Place, locale: str, reply_to: int | None) -> Notice:
    return Notice(
        event=_event(order),
        kind=NoticeKind.RESULT,
        place=place,
        locale=locale,
        payload={"order_id": order.id, "last_call": max((call.id for call in order.calls), default=0)},
        reply_to=reply_to,
    )


def promise_answer(uow: UnitOfWork, call: Call, answer: str, now: datetime) -> None:
    """What the callee just pressed or said, while the call goes on: to where its card is, unless its end tells it."""
    notices = [
        Notice(
            event=f"{_of_order(call.order_id)}answer:{call.id}:{answer[:50]}",
            kind=NoticeKind.ANSWER,
            place=card.place,
            locale=card.locale,
            payload={"order_id": call.order_id, "call_id": call.id, "answer": answer[:100]},
            reply_to=card.message_id,
        )
        for card in uow.cards.of(CardKind.ORDER, call.order_id)
    ]
    uow.notices.add(notices, now, now + FOLDED_WITHIN)
