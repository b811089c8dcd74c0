"""Calls go when their time comes and the provider has a turn for them, unless nobody was there to send them then."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calls import Call, CallState
from bot.domain.orders import Order
from bot.domain.reasons import Reason
from bot.domain.views import CardKind
from bot.ports import UnitOfWork
from bot.services.deps import Chore, Deps
from bot.services.results import promise_result
from bot.services.turns import AT_ONCE

ON_TIME = timedelta(minutes=1)
"""A call that is no later has the hours that were looked at, or insisted on, when it was planned."""
TURN_ON_TIME = timedelta(minutes=2)
"""The same of a call that stands in line for its turn."""
LATEST = timedelta(hours=2)
"""A call that is later is not what was asked for any more: people decide."""
BATCH = 5000

Going = tuple[Order, list[Call]]
"""The calls of one request."""


class ReleaseWaiting(Chore):
    """After a stop of the bot a late call goes only within the callee's hours, and within two hours of its time.

    Planned calls get in line when their time comes; what stands in line goes as soon as its provider has turns, of
    this process or another one: each takes its own share of the line.
    """

    def __init__(self, deps: Deps) -> None:
        super().__init__(deps)
        self._submitter = deps.submitter
        self._lines: set[str] = set()
        """Providers that calls may stand in line for."""
        self._is_closed = False

    async def sweep(self) -> None:
        def work(uow: UnitOfWork) -> list[str]:
            now = self._deps.clock.now()
            queued: set[int] = set()
            missed: set[int] = set()
            for call in uow.calls.waiting_due(now, BATCH):
                if self._may_go(call, now):
                    if uow.calls.queue(call.id, now):
                        queued.add(call.order_id)
                elif _is_given_up(uow, call, now):
                    missed.add(call.order_id)
            uow.cards.touch(CardKind.ORDER, queued | missed)
            promise_result(uow, missed, now)
            return uow.calls.lines()

        for provider in await self._deps.database.transact(work):
            self.wake(provider)

    def wake(self, provider: str) -> None:
        """Calls stand in line for this provider."""
        self._lines.add(provider)
        self.freed(provider)

    def freed(self, provider: str) -> None:
        """The provider has a turn: somebody in line may want it."""
        if provider in self._lines:
            self._submitter.spawn(self._move(provider))

    def close(self) -> None:
        """What stands in line goes on after the next start."""
        self._is_closed = True

    async def _move(self, provider: str) -> None:
        while provider in self._lines and not self._is_closed and await self._take(provider):
            pass

    async def _take(self, provider: str) -> bool:
        """Send those whose turn it is; False when there is no turn now."""
        with self._submitter.turns() as turns:
            free = turns.take(provider, AT_ONCE)
            if not free:
                return False
            self._lines.discard(provider)  # so nobody else looks at it meanwhile, unless another call gets in line
            going, is_last = await self._deps.database.transact(lambda uow: self._next(uow, provider, free))
            if not is_last:
                self._lines.add(provider)
            for order, calls in going:
                self._submitter.submit(order, calls, turns)
        return True

    def _next(self, uow: UnitOfWork, provider: str, free: int) -> tuple[list[Going], bool]:
        """Those that go, in `free` requests at most, and whether nobody else stands in line."""
        now = self._deps.clock.now()
        limit = max(free, self._submitter.most_together(provider))
        first = uow.calls.in_line(provider, limit)
        orders = uow.orders.many({call.order_id for call in first[:free]})
        is_last = len(first) < limit
        going: list[Going] = []
        late: set[int] = set()
        for call in first:
            if not self._may_go(call, now):
                late |= {call.order_id} if _is_given_up(uow, call, now) else set()
                continue
            order = orders.get(call.order_id)
            request = self._request_for(going, order, call) if order else None
            if order is None or (request is None and len(going) == free):
                is_last = False
                break
            leader = request[0].id if request else None
            if uow.calls.leave_waiting(call.id, CallState.SUBMITTING, now, leader):
                sent = replace(call, state=CallState.SUBMITTING, submitted_at=now, sent_with=leader)
                going += [] if request else [(order, [])]
                (request or going[-1][1]).append(sent)
        uow.cards.touch(CardKind.ORDER, late)
        promise_result(uow, late, now)
        return going, is_last or not (going or late)

    def _request_for(self, going: Sequence[Going], order: Order, call: Call) -> list[Call] | None:
        """The order's newest request, if it has room for this call."""
        newest = next((calls for other, calls in reversed(going) if other.id == order.id), None)
        if newest is None or len(newest) >= self._submitter.together(order, call.provider):
            return None
        return None if any(other.phone == call.phone for other in newest) else newest

    def _may_go(self, call: Call, now: datetime) -> bool:
        late = now - (call.queued_at or call.start_at or now)
        on_time = TURN_ON_TIME if call.is_in_line else ON_TIME
        return late <= on_time or (late <= LATEST and self._deps.hours.next_opening(call.phone, now) <= now)


def _is_given_up(uow: UnitOfWork, call: Call, now: datetime) -> bool:
    if not uow.calls.leave_waiting(call.id, CallState.CANCELED, now):
        return False
    reason = Reason.MISSED_TURN if call.is_in_line else Reason.MISSED
    uow.calls.resolve(replace(call, state=CallState.CANCELED, reason_key=reason, ended_at=now), None, now)
    return True
