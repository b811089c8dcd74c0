"""Changes of an order before it is placed, as far as its provider can do what is wished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime

from bot.domain.access import Person
from bot.domain.errors import MenuProblem, OrderProblem
from bot.domain.orders import CallbackTerms, Order, OrderKind, OrderState
from bot.domain.sayings import Saying, Voice
from bot.domain.times import ahead
from bot.domain.views import CardKind, OrderView
from bot.ports import Capability, Provider, UnitOfWork
from bot.services.defaults import beginning, require
from bot.services.deps import Deps
from bot.services.draft_orders import load_order
from bot.services.menu_views import load_menu, view_of
from bot.services.order_views import order_view
from bot.services.providers import Providers
from bot.services.voice_calls import can_replace

DUTY = "duty"
MOST = 3
"""Attempts, and times that a text is heard."""
LONGEST_INTERVAL = 60
"""Minutes."""
SAID_OTHERWISE = "menu-no-greeting"
"""This flaw of a menu does not matter where the order says something of its own."""


@dataclass(frozen=True, slots=True)
class Plan:
    """When to call; `at` None is at once."""

    at: datetime | None


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What to change; None leaves as it is. An empty `fallback` takes the second provider away, `menu_id` 0
    the menu. `anyway`: the person was told that a planned call would ring outside the callee's hours.
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


def change_order(uow: UnitOfWork, deps: Deps, actor: Person, change: DraftChange) -> OrderView:
    """See `Orders.change`."""
    order = load_order(uow, actor, change.order_id)
    if order.kind is OrderKind.VERIFICATION:
        raise order.closed()
    author = uow.people.get(order.author_id) or actor
    changed = _changed(uow, deps, author, order, change)
    columns = {
        field.name: value
        for field in fields(order)
        if (value := getattr(changed, field.name)) != getattr(order, field.name)
    }
    if order.state is OrderState.DRAFT:
        done = uow.orders.change_draft(order.id, **columns)
    else:
        start = _check_planned(deps, order, changed, change)
        done = uow.orders.change_planned(order.id, start, **columns)
        uow.audit.add(actor.id, "order.change_planned", str(order.id), deps.clock.now())
    if not done:
        raise order.closed()
    uow.cards.touch(CardKind.ORDER, [order.id])
    return order_view(uow, uow.orders.get(order.id) or order, author)


def _check_planned(deps: Deps, order: Order, changed: Order, change: DraftChange) -> datetime | None:
    """The one moment at which all its calls go from now on; None leaves it."""
    if not order.is_planned:
        raise order.closed()
    if change.provider not in (None, order.provider) or changed.callback != order.callback:
        raise OrderProblem("order-planned-service")
    changed.check(min(deps.providers.get(name).text_limit for name in changed.services))
    if change.plan is None:
        return None
    now = deps.clock.now()
    starts = {start or now for start in deps.hours.starts(changed, now, anyway=change.anyway).values()}
    if len(starts) > 1:
        raise OrderProblem("order-hours-differ")
    return starts.pop()


def _changed(uow: UnitOfWork, deps: Deps, author: Person, order: Order, change: DraftChange) -> Order:
    providers = deps.providers
    provider, changed = providers.get(order.provider), order
    if change.provider is not None and change.provider != order.provider:
        provider = providers.get(change.provider)
        changed = _moved(author, order, provider, providers)
    wanted = {name: value for name in _CHECKS if (value := getattr(change, name)) is not None}
    changed = replace(changed, **wanted)
    for name in wanted:
        _CHECKS[name](provider, changed, order)
    if change.menu_id is not None:
        changed = _with_menu(uow, changed, provider, providers, change.menu_id)
    if change.plan is not None:
        changed = _planned(changed, change.plan, deps.clock.now())
    if change.fallback is not None:
        return replace(changed, fallback=_second(changed, provider, providers, change.fallback))
    return changed if _is_replaced(changed, providers) else replace(changed, fallback=None)


def _with_menu(uow: UnitOfWork, order: Order, provider: Provider, providers: Providers, menu_id: int) -> Order:
    """The order gets a copy of the menu; 0 takes the menu away. An order that says nothing yet says the greeting.

    Raises NotFound, OrderProblem, MenuProblem while something blocks the menu.
    """
    if menu_id == 0:
        return replace(order, menu=None)
    require(provider, Capability.MENUS)
    menu = load_menu(uow, menu_id)
    if menu.provider != provider.name:
        raise OrderProblem("order-menu-elsewhere")
    if any(flaw.blocks and flaw.key != SAID_OTHERWISE for flaw in view_of(uow, menu, providers).flaws):
        raise MenuProblem("menu-not-ready", name=menu.name)
    return replace(order, menu=menu, saying=menu.greeting if order.saying.is_empty else order.saying)


def _planned(order: Order, plan: Plan, now: datetime) -> Order:
    """A provider that joins people is told the time and waits by itself."""
    at = plan.at and ahead(plan.at, now)
    return replace(order, callback=replace(order.callback, at=at)) if order.callback else replace(order, at=at)


def _is_replaced(order: Order, providers: Providers) -> bool:
    """Whether its second provider, as the order is now, could still stand in."""
    known = {provider.name: provider for provider in providers.all()}
    return order.fallback in known and can_replace(known[order.fallback], order)


def _moved(author: Person, order: Order, provider: Provider, providers: Providers) -> Order:
    """At another provider the order loses its record, caller id and language: they belong to the first one."""
    # What a manager was to hear is never read to the client unseen: it is written anew.
    text = order.saying.text if order.callback is None or Capability.CALLBACK in provider.capabilities else None
    begin = beginning(author, provider, text or "", providers)
    voice = order.saying.voice if Capability.VOICES in provider.capabilities else Voice.FEMALE
    is_callback = begin.callback is not None
    goes_on = not is_callback and order.fallback != provider.name
    at = order.callback.at if order.callback else order.at
    return replace(
        order,
        provider=provider.name,
        menu=None,
        at=None if is_callback else at,
        attempts=1,
        interval=5,
        repeats=1,
        saying=replace(begin.saying, voice=voice),
        caller_id=begin.caller_id,
        need_recording=order.need_recording and Capability.RECORDING in provider.capabilities,
        callback=begin.callback and replace(begin.callback, at=at),
        fallback=order.fallback if goes_on else None,
    )


def _second(order: Order, provider: Provider, providers: Providers, name: str) -> str | None:
    """Both must be able to do the same. No two providers share records or menus, and a text for a manager is not for
    the client.
    """
    if not name:
        return None
    second = providers.get(name)
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


def _check_saying(provider: Provider, wanted: Order, order: Order) -> None:
    saying = wanted.saying
    if saying.record_id:
        kind = saying.record_id.partition(":")[0]
        require(provider, _RECORDS.get(kind, Capability.RECORDS))
    if saying.voice is not Voice.FEMALE and saying.voice is not order.saying.voice:
        require(provider, Capability.VOICES)
    if saying.language and saying.language != order.saying.language:
        require(provider, Capability.LANGUAGES)


_RECORDS = {"phrase": Capability.PHRASES, "script": Capability.SCRIPTS}


def _check_recording(provider: Provider, wanted: Order, order: Order) -> None:
    if wanted.need_recording:
        require(provider, Capability.RECORDING)


def _check_caller_id(provider: Provider, wanted: Order, order: Order) -> None:
    require(provider, Capability.DUTY_NUMBER if wanted.caller_id == DUTY else Capability.CALLER_IDS)


def _check_callback(provider: Provider, wanted: Order, order: Order) -> None:
    require(provider, Capability.CALLBACK)


def _at_most(most: int, capability: Capability, count: Callable[[Order], int]) -> Check:
    def check(provider: Provider, wanted: Order, order: Order) -> None:
        require(provider, capability)
        if not 1 <= count(wanted) <= most:
            raise OrderProblem("order-no-such-count", most=most)

    return check


Check = Callable[[Provider, Order, Order], None]
"""Raises OrderProblem when the provider cannot do what is wanted. Gets the order as wanted, and as it is."""
_CHECKS: dict[str, Check] = {
    "saying": _check_saying,
    "need_recording": _check_recording,
    "caller_id": _check_caller_id,
    "callback": _check_callback,
    "attempts": _at_most(MOST, Capability.ATTEMPTS, lambda order: order.attempts),
    "interval": _at_most(LONGEST_INTERVAL, Capability.ATTEMPTS, lambda order: order.interval),
    "repeats": _at_most(MOST, Capability.REPEATS, lambda order: order.repeats),
}
