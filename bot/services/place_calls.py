"""Placing: an order is taken once, and every call is saved before its request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.access import Person, Right
from bot.domain.calls import Call, CallState
from bot.domain.errors import NotFound, OrderProblem
from bot.domain.orders import CallingWindow, Order
from bot.domain.phones import Phone
from bot.domain.views import CardKind
from bot.domain.zones import zone_of
from bot.ports import Clock, Database, Signals, UnitOfWork
from bot.services.access import UseCase
from bot.services.draft_orders import Press, load_order
from bot.services.providers import Providers
from bot.services.submit_calls import Submitter


@dataclass(frozen=True, slots=True)
class Placing(Press):
    """`anyway`: the person was told that the callee's calling window is closed, and insists."""

    anyway: bool = False


class OutsideWindow(OrderProblem):
    """A single call outside the callee's calling window: ask once more."""


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
        signals: Signals,
        submitter: Submitter,
        window: CallingWindow,
        zone: ZoneInfo,
    ) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock
        self._signals = signals
        self._submitter = submitter
        self._window = window
        self._zone = zone

    async def run(self, actor: Person, command: Placing) -> bool:
        def work(uow: UnitOfWork) -> tuple[Order, list[Call]] | None:
            now = self._clock.now()
            order = load_order(uow, actor, command.order_id)
            order.check(self._text_limit(order))
            if order.callback and order.callback.at and order.callback.at <= now:
                raise OrderProblem("order-time-passed")
            starts = self._starts(order, now, anyway=command.anyway)
            if not uow.orders.leave_draft(order.id, placed=True):
                return None
            added = [uow.calls.add(order, phone, 1, now, start) for phone, start in starts.items()]
            # Each answer touches the card, and so does waiting too long for one: nothing is to be shown before.
            later = not any(starts.values())
            uow.cards.upsert(CardKind.ORDER, order.id, command.place, command.locale, command.message_id, later=later)
            uow.audit.add(actor.id, "order.place", str(order.id), now)
            return order, [call for call in added if call and call.state is CallState.SUBMITTING]

        taken = await self._database.transact(work)
        if taken is None:
            return False
        order, calls = taken
        self._submitter.submit(order, calls)
        if len(calls) < len(order.phones):
            self._signals.cards()
        return True

    def _text_limit(self, order: Order) -> int:
        """Of all services that may come to say it."""
        names = [order.provider, *([order.fallback] if order.fallback else [])]
        return min(self._providers.get(name).text_limit for name in names)

    def _starts(self, order: Order, now: datetime, *, anyway: bool) -> dict[Phone, datetime | None]:
        """When each call may go; None is now. A list waits for the window, a single call asks once more.

        A callback that is planned has to fit the window when it rings.
        """
        rings = order.callback.at if order.callback and order.callback.at else now
        starts: dict[Phone, datetime | None] = {}
        for phone in order.phones:
            zone = zone_of(phone, self._zone)
            opens = self._window.next_opening(rings, zone)
            if anyway or opens <= rings:
                starts[phone] = None
            elif len(order.phones) > 1:
                starts[phone] = opens
            else:
                raise OutsideWindow("order-outside-window", time=rings.astimezone(zone).strftime("%H:%M"))
        return starts


class PlaceAgain(UseCase[int, bool]):
    """A new attempt for the call (the command is its id) whose fate is unknown: once, however often it is pressed."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, clock: Clock, submitter: Submitter) -> None:
        self._database = database
        self._clock = clock
        self._submitter = submitter

    async def run(self, actor: Person, command: int) -> bool:
        def work(uow: UnitOfWork) -> tuple[Order, Call] | None:
            now = self._clock.now()
            call, order = load_unknown(uow, actor, command)
            if call.state is not CallState.UNKNOWN:
                return None
            again = uow.calls.add(order, call.phone, call.attempt + 1, now)
            if again is None:
                return None
            uow.audit.add(actor.id, "call.place_again", f"{order.id}/{call.id}", now)
            return order, again

        taken = await self._database.transact(work)
        if taken is None:
            return False
        self._submitter.submit(taken[0], [taken[1]])
        return True


class ConfirmPlaced(UseCase[int, bool]):
    """A person knows that an unknown call was placed: it is settled, its result stays unknown."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, clock: Clock, signals: Signals) -> None:
        self._database = database
        self._clock = clock
        self._signals = signals

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

        done = await self._database.transact(work)
        self._signals.cards()
        return done


def load_unknown(uow: UnitOfWork, actor: Person, call_id: int) -> tuple[Call, Order]:
    call = uow.calls.get(call_id)
    if call is None:
        raise NotFound("order-gone")
    return call, load_order(uow, actor, call.order_id)
