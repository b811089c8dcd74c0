"""What a timer does for calls that nobody tells of any more, and what it deletes after a while."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.calls import Call, CallState, Handle
from bot.domain.errors import ProviderError
from bot.domain.orders import OrderKind
from bot.domain.reasons import Reason
from bot.domain.views import CardKind
from bot.ports import UnitOfWork
from bot.ports.abilities import LostCall, Reconciliation, Records, able
from bot.services.deps import Chore, Deps
from bot.services.records.sending import lose
from bot.services.results import promise_result
from bot.services.track_calls import LATE_FACTS, redials_until
from bot.services.voice_calls import planned_for
from bot.services.webhooks import adopt

log = logging.getLogger(__name__)

STRANDED_AFTER = timedelta(seconds=60)
"""Longer than any request may take: a call still `submitting` then, or a record `sending`, has lost its answer."""
EXPIRED_AFTER = timedelta(hours=24)
MOST_OVERDUE = 5000
LOOK_FOR = timedelta(minutes=30)
"""How long after its placing a lost call is looked for; by then a person has long decided."""
MOST_LOST = 20
WEBHOOKS_FOR = timedelta(days=7)
EMULATIONS_FOR = timedelta(days=90)
GATHERED_FOR = timedelta(days=7)
"""Long after the last late report on a call."""
LOST_FOR = timedelta(days=30)
"""How long a notice that reached nobody may be sent again."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SettleStranded(Chore):
    """A call whose placing was cut off by a crash becomes `unknown`, a record `lost`. No request is sent again."""

    async def at_start(self) -> int:
        """Call it before this process sends anything: every request under way died with the process before."""
        return await self._settle(timedelta(0))

    async def sweep(self) -> int:
        return await self._settle(STRANDED_AFTER)

    async def _settle(self, older_than: timedelta) -> int:
        def work(uow: UnitOfWork) -> int:
            now = self._deps.clock.now()
            stranded = uow.calls.stranded(now - older_than)
            orders = uow.orders.many({call.order_id for call in stranded})
            lost = [
                replace(call, looked_for_until=self._deps.submitter.looked_for_until(orders[call.order_id], call))
                for call in stranded
            ]
            _end(uow, lost, CallState.UNKNOWN, Reason.INTERRUPTED, now)
            records = uow.audio_records.stranded(now - older_than)
            return len(stranded) + sum(lose(uow, self._deps.providers, record, now) for record in records)

        return await self._deps.database.transact(work)


class CloseOverdue(Chore):
    """Stops asking about calls that ended long enough ago. Gives up those that the provider never finished.

    Of those that have not begun by then, and may wait for a moderator, it says so once.
    """

    async def sweep(self) -> None:
        def work(uow: UnitOfWork) -> None:
            now = self._deps.clock.now()
            overdue = uow.calls.overdue(now - LATE_FACTS, MOST_OVERDUE)
            unended = [call for call in overdue if not call.state.is_final]
            open_ = [call for call in unended if _sent(call, now) <= now - EXPIRED_AFTER]
            asked = uow.orders.many({call.order_id for call in open_})
            expired = [c for c in open_ if (planned_for(asked[c.order_id], c) or EPOCH) <= now - EXPIRED_AFTER]
            self._say_why(uow, unended, now)
            late = [c for c in overdue if c.state.is_final and (c.ended_at or _sent(c, now)) <= now - LATE_FACTS]
            redialled = self._may_be_redialled(uow, late, now)
            uow.calls.stop_polling([call.id for call in late if call.id not in redialled])
            unstarted = [call for call in expired if self._may_wait_for_moderator(call)]
            _end(uow, unstarted, CallState.EXPIRED, Reason.NOT_STARTED, now)
            _end(uow, [call for call in expired if call not in unstarted], CallState.EXPIRED, Reason.EXPIRED, now)

        await self._deps.database.transact(work)

    def _may_be_redialled(self, uow: UnitOfWork, late: list[Call], now: datetime) -> set[int]:
        """Those at which the provider may still try again by itself, as their orders asked it to."""
        missed = [call for call in late if call.is_unreached]
        orders = uow.orders.many({call.order_id for call in missed})
        return {
            call.id
            for call in missed
            if (call.ended_at or _sent(call, now)) + redials_until(orders[call.order_id], call) > now - LATE_FACTS
        }

    def _say_why(self, uow: UnitOfWork, calls: Sequence[Call], now: datetime) -> None:
        unsaid = [call for call in calls if call.reason_key is None and self._may_wait_for_moderator(call)]
        for call in unsaid:
            uow.calls.resolve(replace(call, reason_key=Reason.NOT_BEGUN), now, now)
        uow.cards.touch(CardKind.ORDER, {call.order_id for call in unsaid})

    def _may_wait_for_moderator(self, call: Call) -> bool:
        """It has not begun, where texts and records are moderated: such a call is accepted and never starts."""
        moderate = {provider.name for provider in self._deps.providers.all() if able(provider, Records) is not None}
        return call.state is CallState.PLACED and call.provider in moderate


def _end(uow: UnitOfWork, calls: list[Call], state: CallState, reason: Reason, now: datetime) -> None:
    for call in calls:
        uow.calls.resolve(replace(call, state=state, reason_key=reason), None, now)
    orders = {call.order_id for call in calls}
    uow.cards.touch(CardKind.ORDER, orders)
    promise_result(uow, orders, now)


def _sent(call: Call, now: datetime) -> datetime:
    return call.submitted_at or now


class FindLost(Chore):
    """Calls whose answer was lost are looked for where the provider can tell. Nothing is ever sent again."""

    def __init__(self, deps: Deps, first_poll: timedelta) -> None:
        super().__init__(deps)
        self._first_poll = first_poll

    async def sweep(self) -> None:
        for provider in self._deps.providers.all():
            if (finder := able(provider, Reconciliation)) is not None:
                await self._look(provider.name, finder)

    async def ask_people(self) -> None:
        """Tell of calls that were looked for in vain so far. A person may decide; they are looked for all the same."""

        def work(uow: UnitOfWork) -> None:
            now = self._deps.clock.now()
            calls = uow.calls.looked_for(now)
            for call in calls:
                uow.calls.resolve(replace(call, looked_for_until=None), None, now)
            orders = {call.order_id for call in calls}
            uow.cards.touch(CardKind.ORDER, orders)
            promise_result(uow, orders, now)

        await self._deps.database.transact(work)

    async def _look(self, name: str, finder: Reconciliation) -> None:
        after = self._deps.clock.now() - LOOK_FOR
        for call, manager in await self._deps.database.transact(lambda uow: _lost(uow, name, after)):
            lost = LostCall(call.phone, manager, call.submitted_at or after, call.reference)
            try:
                found = await finder.find_lost(lost)
            except ProviderError as error:
                log.info("%s cannot tell of lost calls now (%s)", name, error.key)
                return
            if found is not None:
                await self._adopt(call, found)

    async def _adopt(self, call: Call, handle: Handle) -> None:
        """Not when the id is another call's of ours, nor when somebody has placed this one again meanwhile."""

        def work(uow: UnitOfWork) -> None:
            now = self._deps.clock.now()
            order = uow.orders.get(call.order_id)
            newest = {latest.id for latest in order.latest_calls()} if order else set()
            if uow.calls.by_handle(call.provider, handle.id) or call.id not in newest:
                return
            adopt(uow, call, handle, now, self._first_poll)
            uow.cards.touch(CardKind.ORDER, [call.order_id])

        await self._deps.database.transact(work)


def _lost(uow: UnitOfWork, provider: str, after: datetime) -> list[tuple[Call, str | None]]:
    """Each with its manager's phone if it is a callback. Not verifications: what providers list are calls of ours."""
    calls = uow.calls.lost(provider, after, MOST_LOST)
    orders = uow.orders.many({call.order_id for call in calls})
    ours = [(call, orders[call.order_id]) for call in calls if orders[call.order_id].kind is OrderKind.CALL]
    return [(call, order.terms.callback.manager if order.terms.callback else None) for call, order in ours]


class ForgetOld(Chore):
    """Deletes what nobody asks for any more, so that the tables do not grow for ever."""

    async def sweep(self) -> None:
        now = self._deps.clock.now()

        def work(uow: UnitOfWork) -> None:
            uow.webhooks.clear(now - WEBHOOKS_FOR)
            uow.emulations.clear(now - EMULATIONS_FOR)
            uow.gathered.clear(now - GATHERED_FOR)
            uow.outgoing.forget_lost(now - LOST_FOR)

        await self._deps.database.transact(work)
