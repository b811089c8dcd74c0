"""What the buttons and messages of the templates do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput
from aiogram_dialog.widgets.kbd import Button

from bot.domain.errors import OrderProblem
from bot.ports.abilities import Template
from bot.services.templates import parse_templates
from handlers.here import here
from handlers.states import Templates
from handlers.templates.getters import chosen, data_of, kept


async def _read(manager: DialogManager, account: str) -> None:
    where = here(manager)
    manager.dialog_data.update(kept(await where.api.templates.read(where.actor, account)))


async def on_account(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _read(manager, text)
    await manager.switch_to(Templates.all, show_mode=ShowMode.SEND)


async def on_one(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    manager.dialog_data["at"] = int(item_id) if item_id.isdigit() else None
    chosen(manager)
    await manager.switch_to(Templates.one)


async def on_new(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _save(manager, parse_templates(text))


async def on_changed(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    written = parse_templates(text)
    if len(written) > 1:
        raise OrderProblem("templates-one-at-a-time")
    await _save(manager, [Template(written[0].name, written[0].message, chosen(manager).id)])


async def _save(manager: DialogManager, templates: Sequence[Template]) -> None:
    """The list is read anew when it is shown next, so that a change stands even if reading fails now."""
    where, account = here(manager), str(data_of(manager).get("account", ""))
    saved = await where.api.templates.save(where.actor, account, templates)
    manager.dialog_data["results"] = [[one.name, one.error] for one in saved]
    await manager.switch_to(Templates.saved, show_mode=ShowMode.SEND)


async def on_list(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _read(manager, str(data_of(manager).get("account", "")))
    await manager.switch_to(Templates.all)
