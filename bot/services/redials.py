"""Attempts that a provider makes by itself after nobody took the call: each is a call of ours, with its own end.

Final stays final: the miss that was told is not rewritten. The next attempt is the order's newest call, so that the
card shows how it goes, and its end is told as any other, once.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calls import Call, CallState, Handle, Report
from bot.domain.orders import Order
from bot.ports import Sighting, UnitOfWork

NEXT_LOOK = timedelta(seconds=1)


def call_told_of(uow: UnitOfWork, call: Call, report: Report, now: datetime) -> Call:
    """The call that this report is of: `call`, or the next attempt that the provider knows by the same id."""
    if call.handle is None or not call.is_redialled_by(report):
        return call
    return _next_attempt(uow, call, call.handle, now) or call


def redial_of(uow: UnitOfWork, provider: str, sighting: Sighting, report: Report, now: datetime) -> Call | None:
    """The next attempt, which has an id of its own and is seen for the first time. None when it is known already, or
    follows nothing of ours.
    """
    if sighting.follows is None or uow.calls.by_handle(provider, sighting.id) is not None:
        return None
    before = uow.calls.by_handle(provider, sighting.follows)
    if before is None or before.handle is None or not before.is_redialled_by(report):
        return None
    return _next_attempt(uow, before, replace(before.handle, id=sighting.id), now)


def redials_until(order: Order, call: Call) -> timedelta:
    """How long after the end of a call its next attempt may begin, as far as its order asked for one."""
    callback = order.terms.callback
    return timedelta(minutes=max(callback.redials, default=0)) if callback and call.is_unreached else timedelta()


def is_redialled_there(order: Order, call: Call, now: datetime) -> bool:
    """Whether the provider may still ring this callee by itself: whoever calls them now would ring them twice."""
    callback = order.terms.callback
    ended_at = call.ended_at or call.submitted_at or now
    return callback is not None and callback.goes_on_after(call) and ended_at + redials_until(order, call) > now


def _next_attempt(uow: UnitOfWork, before: Call, handle: Handle, now: datetime) -> Call | None:
    """None when the order has a newer call for this phone: then the report comes too late."""
    order = uow.orders.get(before.order_id)
    added = order and uow.calls.add(order, before.phone, before.attempt + 1, now, provider=before.provider)
    if not added:
        return None
    uow.calls.stop_polling([before.id])
    uow.calls.resolve(replace(added, state=CallState.PLACED, handle=handle), now + NEXT_LOOK, now)
    return uow.calls.get(added.id)
