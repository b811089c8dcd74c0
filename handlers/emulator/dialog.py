"""The windows of the emulator."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import Dialog
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Select, SwitchTo
from aiogram_dialog.widgets.text import Format

from handlers.emulator import actions, entering, getters, sending
from handlers.kit import select
from handlers.states import Emulator
from handlers.widgets import Window, label

BODY = Format("{body}")
UP = Button(label("button-back"), id="up", on_click=actions.on_up)
EDIT = Button(label("emulator-ready-edit"), id="edit", on_click=actions.on_edit)


def _send(id_: str, on_click: Any) -> Column:
    """It carries the key of this very showing of the request; nobody without the right gets one."""
    text = label("emulator-ready-send")
    return Column(Select(text, id=id_, item_id_getter=str, items="sendable", on_click=on_click))


def _sent(id_: str) -> Column:
    """No button: it takes the other taps of a double tap, whose window is gone."""
    return Column(Select(Format(""), id=id_, item_id_getter=str, items=_nothing, on_click=sending.on_late))


def _nothing(data: dict[str, Any]) -> list[str]:
    return []


services = Window(
    BODY,
    Column(select("service", "services", actions.on_service)),
    state=Emulator.services,
    getter=getters.get_services,
)

operations = Window(
    BODY,
    Group(select("operation", "operations", actions.on_operation), width=2),
    SwitchTo(label("button-back"), id="back", state=Emulator.services),
    state=Emulator.operations,
    getter=getters.get_operations,
)

form = Window(
    BODY,
    Group(select("field", "fields", actions.on_field), width=2),
    Button(label("emulator-form-show"), id="show", on_click=sending.on_show, when="is_whole"),
    Button(label("emulator-form-used"), id="used", on_click=actions.on_used, when="has_used"),
    Button(label("emulator-form-clear"), id="clear", on_click=actions.on_clear, when="has_values"),
    Button(label("emulator-form-remove"), id="remove", on_click=actions.on_clear, when="is_item"),
    UP,
    state=Emulator.form,
    getter=getters.get_form,
)

items = Window(
    BODY,
    Column(select("item", "items", actions.on_item)),
    Group(select("single", "singles", actions.on_remove_single), width=2),
    Button(label("emulator-items-add"), id="add", on_click=actions.on_add, when="is_nested"),
    Button(label("emulator-items-clear"), id="clear", on_click=actions.on_clear, when="has_values"),
    MessageInput(entering.on_items),
    UP,
    state=Emulator.items,
    getter=getters.get_items,
)

value = Window(
    BODY,
    Group(select("choice", "choices", actions.on_choice), width=2),
    Column(select("offered", "offered", actions.on_offered)),
    Button(label("emulator-value-clear"), id="clear", on_click=actions.on_clear, when="has_value"),
    MessageInput(entering.on_value),
    UP,
    state=Emulator.value,
    getter=getters.get_value,
)

ready = Window(
    BODY,
    Button(label("emulator-ready-curl"), id="curl", on_click=sending.on_curl),
    _send("send", sending.on_send),
    EDIT,
    state=Emulator.ready,
    getter=getters.get_ready,
)

confirm = Window(
    BODY,
    _send("confirm", sending.on_confirmed),
    _sent("send"),
    EDIT,
    state=Emulator.confirm,
    getter=getters.get_confirm,
)

answer = Window(
    BODY,
    _sent("send"),
    _sent("confirm"),
    EDIT,
    SwitchTo(label("emulator-answer-other"), id="other", state=Emulator.operations),
    state=Emulator.answer,
    getter=getters.get_answer,
)


def build() -> Dialog:
    """A dialog belongs to one router tree, so each application builds its own."""
    return Dialog(services, operations, form, items, value, ready, confirm, answer)
