"""The options of an order, and their main window: what is chosen often, the rest behind «More»."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from bot.domain.orders import CallbackTerms, Order, OrderState
from bot.domain.phones import Duty, Phone, masked, pretty, split_manager
from bot.domain.sayings import RecordKind
from bot.domain.views import OrderView
from bot.ports import Capability
from bot.services.change_draft import LONGEST_PURPOSE
from bot.telegram.draft_card import draft_card
from bot.telegram.html import MESSAGE_LIMIT, fit, shorten
from bot.telegram.look import Look
from bot.telegram.order_lines import clock_of, moment
from handlers.here import here
from handlers.kit import BODY, marked, select, to
from handlers.options import callback, carrying, extras, fixing, inserts, plan, record, saying, template
from handlers.options.start import BACK, at_home, follow_moved, on_close, read, set_and_return, to_card
from handlers.options.words import words
from handlers.states import Options
from handlers.widgets import CardRows, Pairs, Say, Window, label

SHORT = 12
"""Characters of a value that a button shows beside its name."""


async def get_main(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view = await read(dialog_manager)
    at_home(dialog_manager, Options.main, view.order)
    has_templates = view.order.needs_words and template.has_templates(here(dialog_manager))
    return {**_shown(view, look), "has_templates": has_templates}


async def get_more(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view = await read(dialog_manager)
    at_home(dialog_manager, Options.more, view.order)
    shown, absent = _shown(view, look), look.absent(view.order.provider)
    if absent:
        options = ", ".join(look.tr.plain(f"emulator-absent-{one}") for one in absent)
        line = look.tr("options-more-absent", options=options)
        body = fit(shown["body"], MESSAGE_LIMIT - len(line) - 2)
        shown["body"] = f"{body}\n<blockquote expandable>{line}</blockquote>"
    return {**shown, **_rare(view.order, look)}


async def get_purpose(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {
        "longest": LONGEST_PURPOSE,
        "has_purpose": (await read(dialog_manager)).order.terms.purpose is not None,
    }


def _shown(view: OrderView, look: Look) -> dict[str, Any]:
    order, terms = view.order, view.order.terms
    body, _rows = draft_card(view, look)
    if order.is_begun:
        body = f"{body}\n\n{saying.words_ask(order, look)}"
    at = terms.callback.at if terms.callback else order.goes_at
    common = {
        "body": fit(body, MESSAGE_LIMIT),
        "place": carrying.place_rows(order, look, order.mark),
        "is_callback": terms.callback is not None,
        "at": moment(at, clock_of(order, look)) if at else look.tr.plain("options-when-now"),
    }
    return {**common, **(_callback(terms.callback, look) if terms.callback else _voice(order, look))}


def _voice(order: Order, look: Look) -> dict[str, Any]:
    def can(capability: Capability) -> bool:
        return look.can(order.provider, capability)

    terms, caller = order.terms, carrying.caller_of(order, look)
    none, no = look.tr.plain("options-main-own"), look.tr.plain("options-main-no")
    return {
        "is_voice": True,
        "has_records": can(Capability.RECORDS),
        "has_sound": terms.saying.record is not None and terms.saying.record.kind is RecordKind.RECORD,
        "has_voices": bool(terms.saying.text) and can(Capability.VOICES),
        "has_recording": can(Capability.RECORDING),
        "has_callers": can(Capability.OWN_NUMBER),
        "has_menus": can(Capability.MENUS),
        "menu": shorten(terms.menu.name, SHORT) if terms.menu else no,
        "voice": terms.saying.voice.value,
        "recording": str(terms.need_recording).lower(),
        "kind": caller if caller is Duty.ANY else "number" if caller else "word",
        "caller": pretty(Phone(caller)) if caller not in (None, Duty.ANY) else none,
    }


def _callback(terms: CallbackTerms, look: Look) -> dict[str, Any]:
    if terms.manager:
        phone, _extension = split_manager(terms.manager)
        return {"kind": "number", "first": masked(phone) if look.in_group else pretty(phone)}
    return {"kind": terms.office, "first": terms.office}


def _rare(order: Order, look: Look) -> dict[str, Any]:
    def can(capability: Capability) -> bool:
        return look.can(order.provider, capability)

    terms, is_draft = order.terms, order.state is OrderState.DRAFT
    is_voice = terms.callback is None
    kind = Capability.VOICE_CALL if is_voice else Capability.CALLBACK
    alike = sorted(look.who_can(kind) if is_draft else [], key=lambda one: len(look.title(one)))
    is_other = is_draft and bool(carrying.other_kind(order, look))
    no = look.tr.plain("options-main-no")
    tries = can(Capability.ATTEMPTS)
    return {
        "has_phrases": is_voice and can(Capability.PHRASES),
        "has_scripts": is_voice and can(Capability.SCRIPTS),
        "has_inserts": terms.plays_script,
        "has_languages": bool(terms.saying.text) and is_voice and can(Capability.LANGUAGES),
        "language": saying.language_of(order, look),
        "has_attempts": is_voice and tries,
        "has_repeats": is_voice and can(Capability.REPEATS) and not tries,
        "attempts": terms.attempts or look.tr.plain("options-attempts-own"),
        "repeats": terms.repeats or no,
        "has_second": is_voice and len(look.who_can(kind)) > 1 and not terms.saying.record_id and terms.menu is None,
        "second": shorten(look.title(terms.fallback), SHORT) if terms.fallback else no,
        "services": [(one, marked(look.title(one), one == order.provider)) for one in alike] if len(alike) > 1 else [],
        "can_join": is_other and is_voice,
        "can_part": is_other and not is_voice,
        "purpose": shorten(terms.purpose or no, SHORT),
        "joins": not is_voice,
        "redials": shorten(extras.redials_in(terms.callback) or no, SHORT) if terms.callback else no,
    }


async def on_purpose(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await set_and_return(manager, lambda terms: replace(terms, purpose=" ".join(text.split()) or None))


async def on_no_purpose(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await set_and_return(manager, lambda terms: replace(terms, purpose=None))


async def on_card(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """What has no words yet is asked for them: its card takes none."""
    if (await read(manager)).order.is_wordless:
        await manager.switch_to(Options.words)
    else:
        await to_card(manager)


main = Window(
    BODY,
    *words(),
    CardRows("place"),
    Row(
        SwitchTo(label("options-main-text"), id="text", state=Options.text, when="is_voice"),
        Button(label("options-main-record"), id="record", on_click=record.on_records, when="has_records"),
        Button(label("options-words-template"), id="template", on_click=template.on_templates, when="has_templates"),
    ),
    Button(label("options-main-listen"), id="listen", on_click=record.on_listen, when="has_sound"),
    Pairs(
        Button(label("options-main-voice", "voice"), id="voice", on_click=saying.on_voice, when="has_voices"),
        SwitchTo(label("options-main-caller", "kind", "caller"), id="caller", state=Options.caller, when="has_callers"),
        SwitchTo(label("options-main-menu", "menu"), id="menu", state=Options.menu, when="has_menus"),
        Button(
            label("options-main-recording", "recording"),
            id="recording",
            on_click=carrying.on_recording,
            when="has_recording",
        ),
        SwitchTo(label("options-main-first", "kind", "first"), id="first", state=Options.first, when="is_callback"),
        SwitchTo(label("options-main-text-manager"), id="words", state=Options.text, when="is_callback"),
        SwitchTo(label("options-main-info"), id="info", state=Options.info, when="is_callback"),
        SwitchTo(label("options-main-when", "at"), id="plan", state=Options.plan),
        SwitchTo(label("options-main-extras"), id="extras", state=Options.extras, when="is_callback"),
    ),
    Row(
        SwitchTo(label("button-more"), id="more", state=Options.more),
        Button(label("button-back"), id="card", on_click=on_card),
    ),
    state=Options.main,
    getter=get_main,
)

more = Window(
    BODY,
    *words(),
    Pairs(
        Button(label("options-main-phrase"), id="phrase", on_click=saying.on_phrases, when="has_phrases"),
        Button(label("options-main-script"), id="script", on_click=saying.on_scripts, when="has_scripts"),
        Button(label("options-main-inserts"), id="inserts", on_click=inserts.on_inserts, when="has_inserts"),
        Button(
            label("options-main-language", "language"),
            id="language",
            on_click=saying.on_languages,
            when="has_languages",
        ),
        SwitchTo(label("options-main-attempts", "attempts"), id="tries", state=Options.attempts, when="has_attempts"),
        SwitchTo(label("options-main-repeats", "repeats"), id="repeats", state=Options.attempts, when="has_repeats"),
        SwitchTo(label("options-main-purpose", "purpose"), id="purpose", state=Options.purpose),
        SwitchTo(label("options-main-redials", "redials"), id="redials", state=Options.redials, when="joins"),
        SwitchTo(label("options-main-second", "second"), id="second", state=Options.second, when="has_second"),
    ),
    Pairs(select("service", "services", carrying.on_service)),
    Button(label("options-main-joining"), id="join", on_click=carrying.on_other_kind, when="can_join"),
    Button(label("options-main-parting"), id="part", on_click=carrying.on_other_kind, when="can_part"),
    to(Options.main),
    state=Options.more,
    getter=get_more,
)

purpose = Window(
    Say("options-purpose-ask", "longest"),
    TextInput(id="written", on_success=on_purpose),
    Button(label("options-purpose-none"), id="none", on_click=on_no_purpose, when="has_purpose"),
    BACK,
    state=Options.purpose,
    getter=get_purpose,
)


def build() -> Dialog:
    """A dialog belongs to one router tree, so each application builds its own."""
    parts = (saying, record, inserts, template, fixing, carrying, callback, extras, plan)
    dialog = Dialog(main, more, purpose, *(window for part in parts for window in part.WINDOWS), on_close=on_close)
    dialog.message.middleware(follow_moved)
    dialog.callback_query.middleware(follow_moved)
    return dialog
