"""A record for the greeting or for a key: from the list, or by its number in the provider's cabinet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Column

from bot.domain.access import Person
from bot.domain.errors import MenuProblem
from bot.domain.menu_edits import set_greeting, set_record
from bot.domain.menu_rules import is_record_id
from bot.services.api import Api
from bot.telegram.look import Look
from bot.telegram.record_lines import record_label
from handlers.ivr.desk import Desk
from handlers.ivr.widgets import BODY, to, turning
from handlers.kit import ON_A_PAGE, select
from handlers.states import Ivr
from handlers.widgets import Window


async def get_records(dialog_manager: DialogManager, api: Api, actor: Person, look: Look, **_: Any) -> dict[str, Any]:
    view = await Desk(dialog_manager).view()
    choices = await api.records.choices(actor, view.menu.provider)
    pages = max(1, -(-len(choices) // ON_A_PAGE))
    page = min(dialog_manager.dialog_data.get("records_page", 0), pages - 1)
    dialog_manager.dialog_data["records_page"] = page
    shown = choices[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    return {
        "body": look.tr("ivr-record-ask" if choices else "ivr-record-none", service=view.provider_title),
        "records": [(choice.record_id, record_label(choice.name, choice.stage, choice.seconds)) for choice in shown],
        "has_before": page > 0,
        "has_after": page + 1 < pages,
    }


async def on_open(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    manager.dialog_data["records_page"] = 0
    await manager.switch_to(Ivr.play_record if widget.widget_id == "record" else Ivr.greeting_record)


async def on_record(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await _set(manager, item_id, ShowMode.AUTO)


async def on_number(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    number = text.strip().lstrip("№# ")
    if not is_record_id(number):
        raise MenuProblem("ivr-record-bad")
    await _set(manager, number, ShowMode.SEND)


async def _set(manager: DialogManager, record_id: str, mode: ShowMode) -> None:
    desk = Desk(manager)
    if manager.current_context().state == Ivr.greeting_record:
        await desk.change(lambda menu: set_greeting(menu, replace(menu.greeting, text=None, record_id=record_id)))
        await manager.switch_to(Ivr.greeting, show_mode=mode)
        return
    await desk.change_slot(set_record, record_id)
    await manager.switch_to(Ivr.branch, show_mode=mode)


def _window(state: State, back: State) -> Window:
    return Window(
        BODY,
        Column(select("record", "records", on_record)),
        turning("records_page", "earlier", "later"),
        TextInput(id="number", on_success=on_number),
        to(back),
        state=state,
        getter=get_records,
    )


WINDOWS = (_window(Ivr.greeting_record, Ivr.greeting), _window(Ivr.play_record, Ivr.play))
