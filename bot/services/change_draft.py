"""Changes of an order before it is placed, as far as its provider can do what is wished."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.access import Person
from bot.domain.callbacks import check_redials
from bot.domain.errors import MenuProblem, OrderProblem
from bot.domain.menu_rules import NO_GREETING
from bot.domain.menus import Menu
from bot.domain.orders import MAX_PHONES, Order, OrderKind, OrderState, Terms, require_shown
from bot.domain.phones import Phone
from bot.domain.sayings import RecordKind, Voice
from bot.domain.times import ahead
from bot.domain.views import CardKind, OrderView
from bot.ports import Capability, Provider, UnitOfWork
from bot.services.defaults import beginning, require, require_caller_id
from bot.services.deps import Deps
from bot.services.draft_orders import load_order
from bot.services.menu_views import load_menu, view_of
from bot.services.order_views import order_view, require_playable
from bot.services.providers import Providers
from bot.services.voice_calls import can_replace

MOST = 3
"""Attempts, and times that a callee is offered to hear it again."""
LONGEST_INTERVAL = 60
"""Minutes."""
LONGEST_PURPOSE = 100
"""Characters."""
_PLAYS = {
    RecordKind.RECORD: Capability.RECORDS,
    RecordKind.PHRASE: Capability.PHRASES,
    RecordKind.SCRIPT: Capability.SCRIPTS,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """When to call; `at` None is at once."""

    at: datetime | None


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What to change; None leaves as it is. `terms` makes the new ones of those that are kept; `menu_id` 0 takes the
    menu away. `anyway`: the person was told that a planned call would ring outside the callee's hours.
    """

    order_id: int
    terms: Callable[[Terms], Terms] | None = None
    provider: str | None = None
    menu_id: int | None = None
    plan: Plan | None = None
    anyway: bool = False
    shown: str | None = None
    """The mark of what was seen by whoever names a time, which may place it: see `require_shown`."""
    more_phones: tuple[Phone, ...] = ()
    """Numbers to call beside those of the draft."""


def change_order(uow: UnitOfWork, deps: Deps, actor: Person, change: DraftChange) -> OrderView:
    """See `Orders.change`."""
    order = load_order(uow, actor, change.order_id)
    if order.kind is OrderKind.VERIFICATION:
        raise order.closed()
    if change.shown is not None:
        require_shown(order.mark, change.shown)
    author = uow.people.get(order.author_id) or actor
    changed = _changed(uow, deps, actor, author, order, change)
    if order.state is OrderState.DRAFT:
        done = uow.orders.change_draft(order, changed)
    else:
        start = _check_planned(deps, order, changed, change)
        done = uow.orders.change_planned(order, changed, start)
        uow.audit.add(actor.id, "order.change_planned", str(order.id), deps.clock.now())
    if not done:
        raise order.closed()
    uow.cards.touch(CardKind.ORDER, [order.id])
    return order_view(uow, uow.orders.get(order.id) or order, author)


def _check_planned(deps: Deps, order: Order, changed: Order, change: DraftChange) -> datetime | None:
    """The one moment at which all its calls go from now on; None leaves it."""
    if not order.is_planned:
        raise order.closed()
    if change.more_phones:
        raise order.closed()
    if change.provider not in (None, order.provider) or changed.terms.callback != order.terms.callback:
        raise OrderProblem("order-planned-service")
    changed.check(min(deps.providers.get(name).text_limit for name in changed.services))
    if change.plan is None:
        return None
    now = deps.clock.now()
    starts = {start or now for start in deps.hours.starts(changed, now, anyway=change.anyway).values()}
    if len(starts) > 1:
        raise OrderProblem("order-hours-differ")
    return starts.pop()


def _changed(uow: UnitOfWork, deps: Deps, actor: Person, author: Person, order: Order, change: DraftChange) -> Order:
    provider = deps.providers.get(change.provider or order.provider)
    moved = order if provider.name == order.provider else _moved(author, order, provider, deps.providers)
    terms = change.terms(moved.terms) if change.terms else moved.terms
    if change.menu_id is not None:
        terms = replace(terms, menu=_menu(uow, provider, change.menu_id))
    if change.plan is not None:
        terms = terms.timed(change.plan.at)
    asked = _Asked(uow, deps, actor, provider, moved.terms, terms)
    for name, check in CHECKS.items():
        is_chosen_again = name == "menu" and change.menu_id
        if is_chosen_again or getattr(terms, name) != getattr(moved.terms, name):
            check(asked)
    if not terms.plays_script:
        terms = replace(terms, inserts=None)
    if change.menu_id and terms.menu and terms.saying.is_empty:
        terms = replace(terms, saying=terms.menu.greeting)
    phones = tuple(dict.fromkeys(moved.phones + change.more_phones))
    if len(phones) > MAX_PHONES:
        raise OrderProblem("order-too-many", count=len(phones), limit=MAX_PHONES)
    return replace(moved, phones=phones, terms=_without_idle_fallback(terms, deps.providers))


def _menu(uow: UnitOfWork, provider: Provider, menu_id: int) -> Menu | None:
    """The order gets a copy; 0 takes the menu away. Raises NotFound, OrderProblem."""
    if not menu_id:
        return None
    require(provider, Capability.MENUS)
    return load_menu(uow, menu_id)


def _moved(author: Person, order: Order, provider: Provider, providers: Providers) -> Order:
    """At another provider the order loses its record, menu, caller id and language: they belong to the first one.

    Its text stays, also where others will hear it: they are asked about before, and the card shows it.
    """
    old, can = order.terms, provider.capabilities
    begin = beginning(author, provider, old.saying.text or "", providers)
    terms = replace(
        begin,
        saying=replace(begin.saying, voice=old.saying.voice if Capability.VOICES in can else Voice.FEMALE),
        need_recording=old.need_recording and Capability.RECORDING in can,
        fallback=old.fallback if begin.callback is None and old.fallback != provider.name else None,
        purpose=old.purpose,
    )
    return replace(order, provider=provider.name, terms=terms.timed(old.rings_at))


def _without_idle_fallback(terms: Terms, providers: Providers) -> Terms:
    """Without a second provider that could not stand in for the first one."""
    second = next((provider for provider in providers.all() if provider.name == terms.fallback), None)
    return terms if second and can_replace(second, terms) else replace(terms, fallback=None)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the checks look at: the terms as they were at this provider, and as they are wanted."""

    uow: UnitOfWork
    deps: Deps
    actor: Person
    provider: Provider
    old: Terms
    wanted: Terms


def _check_menu(asked: _Asked) -> None:
    menu = asked.wanted.menu
    if menu is None:
        return
    if menu.provider != asked.provider.name:
        raise OrderProblem("order-menu-elsewhere")
    flaws = view_of(asked.uow, menu, asked.deps.providers).flaws
    if any(flaw.blocks and flaw != NO_GREETING for flaw in flaws):
        raise MenuProblem("menu-not-ready", name=menu.name)


def _check_saying(asked: _Asked) -> None:
    saying, old = asked.wanted.saying, asked.old.saying
    if saying.record:
        require(asked.provider, _PLAYS[saying.record.kind])
    if saying.record and saying.record != old.record:
        require_playable(asked.uow, asked.actor, asked.provider.name, str(saying.record))
    if saying.voice is not Voice.FEMALE and saying.voice is not old.voice:
        require(asked.provider, Capability.VOICES)
    if saying.language and saying.language != old.language:
        require(asked.provider, Capability.LANGUAGES)


def _check_recording(asked: _Asked) -> None:
    if asked.wanted.need_recording:
        require(asked.provider, Capability.RECORDING)


def _check_caller_id(asked: _Asked) -> None:
    if asked.wanted.caller_id:
        require_caller_id(asked.provider, asked.wanted.caller_id)


def _check_callback(asked: _Asked) -> None:
    require(asked.provider, Capability.CALLBACK)
    _check_time(asked)
    if (callback := asked.wanted.callback) is not None:
        callback.extras.check()
        check_redials(callback.redials)
        if callback.redials and callback.extras.record_to_await:
            raise OrderProblem("callback-redials-and-await")


def _check_time(asked: _Asked) -> None:
    at = asked.wanted.rings_at
    if at is not None and at != asked.old.rings_at:
        ahead(at, asked.deps.clock.now())


def _check_fallback(asked: _Asked) -> None:
    """Both must be able to do the same. No two providers share records or menus, and a text for a manager is not for
    the client.
    """
    wanted = asked.wanted
    if wanted.fallback is None:
        return
    second = asked.deps.providers.get(wanted.fallback)
    require(asked.provider, Capability.VOICE_CALL)
    require(second, Capability.VOICE_CALL)
    if second.name == asked.provider.name:
        raise OrderProblem("order-same-service")
    if wanted.saying.record:
        raise OrderProblem("order-record-is-apart")
    if wanted.menu is not None:
        raise OrderProblem("order-menu-is-apart")
    if wanted.attempts != 1:
        require(second, Capability.ATTEMPTS)
    if wanted.repeats:
        require(second, Capability.REPEATS)


def _check_inserts(asked: _Asked) -> None:
    inserts = asked.wanted.inserts
    if inserts and inserts != inserts.checked():
        raise OrderProblem("order-bad-insert")


def _check_purpose(asked: _Asked) -> None:
    length = len(asked.wanted.purpose or "")
    if length > LONGEST_PURPOSE:
        raise OrderProblem("order-purpose-too-long", length=length, limit=LONGEST_PURPOSE)


def _at_most(most: int, capability: Capability, count: Callable[[Terms], int]) -> Callable[[_Asked], None]:
    def check(asked: _Asked) -> None:
        require(asked.provider, capability)
        if not 0 <= count(asked.wanted) <= most:
            raise OrderProblem("order-no-such-count", most=most)

    return check


CHECKS: dict[str, Callable[[_Asked], None]] = {
    "saying": _check_saying,
    "caller_id": _check_caller_id,
    "menu": _check_menu,
    "need_recording": _check_recording,
    "at": _check_time,
    "attempts": _at_most(MOST, Capability.ATTEMPTS, lambda terms: terms.attempts),
    "interval": _at_most(LONGEST_INTERVAL, Capability.ATTEMPTS, lambda terms: terms.interval),
    "repeats": _at_most(MOST, Capability.REPEATS, lambda terms: terms.repeats),
    "callback": _check_callback,
    "fallback": _check_fallback,
    "purpose": _check_purpose,
    "inserts": _check_inserts,
}
"""For each field of Terms what raises OrderProblem (or MenuProblem) when a change of it cannot be had."""
