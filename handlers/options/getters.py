"""What the windows of the options show."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.managers import shown_manager
from bot.domain.orders import Order, OrderState
from bot.domain.phones import pretty
from bot.domain.views import OrderView
from bot.domain.zones import zone_of_all
from bot.ports import Capability
from bot.services.caller_ids import ListCallerIds
from bot.services.change_checks import DUTY
from bot.telegram.callback_lines import who
from bot.telegram.draft_card import draft_card, text_limit
from bot.telegram.html import MESSAGE_LIMIT, fit
from bot.telegram.look import Look
from bot.telegram.order_lines import moment
from bot.telegram.texts import Html
from handlers.options.actions import read

NONE = "—"
LONGEST_LABEL = 40


async def get_order(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view = await read(dialog_manager)
    body, _rows = draft_card(view, look)
    shown = _callback(view, look) if view.order.callback else _voice(view.order, look)
    return {
        "body": fit(body, MESSAGE_LIMIT),
        "limit": text_limit(view.order, look),
        "is_callback": view.order.callback is not None,
        "many_services": len(look.services) > 1 and view.order.state is OrderState.DRAFT,
        "service": look.title(view.order.provider),
        **shown,
    }


def _voice(order: Order, look: Look) -> dict[str, Any]:
    def can(capability: Capability) -> bool:
        return look.can(order.provider, capability)

    has_text, caller = bool(order.saying.text), order.caller_id
    others = [name for name in look.who_can(Capability.VOICE_CALL) if name != order.provider]
    tries, repeats = can(Capability.ATTEMPTS), can(Capability.REPEATS)
    return {
        "is_voice": True,
        "has_records": can(Capability.RECORDS),
        "has_phrases": can(Capability.PHRASES),
        "has_scripts": can(Capability.SCRIPTS),
        "has_voices": has_text and can(Capability.VOICES),
        "has_languages": has_text and can(Capability.LANGUAGES),
        "has_recording": can(Capability.RECORDING),
        "has_callers": can(Capability.CALLER_IDS),
        "has_second": bool(others) and not order.saying.record_id and order.menu is None,
        "has_menus": can(Capability.MENUS),
        "menu": _short(order.menu.name) if order.menu else NONE,
        "at": _at(order, look),
        "has_both": tries and repeats,
        "has_attempts": tries and not repeats,
        "has_repeats": repeats and not tries,
        "attempts": order.attempts,
        "repeats": order.repeats,
        "voice": order.saying.voice.value,
        "language": order.saying.language or NONE,
        "recording": str(order.need_recording).lower(),
        "caller": look.tr.plain("options-caller-duty") if caller == DUTY else f"+{caller}" if caller else NONE,
        "second": look.title(order.fallback) if order.fallback else NONE,
    }


def _at(order: Order, look: Look) -> str:
    at = order.goes_at
    return moment(at, zone_of_all(order.phones, look.zone)) if at else look.tr.plain("options-when-now")


def _callback(view: OrderView, look: Look) -> dict[str, Any]:
    terms = view.order.callback
    if terms is None:
        return {}
    at = moment(terms.at, look.zone) if terms.at else look.tr.plain("options-when-now")
    return {"first": who(view, terms, look), "at": at}


async def get_first(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    """The own phone is the author's, whoever presses."""
    own = (await read(dialog_manager)).author.phone
    return {
        "knows_own": own is not None,
        "own": shown_manager(own, mask=look.in_group) if own else "",
        "ask": look.tr("options-first-ask" if own else "options-first-ask-unknown"),
    }


async def get_text(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    order = (await read(dialog_manager)).order
    is_callback, limit = order.callback is not None, text_limit(order, look)
    ask = look.tr("options-text-ask-manager" if is_callback else "options-text-ask", limit=limit)
    # The engine's dialects alone understand the marks, and they are those that have voices.
    if look.can(order.provider, Capability.VOICES):
        ask = Html(f"{ask}\n{look.tr('options-text-marks')}")
    return {"ask": ask, "can_be_silent": is_callback and bool(order.saying.text)}


async def get_callers(
    dialog_manager: DialogManager,
    actor: Person,
    look: Look,
    list_caller_ids: ListCallerIds,
    **_: Any,
) -> dict[str, Any]:
    order = (await read(dialog_manager)).order
    numbers = await list_caller_ids(actor, order.id)
    return {
        "callers": [(caller.phone, pretty(caller.phone)) for caller in numbers if caller.confirmed],
        "has_duty": look.can(order.provider, Capability.DUTY_NUMBER),
    }


async def get_services(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    order = (await read(dialog_manager)).order
    others = [name for name in look.who_can(Capability.VOICE_CALL) if name != order.provider]
    return {
        "services": [(name, _marked(look.title(name), name == order.provider)) for name in look.services],
        "others": [(name, _marked(look.title(name), name == order.fallback)) for name in others],
        "has_fallback": order.fallback is not None,
    }


async def get_offer(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    """What `choices` has read from the service, by its place in the list: a button cannot carry every id."""
    offered = dialog_manager.dialog_data.get("offer", [])
    names = [_short(name) for _, name in offered]
    what = dialog_manager.dialog_data.get("what", Capability.PHRASES)
    key = "options-saved-ask" if offered else "options-saved-none"
    return {"offer": list(enumerate(names)), "ask": look.tr(key, what=str(what))}


def _marked(title: str, chosen: bool) -> str:
    return f"✓ {title}" if chosen else title


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1] + "…"
