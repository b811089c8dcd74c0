"""`/emulator` and its windows."""

from typing import Any

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, Select, SwitchTo
from aiogram_dialog.widgets.text import Format

from bot.domain.access import Right
from handlers.asked import Asked
from handlers.emulator import filling, getters, sending
from handlers.here import Here
from handlers.kit import BODY, CLOSE, choose, only_with, open_dialog, select, to
from handlers.states import Emulator
from handlers.widgets import Pages, Pairs, Window, label


async def on_emulator(message: Message, where: Here, dialog_manager: DialogManager) -> None:
    """In private only: requests and answers hold whole numbers of clients."""
    await where.api.emulator.providers(where.actor)
    if message.chat.type != ChatType.PRIVATE:
        await message.reply(where.tr("emulator-services-private"))
        return
    await open_dialog(dialog_manager, Emulator.services)


ROWS = 6
UP = Button(label("button-back"), id="up", on_click=filling.on_up)
EDIT = Button(label("emulator-ready-edit"), id="edit", on_click=filling.on_edit, when="has_fields")
OTHER = SwitchTo(label("emulator-answer-other"), id="other", state=Emulator.operations)


def few(id_: str, chosen: Select[str], width: int = 2) -> Pages:
    """With what stands below it a window has eight rows of buttons at most."""
    return Pages(id_, chosen, width, ROWS)


def _send(id_: str, on_click: Any) -> Column:
    """A button with the key of this showing of the request. Whoever may not send gets none."""
    text = label("emulator-ready-send")
    return Column(Select(text, id=id_, item_id_getter=str, items="sendable", on_click=on_click))


def _sent(id_: str) -> Column:
    """Shows no button. It takes the second tap of a double tap, whose window is gone."""
    return Column(Select(Format(""), id=id_, item_id_getter=str, items=lambda data: [], on_click=sending.on_late))


offered = Column(select("service", "services", choose("service", Emulator.operations)))
providers = Window(BODY, offered, CLOSE, state=Emulator.services, getter=getters.get_providers)
operations = Window(
    BODY,
    Pairs(select("operation", "operations", filling.on_operation)),
    to(Emulator.services),
    state=Emulator.operations,
    getter=getters.get_operations,
)
form = Window(
    BODY,
    few("fields_shown", select("field", "fields", filling.on_field)),
    Button(label("emulator-form-show"), id="show", on_click=sending.on_show, when="is_whole"),
    Row(
        UP,
        Button(label("emulator-form-used"), id="used", on_click=filling.on_used, when="has_used"),
        Button(label("emulator-form-clear"), id="clear", on_click=filling.on_clear, when="has_values"),
        Button(label("emulator-form-remove"), id="remove", on_click=filling.on_clear, when="is_item"),
    ),
    state=Emulator.form,
    getter=getters.get_form,
)
items = Window(
    BODY,
    few("all_items", select("item", "items", filling.on_item), width=1),
    few("all_singles", select("single", "singles", filling.on_remove_single)),
    Row(
        Button(label("emulator-items-add"), id="add", on_click=filling.on_add, when="is_nested"),
        Button(label("emulator-items-clear"), id="clear", on_click=filling.on_clear, when="has_values"),
    ),
    MessageInput(filling.on_items),
    UP,
    state=Emulator.items,
    getter=getters.get_items,
)
value = Window(
    BODY,
    Group(select("choice", "choices", filling.on_choice), width=2),
    few("all_offered", select("offered", "offered", filling.on_offered), width=1),
    Button(label("emulator-value-clear"), id="clear", on_click=filling.on_clear, when="has_value"),
    MessageInput(filling.on_value),
    UP,
    state=Emulator.value,
    getter=getters.get_value,
)
ready = Window(
    BODY,
    Button(label("emulator-ready-curl"), id="curl", on_click=sending.on_curl),
    _send("send", sending.on_send),
    EDIT,
    OTHER,
    state=Emulator.ready,
    getter=getters.get_ready,
)
place = _send("confirm", sending.on_confirmed)
confirm = Window(BODY, place, _sent("send"), EDIT, state=Emulator.confirm, getter=getters.get_confirm)
answer = Window(
    BODY,
    _sent("send"),
    _sent("confirm"),
    EDIT,
    OTHER,
    state=Emulator.answer,
    getter=getters.get_answer,
)


def build() -> Router:
    router = Router(name="emulator")
    router.message.register(on_emulator, Asked("emulator"))
    return router


def dialog() -> Dialog:
    windows = (providers, operations, form, items, value, ready, confirm, answer)
    return Dialog(*windows, getter=only_with(Right.SEE_EMULATOR))
