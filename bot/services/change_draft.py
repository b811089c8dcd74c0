"""Changing what will be placed, until it goes: only what the order's service can do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.access import Person, Right
from bot.domain.errors import MenuProblem, OrderProblem
from bot.domain.orders import CallbackTerms, Order, OrderKind, OrderState
from bot.domain.sayings import Saying, Voice
from bot.domain.times import ahead
from bot.domain.views import CardKind, OrderView
from bot.ports import Capability, Clock, Database, Provider, UnitOfWork
from bot.services.access import UseCase
from bot.services.change_checks import CHECKS
from bot.services.defaults import beginning, require
from bot.services.draft_orders import load_order
from bot.services.menu_views import load_menu, view_of
from bot.services.order_views import order_view
from bot.services.providers import Providers
from bot.services.starting import Hours
from bot.services.voice_calls import can_replace

SAID_OTHERWISE = "menu-no-greeting"
"""A menu needs no greeting where the order has words of its own."""

_AS_USUAL = {"attempts": 1, "interval": 5, "repeats": 1}


@dataclass(frozen=True, slots=True)
class Plan:
    """When to call; `at` None is at once."""

    at: datetime | None


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What to change; None leaves as it is. `fallback` as an empty text takes the second service away, so does
    `menu_id` 0 the menu. `anyway`: the person was told that a planned call would ring outside the callee's hours.
    """

    order_id: int
    saying: Saying | None = None
    need_recording: bool | None = None
    caller_id: str | None = None
    callback: CallbackTerms | None = None
    provider: str | None = None
    fallback: str | None = None
    menu_id: int | None = None
    plan: Plan | None = None
    attempts: int | None = None
    interval: int | None = None
    repeats: int | None = None
    anyway: bool = False


class ChangeDraft(UseCase[DraftChange, OrderView]):
    """A draft, or a planned order while all its calls wait.

    Raises OrderProblem when it is too late, or when its service cannot do it; OutsideWindow as for placing; NotFound
    and MenuProblem for a menu that is gone or not finished.
    """

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, providers: Providers, clock: Clock, hours: Hours) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock
        self._hours = hours

    async def run(self, actor: Person, command: DraftChange) -> OrderView:
        def work(uow: UnitOfWork) -> OrderView:
            order = load_order(uow, actor, command.order_id)
            if order.kind is OrderKind.VERIFICATION:
                raise order.closed()
            author = uow.people.get(order.author_id) or actor
            columns = self._columns(uow, author, order, command)
            if order.state is OrderState.DRAFT:
                done = uow.orders.change_draft(order.id, **columns)
            else:
                done = self._change_planned(uow, order, columns, command)
                uow.audit.add(actor.id, "order.change_planned", str(order.id), self._clock.now())
            if not done:
                raise order.closed()
            uow.cards.touch(CardKind.ORDER, [order.id])
            return order_view(uow, uow.orders.get(order.id) or order, author)

        return await self._database.transact(work)

    def _change_planned(self, uow: UnitOfWork, order: Order, columns: dict[str, Any], change: DraftChange) -> bool:
        if not order.is_planned:
            return False
        if "provider" in columns or "callback" in columns:
            raise OrderProblem("order-planned-service")
        changed = replace(order, **columns)
        limit = min(self._providers.get(name).text_limit for name in changed.services)
        changed.check(limit)
        start = self._start(changed, anyway=change.anyway) if change.plan else None
        return uow.orders.change_planned(order.id, start, **columns)

    def _start(self, order: Order, *, anyway: bool) -> datetime:
        """The one moment at which all its calls go from now on."""
        now = self._clock.now()
        starts = {start or now for start in self._hours.starts(order, now, anyway=anyway).values()}
        if len(starts) > 1:
            raise OrderProblem("order-hours-differ")
        return starts.pop()

    def _columns(self, uow: UnitOfWork, author: Person, order: Order, change: DraftChange) -> dict[str, Any]:
        provider = self._providers.get(order.provider)
        columns: dict[str, Any] = {}
        if change.provider is not None and change.provider != order.provider:
            provider = self._providers.get(change.provider)
            columns = self._moved(author, order, provider)
        for name, check in CHECKS.items():
            if (value := getattr(change, name)) is not None:
                check(provider, value, order)
                columns[name] = value
        if change.menu_id is not None:
            columns |= _menu_columns(uow, order, provider, self._providers, change.menu_id)
        if change.plan is not None:
            columns |= self._planned(order, change.plan)
        changed = replace(order, **columns)
        if change.fallback is not None:
            columns["fallback"] = self._second(changed, provider, change.fallback)
        elif changed.fallback and not self._is_replaced(changed):
            columns["fallback"] = None
        return columns

    def _planned(self, order: Order, plan: Plan) -> dict[str, Any]:
        """A service that joins people is told the time and waits by itself."""
        at = plan.at and ahead(plan.at, self._clock.now())
        return {"callback": replace(order.callback, at=at)} if order.callback else {"at": at}

    def _is_replaced(self, order: Order) -> bool:
        """Whether its second service, as the order is now, could still stand in."""
        known = {provider.name: provider for provider in self._providers.all()}
        return order.fallback in known and can_replace(known[order.fallback], order)

    def _moved(self, author: Person, order: Order, provider: Provider) -> dict[str, Any]:
        """At another service: a record, a caller id and a language stay behind, they are the first one's own."""
        # What a manager was to hear is never read to the client unseen: it is written anew.
        text = order.saying.text if order.callback is None or Capability.CALLBACK in provider.capabilities else None
        begin = beginning(author, provider, text or "", self._providers)
        voice = order.saying.voice if Capability.VOICES in provider.capabilities else Voice.FEMALE
        is_callback = begin.callback is not None
        goes_on = not is_callback and order.fallback != provider.name
        at = order.callback.at if order.callback else order.at
        return {
            "provider": provider.name,
            "menu": None,
            "at": None if is_callback else at,
            **_AS_USUAL,
            "saying": replace(begin.saying, voice=voice),
            "caller_id": begin.caller_id,
            "need_recording": order.need_recording and Capability.RECORDING in provider.capabilities,
            "callback": begin.callback and replace(begin.callback, at=at),
            "fallback": order.fallback if goes_on else None,
        }

    def _second(self, order: Order, provider: Provider, name: str) -> str | None:
        """Both must be able to do the same: what a manager hears is not for the client, records and menus are apart."""
        if not name:
            return None
        second = self._providers.get(name)
        require(provider, Capability.VOICE_CALL)
        require(second, Capability.VOICE_CALL)
        if second.name == provider.name:
            raise OrderProblem("order-same-service")
        if order.saying.record_id:
            raise OrderProblem("order-record-is-apart")
        if order.menu is not None:
            raise OrderProblem("order-menu-is-apart")
        for wish, capability in ((order.attempts, Capability.ATTEMPTS), (order.repeats, Capability.REPEATS)):
            if wish > 1:
                require(second, capability)
        return second.name


def _menu_columns(
    uow: UnitOfWork, order: Order, provider: Provider, providers: Providers, menu_id: int
) -> dict[str, object]:
    """What changes in an order that gets this menu; 0 takes its menu away. An empty order says the menu's greeting.

    Raises NotFound, OrderProblem, MenuProblem while something blocks the menu.
    """
    if menu_id == 0:
        return {"menu": None}
    require(provider, Capability.MENUS)
    menu = load_menu(uow, menu_id)
    if menu.provider != provider.name:
        raise OrderProblem("order-menu-elsewhere")
    if any(flaw.blocks and flaw.key != SAID_OTHERWISE for flaw in view_of(uow, menu, providers).flaws):
        raise MenuProblem("menu-not-ready", name=menu.name)
    return {"menu": menu, "saying": menu.greeting} if order.saying.is_empty else {"menu": menu}
