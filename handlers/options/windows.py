"""The windows behind the main one."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import Window
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button, Column, ScrollingGroup, Select, SwitchTo
from aiogram_dialog.widgets.text import Format

from handlers.options import actions, callback, choices
from handlers.options.getters import get_callers, get_first, get_offer, get_services, get_text
from handlers.states import Options
from handlers.widgets import Say, label

BACK = SwitchTo(label("button-back"), id="back", state=Options.main)
ON_A_PAGE = 8


def _select(id_: str, items: str, on_click: Any) -> Select[str]:
    """Items are (id, label)."""
    return Select(Format("{item[1]}"), id=id_, item_id_getter=lambda item: item[0], items=items, on_click=on_click)


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
    TextInput(id="number", on_success=actions.on_record),
    BACK,
    state=Options.record,
)
caller = Window(
    Say("options-caller-ask"),
    Column(_select("number", "callers", actions.on_caller)),
    Button(label("options-caller-duty"), id="duty", on_click=actions.on_duty, when="has_duty"),
    BACK,
    state=Options.caller,
    getter=get_callers,
)
service = Window(
    Say("options-service-ask"),
    Column(_select("chosen", "services", choices.on_service)),
    BACK,
    state=Options.service,
    getter=get_services,
)
second = Window(
    Say("options-second-ask"),
    Column(_select("spare", "others", choices.on_second)),
    Button(label("options-second-none"), id="alone", on_click=choices.on_no_second, when="has_fallback"),
    BACK,
    state=Options.second,
    getter=get_services,
)
language = Window(
    Say("options-language-ask"),
    ScrollingGroup(
        _select("code", "offer", choices.on_offered),
        id="codes",
        width=3,
        height=ON_A_PAGE,
        hide_on_single_page=True,
    ),
    Button(label("options-language-own"), id="any", on_click=choices.on_own_language),
    BACK,
    state=Options.language,
    getter=get_offer,
)
saved = Window(
    Format("{ask}"),
    ScrollingGroup(
        _select("one", "offer", choices.on_offered),
        id="ones",
        width=1,
        height=ON_A_PAGE,
        hide_on_single_page=True,
    ),
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
    BACK,
    state=Options.when,
)
ALL = (text, record, caller, service, second, language, saved, first, office, manager, info, when)
