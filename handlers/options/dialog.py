"""The options of an order, and their main window: only what the order's provider can do."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from aiogram_dialog.widgets.text import Format

from bot.domain.hours import zone_of_all
from bot.domain.orders import Order, OrderState
from bot.domain.phones import Duty
from bot.domain.views import OrderView
from bot.ports import Capability
from bot.services.change_draft import LONGEST_PURPOSE
from bot.telegram.draft_card import draft_card, text_limit
from bot.telegram.html import MESSAGE_LIMIT, fit, shorten
from bot.telegram.look import Look
from bot.telegram.order_lines import moment, who
from handlers.kit import LONGEST_LABEL
from handlers.options import callback, carrying, plan, saying
from handlers.options.start import BACK, finish, read, set_and_return
from handlers.states import Options
from handlers.widgets import Say, Window, label

NONE = "—"


async def get_order(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view = await read(dialog_manager)
    body, _rows = draft_card(view, look)
    shown = _callback(view, look) if view.order.terms.callback else _voice(view.order, look)
    return {
        "body": fit(body, MESSAGE_LIMIT),
        "limit": text_limit(view.order, look),
        "is_callback": view.order.terms.callback is not None,
        "many_services": len(look.providers) > 1 and view.order.state is OrderState.DRAFT,
        "service": look.title(view.order.provider),
        "purpose": shorten(view.order.terms.purpose or NONE, LONGEST_LABEL),
        "has_purpose": view.order.terms.purpose is not None,
        "longest": LONGEST_PURPOSE,
        **shown,
    }


def _voice(order: Order, look: Look) -> dict[str, Any]:
    def can(capability: Capability) -> bool:
        return look.can(order.provider, capability)

    terms = order.terms
    has_text, caller = bool(terms.saying.text), terms.caller_id
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
        "has_second": bool(others) and not terms.saying.record and terms.menu is None,
        "has_menus": can(Capability.MENUS),
        "menu": shorten(terms.menu.name, LONGEST_LABEL) if terms.menu else NONE,
        "at": _at(order, look),
        "has_both": tries and repeats,
        "has_attempts": tries and not repeats,
        "has_repeats": repeats and not tries,
        "attempts": terms.attempts,
        "repeats": terms.repeats,
        "voice": terms.saying.voice.value,
        "language": terms.saying.language or NONE,
        "recording": str(terms.need_recording).lower(),
        "caller": look.tr.plain("options-caller-duty") if caller is Duty.ANY else f"+{caller}" if caller else NONE,
        "second": look.title(terms.fallback) if terms.fallback else NONE,
    }


def _at(order: Order, look: Look) -> str:
    at = order.goes_at
    return moment(at, zone_of_all(order.phones, look.zone)) if at else look.tr.plain("options-when-now")


def _callback(view: OrderView, look: Look) -> dict[str, Any]:
    terms = view.order.terms.callback
    if terms is None:
        return {}
    at = moment(terms.at, look.zone) if terms.at else look.tr.plain("options-when-now")
    return {"first": who(view, terms, look), "at": at}


async def on_purpose(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await set_and_return(manager, lambda terms: replace(terms, purpose=" ".join(text.split()) or None), ShowMode.SEND)


async def on_no_purpose(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await set_and_return(manager, lambda terms: replace(terms, purpose=None))


async def on_done(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await finish(manager)


main = Window(
    Format("{body}"),
    SwitchTo(label("options-main-first", "first"), id="first", state=Options.first, when="is_callback"),
    Row(
        SwitchTo(label("options-main-text"), id="text", state=Options.text, when="is_voice"),
        Button(label("options-main-record"), id="record", on_click=saying.on_records, when="has_records"),
    ),
    SwitchTo(label("options-main-text-manager"), id="words", state=Options.text, when="is_callback"),
    SwitchTo(label("options-main-info"), id="info", state=Options.info, when="is_callback"),
    SwitchTo(label("options-main-when", "at"), id="when", state=Options.when, when="is_callback"),
    Row(
        Button(label("options-main-phrase"), id="phrase", on_click=saying.on_phrases, when="has_phrases"),
        Button(label("options-main-script"), id="script", on_click=saying.on_scripts, when="has_scripts"),
    ),
    Button(label("options-main-voice", "voice"), id="voice", on_click=saying.on_voice, when="has_voices"),
    Button(
        label("options-main-language", "language"), id="language", on_click=saying.on_languages, when="has_languages"
    ),
    SwitchTo(label("options-main-menu", "menu"), id="menu", state=Options.menu, when="has_menus"),
    SwitchTo(label("options-main-when", "at"), id="plan", state=Options.plan, when="is_voice"),
    SwitchTo(label("options-main-both", "attempts", "repeats"), id="trying", state=Options.attempts, when="has_both"),
    SwitchTo(label("options-main-attempts", "attempts"), id="tries", state=Options.attempts, when="has_attempts"),
    SwitchTo(label("options-main-repeats", "repeats"), id="repeats", state=Options.attempts, when="has_repeats"),
    Button(
        label("options-main-recording", "recording"),
        id="recording",
        on_click=carrying.on_recording,
        when="has_recording",
    ),
    SwitchTo(label("options-main-caller", "caller"), id="caller", state=Options.caller, when="has_callers"),
    SwitchTo(label("options-main-service", "service"), id="service", state=Options.service, when="many_services"),
    SwitchTo(label("options-main-second", "second"), id="second", state=Options.second, when="has_second"),
    SwitchTo(label("options-main-purpose", "purpose"), id="purpose", state=Options.purpose),
    Button(label("options-main-done"), id="done", on_click=on_done),
    state=Options.main,
    getter=get_order,
)

purpose = Window(
    Say("options-purpose-ask", "longest"),
    TextInput(id="written", on_success=on_purpose),
    Button(label("options-purpose-none"), id="none", on_click=on_no_purpose, when="has_purpose"),
    BACK,
    state=Options.purpose,
    getter=get_order,
)


def build() -> Dialog:
    """A dialog belongs to one router tree, so each application builds its own."""
    return Dialog(main, purpose, *saying.WINDOWS, *carrying.WINDOWS, *callback.WINDOWS, *plan.WINDOWS)
