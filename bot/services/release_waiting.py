"""Calls that wait for their time go when it comes, unless nobody was there to send them then."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calls import MISSED, Call, CallState
from bot.domain.orders import Order
from bot.domain.views import CardKind
from bot.ports import Clock, Database, Signals, UnitOfWork
from bot.services.results import promise_result
from bot.services.starting import Hours
from bot.services.submit_calls import Submitter

ON_TIME = timedelta(minutes=1)
"""A call that is no later has the hours that were looked at, or insisted on, when it was planned."""
LATEST = timedelta(hours=2)
"""A call that is later is not what was asked for any more: people decide."""
BATCH = 5000


class ReleaseWaiting:
    """After a stop of the bot a late call goes only within the callee's hours, and within two hours of its time."""

    def __init__(self, database: Database, clock: Clock, signals: Signals, submitter: Submitter, hours: Hours) -> None:
        self._database = database
        self._clock = clock
        self._signals = signals
        self._submitter = submitter
        self._hours = hours

    async def sweep(self) -> None:
        def work(uow: UnitOfWork) -> tuple[list[tuple[Order, Call]], int]:
            now = self._clock.now()
            due = uow.calls.waiting_due(now, BATCH)
            taken = [call for call in due if self._may_go(call, now) and _goes(uow, call, now)]
            missed = [call for call in due if not self._may_go(call, now) and _is_given_up(uow, call, now)]
            orders = uow.orders.many({call.order_id for call in (*taken, *missed)})
            uow.cards.touch(CardKind.ORDER, orders)
            promise_result(uow, {call.order_id for call in missed}, now)
            return [(orders[call.order_id], call) for call in taken], len(missed)

        taken, missed = await self._database.transact(work)
        for order, call in taken:
            self._submitter.submit(order, [call])
        if missed:
            self._signals.cards()
            self._signals.notices()

    def _may_go(self, call: Call, now: datetime) -> bool:
        late = now - (call.start_at or now)
        return late <= ON_TIME or (late <= LATEST and self._hours.next_opening(call.phone, now) <= now)


def _goes(uow: UnitOfWork, call: Call, now: datetime) -> bool:
    return uow.calls.leave_waiting(call.id, CallState.SUBMITTING, now)


def _is_given_up(uow: UnitOfWork, call: Call, now: datetime) -> bool:
    if not uow.calls.leave_waiting(call.id, CallState.CANCELED, now):
        return False
    uow.calls.resolve(replace(call, state=CallState.CANCELED, reason_key=MISSED, ended_at=now), None, now)
    return True
