"""Calls that nobody tells of any more: crashed while placing, forgotten by the service, waiting for their time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.calls import Call, CallState
from bot.domain.views import CardKind
from bot.ports import Clock, Database, UnitOfWork
from bot.services.results import promise_result
from bot.services.track_calls import LATE_FACTS
from bot.services.voice_calls import planned_for

STRANDED_AFTER = timedelta(seconds=60)
"""Longer than any request may take: a call still `submitting` then has lost its answer."""
EXPIRED_AFTER = timedelta(hours=24)
BATCH = 5000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SettleStranded:
    """A call whose placing was cut off by a crash becomes `unknown`; its request is never sent again."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def at_start(self) -> int:
        """Before anything is placed by this process: every request under way died with the one before."""
        return await self._settle(timedelta(0))

    async def sweep(self) -> int:
        return await self._settle(STRANDED_AFTER)

    async def _settle(self, older_than: timedelta) -> int:
        def work(uow: UnitOfWork) -> int:
            now = self._clock.now()
            stranded = uow.calls.stranded(now - older_than)
            for call in stranded:
                lost = replace(call, state=CallState.UNKNOWN, reason_key="reason-interrupted")
                uow.calls.resolve(lost, None, now)
            orders = {call.order_id for call in stranded}
            uow.cards.touch(CardKind.ORDER, orders)
            promise_result(uow, orders, now)
            return len(stranded)

        return await self._database.transact(work)


class CloseOverdue:
    """Stop asking about calls that ended long enough ago, and give up those that the service never finished."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def sweep(self) -> None:
        def work(uow: UnitOfWork) -> int:
            now = self._clock.now()
            overdue = uow.calls.overdue(now - LATE_FACTS, BATCH)
            open_ = [c for c in overdue if not c.state.is_final and _sent(c, now) <= now - EXPIRED_AFTER]
            asked = uow.orders.many({call.order_id for call in open_})
            expired = [c for c in open_ if (planned_for(asked[c.order_id], c) or EPOCH) <= now - EXPIRED_AFTER]
            for call in expired:
                uow.calls.resolve(replace(call, state=CallState.EXPIRED, reason_key="reason-expired"), None, now)
            late = [c.id for c in overdue if c.state.is_final and (c.ended_at or _sent(c, now)) <= now - LATE_FACTS]
            uow.calls.stop_polling(late)
            orders = {call.order_id for call in expired}
            uow.cards.touch(CardKind.ORDER, orders)
            promise_result(uow, orders, now)
            return len(expired)

        await self._database.transact(work)


def _sent(call: Call, now: datetime) -> datetime:
    return call.submitted_at or now
