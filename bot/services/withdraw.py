"""Taking back what has not gone yet: drafts, and calls that wait for their time."""

from __future__ import annotations

from bot.domain.access import Person, Right
from bot.domain.calls import CallState
from bot.domain.orders import OrderState
from bot.domain.views import CardKind
from bot.ports import Clock, Database, UnitOfWork
from bot.services.access import UseCase
from bot.services.draft_orders import Press, load_order
from bot.services.results import promise_result


class WithdrawOrder(UseCase[Press, bool]):
    """A draft will never be placed, waiting calls will never go. False when there was nothing left to withdraw."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run(self, actor: Person, command: Press) -> bool:
        def work(uow: UnitOfWork) -> bool:
            now = self._clock.now()
            order = load_order(uow, actor, command.order_id)
            done = uow.orders.leave_draft(order.id, placed=False)
            calls = order.latest_calls()
            waiting = [call for call in calls if call.state is CallState.WAITING]
            for call in waiting:
                done = uow.calls.leave_waiting(call.id, CallState.CANCELED, now) or done
            if done:
                uow.audit.add(actor.id, "order.withdraw", str(order.id), now)
            if done and len(waiting) < len(calls):  # the others may have waited for these to be told of
                promise_result(uow, [order.id], now)
            uow.cards.upsert(CardKind.ORDER, order.id, command.place, command.locale, command.message_id)
            return done

        return await self._database.transact(work)


class WithdrawLast(UseCase[None, int | None]):
    """`/cancel`: withdraw the person's newest draft. The order's id, or None when there is no draft."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run(self, actor: Person, command: None) -> int | None:
        def work(uow: UnitOfWork) -> int | None:
            order = uow.orders.newest(actor.id)
            if order is None or order.state is not OrderState.DRAFT:
                return None
            if not uow.orders.leave_draft(order.id, placed=False):
                return None
            uow.audit.add(actor.id, "order.withdraw", str(order.id), self._clock.now())
            uow.cards.touch(CardKind.ORDER, [order.id])
            return order.id

        return await self._database.transact(work)
