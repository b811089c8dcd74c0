"""Walking through the emulator: services, operations, forms within forms, lists."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from bot.domain.errors import NotFound
from bot.ports.emulating import ParameterKind
from handlers.emulator.draft import Draft, window_of
from handlers.here import here
from handlers.states import Emulator


async def on_service(query: CallbackQuery, widget: Any, manager: DialogManager, name: str) -> None:
    Draft(manager).choose_service(name)
    await manager.switch_to(Emulator.operations)


async def on_operation(query: CallbackQuery, widget: Any, manager: DialogManager, operation: str) -> None:
    Draft(manager).begin(operation)
    await manager.switch_to(Emulator.form)


async def on_field(query: CallbackQuery, widget: Any, manager: DialogManager, name: str) -> None:
    draft = Draft(manager)
    draft.path = (*draft.path, name)
    await manager.switch_to(window_of(await draft.parameter()))


async def on_item(query: CallbackQuery, widget: Any, manager: DialogManager, at: str) -> None:
    draft = Draft(manager)
    draft.path = (*draft.path, int(at))
    await manager.switch_to(Emulator.form)


async def on_add(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    draft = Draft(manager)
    at = len(draft.value or [])
    draft.put({}, at)
    draft.path = (*draft.path, at)
    await manager.switch_to(Emulator.form)


async def on_remove_single(query: CallbackQuery, widget: Any, manager: DialogManager, at: str) -> None:
    Draft(manager).put(None, int(at))


async def on_clear(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """The open field, or the item of a list, is emptied and left; the whole form is emptied and stays."""
    draft = Draft(manager)
    if not draft.path:
        draft.values, draft.checked = {}, False
        return
    draft.put(None)
    await on_up(query, widget, manager)


async def on_up(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    draft = Draft(manager)
    if not draft.path:
        await manager.switch_to(Emulator.operations)
        return
    await up(manager)


async def up(manager: DialogManager) -> None:
    draft = Draft(manager)
    draft.path = draft.path[:-1]
    await manager.switch_to(window_of(await draft.parameter()))


async def on_choice(query: CallbackQuery, widget: Any, manager: DialogManager, at: str) -> None:
    draft = Draft(manager)
    parameter = await draft.parameter()
    choices = ("0", "1") if parameter.kind is ParameterKind.FLAG else parameter.choices
    draft.put(choices[int(at)])
    await up(manager)


async def on_offered(query: CallbackQuery, widget: Any, manager: DialogManager, at: str) -> None:
    """Raises NotFound when the list has changed under the finger and is shorter now."""
    draft = Draft(manager)
    where = here(manager)
    service, parameter = await draft.service(), await draft.parameter()
    offered = await where.api.emulator.choices(where.actor, service.name, parameter)
    if int(at) >= len(offered):
        raise NotFound("emulator-gone")
    draft.put(offered[int(at)])
    await up(manager)


async def on_used(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    draft = Draft(manager)
    where, filled = here(manager), draft.filled
    draft.values = await where.api.emulator.used(where.actor, filled.provider, filled.operation)


async def on_edit(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    Draft(manager).path = ()
    await manager.switch_to(Emulator.form)
