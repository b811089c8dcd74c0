"""What a script reads aloud in its open places: asked for one after another, once a script is chosen."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Column, Row

from bot.domain.inserts import CHECKS, Inserts, as_written
from bot.telegram.look import Look
from handlers.kit import BODY, select
from handlers.options.start import BACK, change, leave, read_order
from handlers.states import Options
from handlers.widgets import Window, label


async def open_inserts(manager: DialogManager) -> None:
    manager.dialog_data.pop("insert", None)
    await manager.switch_to(Options.inserts)


async def on_inserts(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await open_inserts(manager)


async def _asked(manager: DialogManager) -> tuple[str, Inserts]:
    """Which one is asked for: the one that was tapped, else the first that is empty."""
    inserts = (await read_order(manager)).terms.inserts or Inserts()
    empty = [name for name, value in as_written(inserts).items() if not value]
    return manager.dialog_data.get("insert") or (empty or list(CHECKS))[0], inserts


async def on_insert(query: CallbackQuery, widget: Any, manager: DialogManager, name: str) -> None:
    manager.dialog_data["insert"] = name


async def on_written(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    name, inserts = await _asked(manager)
    checked = replace(inserts, **{name: text}).checked()
    await change(manager, lambda terms: replace(terms, inserts=checked))
    manager.dialog_data.pop("insert", None)


async def on_none(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await change(manager, lambda terms: replace(terms, inserts=None))


async def on_done(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await leave(manager)


async def get_inserts(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    name, inserts = await _asked(dialog_manager)
    shown = [(one, _label(one, value, look, asked=one == name)) for one, value in as_written(inserts).items()]
    return {"body": look.tr("options-inserts-ask", name=name), "inserts": shown, "has_inserts": bool(inserts)}


def _label(name: str, value: str, look: Look, *, asked: bool) -> str:
    words = look.tr.plain("options-insert", name=name, value=value or look.tr.plain("options-main-no"))
    sign = "✏️ " if asked else "✓ " if value else ""
    return f"{sign}{words}"


WINDOWS = (
    Window(
        BODY,
        TextInput(id="insert", on_success=on_written),
        Column(select("inserts", "inserts", on_insert)),
        Button(label("options-inserts-none"), id="none", on_click=on_none, when="has_inserts"),
        Row(BACK, Button(label("options-inserts-done"), id="done", on_click=on_done)),
        state=Options.inserts,
        getter=get_inserts,
    ),
)
