"""The windows behind the main one."""

from __future__ import annotations

from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, SwitchTo
from aiogram_dialog.widgets.text import Format

from handlers.options import actions, attempts, callback, choices, plan, plan_windows, stored
from handlers.options.getters import get_callers, get_first, get_offer, get_services, get_text
from handlers.options.selecting import pages, select
from handlers.states import Options
from handlers.widgets import Say, Window, label

BACK = SwitchTo(label("button-back"), id="back", state=Options.main)

text = Window(
    Format("{ask}"),
    TextInput(id="said", on_success=actions.on_text),
    Button(label("options-text-silent"), id="silent", on_click=actions.on_silence, when="can_be_silent"),
    BACK,
    state=Options.text,
    getter=get_text,
)
record = Window(
    Say("options-record-ask"),
    TextInput(id="number", on_success=stored.on_record),
    BACK,
    state=Options.record,
)
records = Window(
    Say("options-records-ask"),
    TextInput(id="number", on_success=stored.on_record),
    pages("records", select("record", "records", stored.on_record_chosen)),
    BACK,
    state=Options.records,
    getter=stored.get_records,
)
menu = Window(
    Format("{ask}"),
    pages("menus", select("menu", "menus", stored.on_menu)),
    Button(label("options-menu-without"), id="none", on_click=stored.on_no_menu, when="has_menu"),
    BACK,
    state=Options.menu,
    getter=stored.get_menus,
)
trying = Window(
    Say("options-attempts-ask"),
    Group(select("attempts", "attempts", attempts.on_attempts), width=3),
    Group(select("interval", "intervals", attempts.on_interval), width=5),
    Group(select("repeats", "repeats", attempts.on_repeats), width=3),
    BACK,
    state=Options.attempts,
    getter=attempts.get_attempts,
)
caller = Window(
    Say("options-caller-ask"),
    Column(select("number", "callers", actions.on_caller)),
    Button(label("options-caller-duty"), id="duty", on_click=actions.on_duty, when="has_duty"),
    BACK,
    state=Options.caller,
    getter=get_callers,
)
service = Window(
    Say("options-service-ask"),
    Column(select("chosen", "services", choices.on_service)),
    BACK,
    state=Options.service,
    getter=get_services,
)
joining = Window(
    Format("{ask}"),
    Button(label("options-joining-yes"), id="yes", on_click=choices.on_joining),
    SwitchTo(label("button-back"), id="back", state=Options.service),
    state=Options.joining,
    getter=choices.get_joining,
)
second = Window(
    Say("options-second-ask"),
    Column(select("spare", "others", choices.on_second)),
    Button(label("options-second-none"), id="alone", on_click=choices.on_no_second, when="has_fallback"),
    BACK,
    state=Options.second,
    getter=get_services,
)
language = Window(
    Say("options-language-ask"),
    pages("codes", select("code", "offer", choices.on_offered), width=3),
    Button(label("options-language-own"), id="any", on_click=choices.on_own_language),
    BACK,
    state=Options.language,
    getter=get_offer,
)
saved = Window(
    Format("{ask}"),
    pages("ones", select("one", "offer", choices.on_offered)),
    BACK,
    state=Options.saved,
    getter=get_offer,
)
first = Window(
    Format("{ask}"),
    Button(label("options-first-own", "own"), id="own", on_click=callback.on_own, when="knows_own"),
    SwitchTo(label("options-first-office"), id="office", state=Options.office),
    SwitchTo(label("options-first-manager"), id="manager", state=Options.manager),
    BACK,
    state=Options.first,
    getter=get_first,
)
office = Window(
    Say("options-office-ask"),
    TextInput(id="number", on_success=callback.on_office),
    BACK,
    state=Options.office,
)
manager = Window(
    Say("options-manager-ask"),
    TextInput(id="phone", on_success=callback.on_manager),
    BACK,
    state=Options.manager,
)
info = Window(
    Say("options-info-ask"),
    TextInput(id="more", on_success=callback.on_info),
    Button(label("options-info-none"), id="none", on_click=callback.on_no_info),
    BACK,
    state=Options.info,
)
when = Window(
    Say("options-when-ask"),
    TextInput(id="time", on_success=callback.on_when),
    Button(label("options-when-at-once"), id="now", on_click=callback.on_now),
    Button(label("button-back"), id="back", on_click=plan.on_back),
    state=Options.when,
)
_HEARD = (text, record, records, menu, trying)
_THROUGH = (caller, service, joining, second, language, saved)
_JOINED = (first, office, manager, info, when)
ALL = (*_HEARD, *_THROUGH, *_JOINED, *plan_windows.ALL)
