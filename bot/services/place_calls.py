"""Placing: an order is taken once, and every call is saved before its request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.access import Person, Right
from bot.domain.calls import Call, CallState
from bot.domain.errors import NotFound, OrderProblem
from bot.domain.orders import Order, OrderState
from bot.domain.phones import Phone
from bot.domain.views import CardKind
from bot.ports import Clock, Database, UnitOfWork
from bot.services.access import UseCase
from bot.services.draft_orders import Press, load_order
from bot.services.providers import Providers
from bot.services.starting import Hours
from bot.services.submit_calls import Submitter


@dataclass(frozen=True, slots=True)
class Placing(Press):
    """`anyway`: the person was told that the callee's calling window is closed, and insists."""

    anyway: bool = False


class PlaceCalls(UseCase[Placing, bool]):
    """Place a draft. True for the press that placed it, False for every other one.

    Raises OrderProblem (OutsideWindow among them), NotFound, Forbidden; nothing is placed then.
    """

    right = Right.PLACE_CALLS

    def __init__(
        self,
        database: Database,
        providers: Providers,
        clock: Clock,
        submitter: Submitter,
        hours: Hours,
    ) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock
        self._submitter = submitter
        self._hours = hours

    async def run(self, actor: Person, command: Placing) -> bool:
        def work(uow: UnitOfWork) -> tuple[Order, list[Call]] | None:
            now = self._clock.now()
            order = load_order(uow, actor, command.order_id)
            if order.state is not OrderState.DRAFT:
                return None
            starts = self.starts(order, command, now)
            if not uow.orders.leave_draft(order.id, placed=True):
                return None
            for phone, start in starts.items():
                if start is not None:
                    uow.calls.add(order, phone, 1, now, start)
            at_once = [(phone, 1) for phone, start in starts.items() if start is None]
            calls = self._submitter.add(uow, turns, order, at_once, now)
            # Each answer touches the card, and so does waiting too long for one: nothing is to be shown before.
            later = not any(starts.values())
            uow.cards.upsert(CardKind.ORDER, order.id, command.place, command.locale, command.message_id, later=later)
            uow.audit.add(actor.id, "order.place", str(order.id), now)
            return order, calls

        with self._submitter.turns() as turns:
            taken = await self._database.transact(work)
            if taken is None:
                return False
            order, calls = taken
            self._submitter.submit(order, calls, turns)
        return True

    def starts(self, order: Order, command: Placing, now: datetime) -> dict[Phone, datetime | None]:
        """When each call of a draft would go; None is at once. Raises OrderProblem (OutsideWindow among them)."""
        order.check(self._text_limit(order))
        return self._hours.starts(order, now, anyway=command.anyway)

    def _text_limit(self, order: Order) -> int:
        """Of all services that may come to say it."""
        return min(self._providers.get(name).text_limit for name in order.services)


class PlaceAgain(UseCase[int, bool]):
    """A new attempt for the call (the command is its id) whose fate is unknown: once, however often it is pressed."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, clock: Clock, submitter: Submitter) -> None:
        self._database = database
        self._clock = clock
        self._submitter = submitter

    async def run(self, actor: Person, command: int) -> bool:
        def work(uow: UnitOfWork) -> tuple[Order, list[Call]] | None:
            now = self._clock.now()
            call, order = load_unknown(uow, actor, command)
            if call.state is not CallState.UNKNOWN:
                return None
            again = self._submitter.add(uow, turns, order, [(call.phone, call.attempt + 1)], now)
            if not again:
                return None
            uow.audit.add(actor.id, "call.place_again", f"{order.id}/{call.id}", now)
            return order, again

        with self._submitter.turns() as turns:
            taken = await self._database.transact(work)
            if taken is None:
                return False
            self._submitter.submit(*taken, turns)
        return True


class PlaceMissed(UseCase[int, bool]):
    """The calls of an order (the command is its id) that were not sent at their time go now, once.

    Raises OrderProblem when it is no time to call one of them.
    """

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, clock: Clock, submitter: Submitter, hours: Hours) -> None:
        self._database = database
        self._clock = clock
        self._submitter = submitter
        self._hours = hours

    async def run(self, actor: Person, command: int) -> bool:
        def work(uow: UnitOfWork) -> tuple[Order, list[Call]]:
            now = self._clock.now()
            order = load_order(uow, actor, command)
            again = [(call.phone, call.attempt + 1) for call in self.missed(order, now)]
            added = self._submitter.add(uow, turns, order, again, now)
            if added:
                uow.audit.add(actor.id, "order.place_missed", str(order.id), now)
            return order, added

        with self._submitter.turns() as turns:
            order, calls = await self._database.transact(work)
            self._submitter.submit(order, calls, turns)
        return bool(calls)

    def missed(self, order: Order, now: datetime) -> list[Call]:
        """What was not sent at its time. Raises OrderProblem when it is no time to call one of them."""
        missed = [call for call in order.latest_calls() if call.is_missed]
        if any(self._hours.next_opening(call.phone, now) > now for call in missed):
            raise OrderProblem("order-missed-outside-window")
        return missed


class ConfirmPlaced(UseCase[int, bool]):
    """A person knows that an unknown call was placed: it is settled, its result stays unknown."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run(self, actor: Person, command: int) -> bool:
        def work(uow: UnitOfWork) -> bool:
            now = self._clock.now()
            call, order = load_unknown(uow, actor, command)
            newest = {latest.id for latest in order.latest_calls()}
            if call.state is not CallState.UNKNOWN or call.id not in newest:
                return False
            settled = replace(call, state=CallState.EXPIRED, reason_key="reason-confirmed", reason_words=None)
            uow.calls.resolve(settled, None, now)
            uow.audit.add(actor.id, "call.confirm_placed", f"{order.id}/{call.id}", now)
            uow.cards.touch(CardKind.ORDER, [order.id])
            return True

        return await self._database.transact(work)


def load_unknown(uow: UnitOfWork, actor: Person, call_id: int) -> tuple[Call, Order]:
    call = uow.calls.get(call_id)
    if call is None:
        raise NotFound("order-gone")
    return call, load_order(uow, actor, call.order_id)
