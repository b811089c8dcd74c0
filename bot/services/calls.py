"""Calls: each is saved before its request is sent, and placed once. Afterwards a person can confirm or tag it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from bot.domain.access import Person, Right
from bot.domain.calls import Call, CallState, Handle
from bot.domain.errors import NotFound, OrderProblem
from bot.domain.orders import Order, OrderState, require_shown
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.domain.times import ahead
from bot.domain.views import CardKind
from bot.ports import UnitOfWork
from bot.ports.abilities import Tags
from bot.ports.keeping import Taken
from bot.services.access import Noun, needs
from bot.services.change_draft import DraftChange, Plan, change_order
from bot.services.defaults import require
from bot.services.deps import Deps
from bot.services.draft_orders import Press, load_order, require_own
from bot.services.results import promise_result
from bot.services.turns import HeldTurns

REPLAYED = 200
"""The most reports at once."""
LONGEST_TAG = 255
"""Characters."""


ToSend = tuple[Order, list[Call]]


class Outcome(StrEnum):
    """What a tap would do. The person is told so before it is done."""

    DONE_BEFORE = "done before"
    PLANNED = "planned"
    AT_ONCE = "at once"


class Calls(Noun):
    """Raises NotFound when the order or call is gone, Forbidden, naming its author, when it is not the person's."""

    @needs(Right.PLACE_CALLS)
    async def place(self, actor: Person, press: Press, *, anyway: bool = False, plan: Plan | None = None) -> bool:
        """True for the press that placed the draft, False for every other one.

        `anyway`: the person insists although the callee's calling window is closed. `plan`: for this time. Raises
        OrderProblem (OutsideWindow among them, and OrderChanged when it is not what was shown); nothing is changed or
        placed then.
        """
        deps = self._deps

        def work(uow: UnitOfWork, turns: HeldTurns) -> ToSend | None:
            now = deps.clock.now()
            before = load_order(uow, actor, press.order_id) if plan is not None else None
            if before is not None:
                if before.state is not OrderState.DRAFT:
                    return None
                change_order(uow, deps, actor, DraftChange(press.order_id, plan=plan, shown=press.shown))
            order = uow.orders.leave_draft(press.order_id, placed=True, by=actor.id)
            if order is None:
                load_order(uow, actor, press.order_id)
                return None
            require_own(uow, actor, order.author_id)
            seen = order if before is None else replace(order, terms=order.terms.timed(before.terms.rings_at))
            require_shown(seen.mark, press.shown)
            starts = _starts(deps, order, now, anyway=anyway)
            for phone, start in starts.items():
                if start is not None:
                    uow.calls.add(order, phone, 1, now, start)
            at_once = [(phone, 1) for phone, start in starts.items() if start is None]
            calls = deps.submitter.add(uow, turns, order, at_once, now)
            # The card changes with each answer, and when one is late: one that is there has nothing to show before.
            later = press.message_id is not None and not any(starts.values())
            uow.cards.upsert(CardKind.ORDER, order.id, press.place, press.locale, press.message_id, later=later)
            uow.audit.add(actor.id, "order.place", str(order.id), now)
            return order, calls

        return await self._send(work, press.taken)

    @needs(Right.PLACE_CALLS)
    async def foresee(self, actor: Person, press: Press, *, anyway: bool = False, plan: Plan | None = None) -> Outcome:
        """What `place` would do. Raises what it raises."""
        order = await self._deps.database.read(lambda uow: load_order(uow, actor, press.order_id))
        if order.state is not OrderState.DRAFT:
            return Outcome.DONE_BEFORE
        require_shown(order.mark, press.shown)
        now = self._deps.clock.now()
        if plan is not None:
            order = replace(order, terms=order.terms.timed(plan.at and ahead(plan.at, now)))
        starts = _starts(self._deps, order, now, anyway=anyway)
        return Outcome.PLANNED if all(starts.values()) else Outcome.AT_ONCE

    @needs(Right.PLACE_CALLS)
    async def place_missed(self, actor: Person, press: Press) -> bool:
        """Place now, once, what was not sent at its time. Raises OrderProblem outside somebody's hours; OrderChanged
        when more have been missed since the card was drawn.
        """
        deps = self._deps

        def work(uow: UnitOfWork, turns: HeldTurns) -> ToSend | None:
            now = deps.clock.now()
            order = load_order(uow, actor, press.order_id)
            again = [(call.phone, call.attempt + 1) for call in _missed(deps, order, press, now)]
            added = deps.submitter.add(uow, turns, order, again, now)
            if not added:
                return None
            uow.audit.add(actor.id, "order.place_missed", str(order.id), now)
            return order, added

        return await self._send(work)

    @needs(Right.PLACE_CALLS)
    async def foresee_missed(self, actor: Person, press: Press) -> Outcome:
        """What `place_missed` would do. Raises what it raises."""
        order = await self._deps.database.read(lambda uow: load_order(uow, actor, press.order_id))
        return Outcome.AT_ONCE if _missed(self._deps, order, press, self._deps.clock.now()) else Outcome.DONE_BEFORE

    @needs(Right.PLACE_CALLS)
    async def place_again(self, actor: Person, call_id: int) -> bool:
        """A new attempt for a call whose fate is unknown: once, however often it is pressed."""
        deps = self._deps

        def work(uow: UnitOfWork, turns: HeldTurns) -> ToSend | None:
            now = deps.clock.now()
            call, order = _load_call(uow, actor, call_id)
            if not _is_unknown(call, order):
                return None
            again = deps.submitter.add(uow, turns, order, [(call.phone, call.attempt + 1)], now)
            if not again:
                return None
            uow.audit.add(actor.id, "call.place_again", f"{order.id}/{call.id}", now)
            return order, again

        return await self._send(work)

    @needs(Right.PLACE_CALLS)
    async def foresee_again(self, actor: Person, call_id: int) -> int | None:
        """The order's id if `place_again` would place the call, else None."""
        call, order = await self._deps.database.read(lambda uow: _load_call(uow, actor, call_id))
        return order.id if _is_unknown(call, order) else None

    @needs(Right.PLACE_CALLS)
    async def confirm_placed(self, actor: Person, call_id: int) -> bool:
        """A person knows that an unknown call was placed: it is final now. False when it was final before."""

        def work(uow: UnitOfWork) -> bool:
            now = self._deps.clock.now()
            call, order = _load_call(uow, actor, call_id)
            if not _is_unknown(call, order):
                return False
            settled = replace(call, state=CallState.EXPIRED, reason_key=Reason.CONFIRMED, reason_words=None)
            uow.calls.resolve(settled, None, now)
            uow.audit.add(actor.id, "call.confirm_placed", f"{order.id}/{call.id}", now)
            uow.cards.touch(CardKind.ORDER, [order.id])
            return True

        return await self._deps.database.transact(work)

    @needs(Right.PLACE_CALLS)
    async def judge(self, actor: Person, call_id: int, *, matched: bool) -> bool:
        """Whether the callee named a verification's code. False when somebody said so before, or it has no code."""

        def work(uow: UnitOfWork) -> bool:
            now = self._deps.clock.now()
            call, order = _load_call(uow, actor, call_id)
            if not uow.calls.judge(call.id, now, matched=matched):
                return False
            uow.audit.add(actor.id, "call.matched" if matched else "call.differs", f"{order.id}/{call.id}", now)
            uow.cards.touch(CardKind.ORDER, [order.id])
            return True

        return await self._deps.database.transact(work)

    @needs(Right.SEE_STATUS)
    async def replay_reports(self, actor: Person) -> int:
        """Apply once more the reports that could not be applied. Returns how many there are."""

        def work(uow: UnitOfWork) -> int:
            problems = uow.webhooks.problems(REPLAYED)
            for webhook in problems:
                uow.webhooks.again(webhook.id)
            uow.audit.add(actor.id, "webhooks.replay", str(len(problems)), self._deps.clock.now())
            return len(problems)

        return await self._deps.database.transact(work)

    @needs(Right.PLACE_CALLS)
    async def taggable(self, actor: Person, call_id: int) -> Call:
        """The call that a tag is meant for. Raises what `tag` raises, but for ProviderError."""
        call, _ = await self._deps.database.transact(lambda uow: _load_tagged(uow, actor, call_id))
        require(self._deps.providers.get(call.provider), Tags)
        return call

    @needs(Right.PLACE_CALLS)
    async def tag(self, actor: Person, call_id: int, written: str) -> None:
        """A person's own word that the provider keeps with the call. Raises OrderProblem, ProviderError."""
        tag = " ".join(written.split())
        if not 0 < len(tag) <= LONGEST_TAG:
            raise OrderProblem("tags-too-long", limit=LONGEST_TAG)

        def work(uow: UnitOfWork) -> tuple[Call, Handle]:
            call, handle = _load_tagged(uow, actor, call_id)
            uow.audit.add(actor.id, "call.tag", f"{call.order_id}/{call.id} {tag}", self._deps.clock.now())
            return call, handle

        call, handle = await self._deps.database.transact(work)
        await require(self._deps.providers.get(call.provider), Tags).set_tag(handle, tag)

        def keep(uow: UnitOfWork) -> None:
            uow.calls.keep_beside(call.id, tag=tag)
            uow.cards.touch(CardKind.ORDER, [call.order_id])
            promise_result(uow, [call.order_id], self._deps.clock.now())  # some wait for this very word

        await self._deps.database.transact(keep)

    async def _send(self, work: Callable[[UnitOfWork, HeldTurns], ToSend | None], taken: Taken | None = None) -> bool:
        """Store calls, then send them; False when there is nothing to send."""

        def store(uow: UnitOfWork) -> ToSend | None:
            if taken is not None:
                uow.updates.handled([taken.id], self._deps.clock.now())
            return work(uow, turns)

        with self._deps.submitter.turns() as turns:
            stored = await self._deps.database.transact(store)
            if stored is not None:
                self._deps.submitter.submit(*stored, turns)
        if taken is not None:
            taken.is_handled = True
        return stored is not None


def _starts(deps: Deps, order: Order, now: datetime, *, anyway: bool) -> dict[Phone, datetime | None]:
    """When each call of a draft would go; None is at once. Raises OrderProblem (OutsideWindow among them)."""
    # The text must fit whoever may come to say it.
    order.check(min(deps.providers.get(name).text_limit for name in order.services))
    return deps.hours.starts(order, now, anyway=anyway)


def _missed(deps: Deps, order: Order, press: Press, now: datetime) -> tuple[Call, ...]:
    """What was not sent at its time. Raises OrderProblem when it is no time to call one of them."""
    if order.missed:
        require_shown(order.missed_mark, press.shown)
    if any(deps.hours.next_opening(call.phone, now) > now for call in order.missed):
        raise OrderProblem("order-missed-outside-window")
    return order.missed


def _load_call(uow: UnitOfWork, actor: Person, call_id: int) -> tuple[Call, Order]:
    call = uow.calls.get(call_id)
    if call is None:
        raise NotFound("order-gone")
    return call, load_order(uow, actor, call.order_id)


def _is_unknown(call: Call, order: Order) -> bool:
    """Nobody knows what became of it, nobody looks for it any more, and no attempt has followed it."""
    is_unknown = call.state is CallState.UNKNOWN and not call.is_looked_for
    return is_unknown and call.id in {latest.id for latest in order.latest_calls()}


def _load_tagged(uow: UnitOfWork, actor: Person, call_id: int) -> tuple[Call, Handle]:
    """Raises OrderProblem for a call that the provider does not know."""
    call, _ = _load_call(uow, actor, call_id)
    if call.handle is None:
        raise OrderProblem("tags-no-call")
    return call, call.handle
