"""Who is told of an order's result, and when there is one to tell."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.access import locale_of
from bot.domain.calls import Call, CallState
from bot.domain.orders import Order, Place
from bot.domain.subscriptions import FOLDED_EVERY, Subscriber, Topic, Whose, is_going_list
from bot.domain.views import CardKind, Notice, NoticeKind, OrderView, Payload
from bot.ports import UnitOfWork
from bot.services.telling import FALLBACK_LOCALE, Happened, Telling

FOLDED_WITHIN = timedelta(seconds=5)
"""An answer is told together with the end of the call when that follows so soon."""
ENDS_AFTER = timedelta(minutes=15)
"""The end of a list ends subscriptions to it so much later: as long as its calls are asked about."""


def promise_result(uow: UnitOfWork, order_ids: Collection[int], now: datetime) -> None:
    """Promise a notice for each of these orders that has just come to its end: to where its card is, and to whoever
    is subscribed to it.

    Call it in the transaction that ended the calls. An order whose calls are still going promises nothing yet.
    A new end takes the place of one that nobody was told of yet: its reply says all that the other would.
    """
    finished = [order for order in uow.orders.many(order_ids).values() if _is_finished(order)]
    if not finished:
        return
    known = uow.notices.known({_event(order) for order in finished})
    telling = Telling(uow, Topic.RESULTS, now)
    for order in finished:
        own = _own_notices(uow, order)
        if is_new := _event(order) not in known:
            for notice in own:
                uow.notices.supersede(notice, events_of(order.id), now)
            uow.notices.add(own, now)
        _tell_subscribers(telling, order, {notice.place for notice in own}, again=not is_new)


def _tell_subscribers(telling: Telling, order: Order, told: set[Place], *, again: bool) -> None:
    """Of an end that is not new those who wait for a key, which may come after it; and of a key all digests."""
    ended = max((call.ended_at for call in order.calls if call.ended_at), default=None)
    end = _end_of(order)

    def fits(one: Subscriber) -> bool:
        wanted = one.subscription.wanted
        waits = wanted.may_come_late or (one.is_digest and end.late)
        if again and not (waits and _began_before(one, ended)):
            return False
        is_theirs = wanted.whose in (Whose.MINE, Whose.LIST)
        if one.place == Place(order.author_id) and not is_theirs and not one.is_digest:
            return False  # they are told where they asked for the call
        return wanted.fits(order, one.subscription.owner_id)

    telling.tell(end, fits, told, again=again)


def end_lists(uow: UnitOfWork, now: datetime) -> None:
    """A subscription to a list ends a while after it: late keys have come by then. Whoever was told nothing of the end,
    because nothing of it fitted, is told of it now.
    """
    telling = Telling(uow, Topic.RESULTS, now)
    listed = [one for one in telling.subscribers if one.subscription.wanted.whose is Whose.LIST]
    orders = uow.orders.many({one.subscription.wanted.order_id or 0 for one in listed}) if listed else {}
    for one in listed:
        order = orders.get(one.subscription.wanted.order_id or 0)
        if order is not None and not is_going_list(order):
            ended = max((call.ended_at for call in order.calls if call.ended_at), default=now)
            if one.due(ended + ENDS_AFTER) <= now - FOLDED_EVERY:
                telling.end(_end_of(order), one)


def _end_of(order: Order) -> Happened:
    keys = "".join(f":{call.id}={call.digit}" for call in order.latest_calls() if call.digit is not None)
    return Happened(_event(order), events_of(order.id), NoticeKind.RESULT, _payload(order), keys)


def _began_before(one: Subscriber, ended: datetime | None) -> bool:
    began = one.subscription.created_at
    return began is None or ended is None or began <= ended


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


def events_of(order_id: int) -> str:
    """What all events of an order begin with."""
    return f"order:{order_id}:"


def _event(order: Order) -> str:
    """New whenever there is a new end to tell: another attempt, or an unknown call that was settled after all."""
    unknown = sum(call.state is CallState.UNKNOWN for call in order.calls)
    return f"{events_of(order.id)}{len(order.calls)}:{unknown}"


def _own_notices(uow: UnitOfWork, order: Order) -> list[Notice]:
    """Under each of its cards; without one where it was written."""
    if cards := uow.cards.of(CardKind.ORDER, order.id):
        return [_notice(order, card.place, card.locale, card.message_id) for card in cards]
    author = uow.people.get(order.author_id)
    return [_notice(order, order.place, locale_of(author, FALLBACK_LOCALE) if author else FALLBACK_LOCALE, None)]


def _notice(order: Order, place: Place, locale: str, reply_to: int | None) -> Notice:
    return Notice(
        event=_event(order),
        kind=NoticeKind.RESULT,
        place=place,
        locale=locale,
        payload={name: value for name, value in _payload(order).items() if name in ("order_id", "last_call")},
        reply_to=reply_to,
    )


def _payload(order: Order) -> Payload:
    """With what a summary counts: how many calls ended how, which keys were pressed, and when the first was sent."""
    latest = order.latest_calls()
    sent = min((call.submitted_at for call in latest if call.submitted_at), default=None)
    return {
        "order_id": order.id,
        "author_id": order.author_id,
        "last_call": max((call.id for call in order.calls), default=0),
        "ends": Counter(str(call.state) for call in latest),
        "keys": Counter(str(call.digit) for call in latest if call.digit is not None),
        "sent_at": sent and sent.isoformat(),
    }


def promise_answer(uow: UnitOfWork, call: Call, answer: str, now: datetime) -> None:
    """What the callee just pressed or said, while the call goes on: to where its card is, unless its end tells it."""
    notices = [
        Notice(
            event=f"{events_of(call.order_id)}answer:{call.id}:{answer[:50]}",
            kind=NoticeKind.ANSWER,
            place=card.place,
            locale=card.locale,
            payload={"order_id": call.order_id, "call_id": call.id, "answer": answer[:100]},
            reply_to=card.message_id,
        )
        for card in uow.cards.of(CardKind.ORDER, call.order_id)
    ]
    uow.notices.add(notices, now, now + FOLDED_WITHIN)
