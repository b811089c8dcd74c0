"""The list of menus: its pages, its search, and a new menu."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput
from aiogram_dialog.widgets.kbd import Button

from bot.domain.errors import NotFound
from bot.services.menus.changing import NewMenu
from bot.services.menus.reading import MenuService
from handlers.ivr.desk import Desk
from handlers.numbers import source_of
from handlers.states import Ivr


async def on_previous(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    manager.dialog_data["page"] = max(0, manager.dialog_data.get("page", 0) - 1)


async def on_next(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    manager.dialog_data["page"] = manager.dialog_data.get("page", 0) + 1


async def on_search(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    manager.dialog_data.update(search=text.strip(), page=0)
    await manager.switch_to(Ivr.all, show_mode=ShowMode.SEND)


async def on_everything(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    manager.dialog_data.update(search="", page=0)


async def on_menu(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    Desk(manager).open_menu(int(item_id))
    await manager.switch_to(Ivr.one)


async def on_new(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """The service is asked for only when there is a choice."""
    services = await menu_services(manager)
    manager.dialog_data["service"] = services[0].name
    await manager.switch_to(Ivr.service if len(services) > 1 else Ivr.name)


async def on_service(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    manager.dialog_data["service"] = item_id
    await manager.switch_to(Ivr.name)


async def on_name(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    data = manager.middleware_data
    new = NewMenu(text, f"menu:{source_of(message)}", manager.dialog_data.get("service"))
    view = await data["create_menu"](data["actor"], new)
    Desk(manager).open_menu(view.menu.id)
    await manager.switch_to(Ivr.one, show_mode=ShowMode.SEND)


async def menu_services(manager: DialogManager) -> list[MenuService]:
    """At least one. Raises NotFound."""
    data = manager.middleware_data
    services: list[MenuService] = await data["list_menu_services"](data["actor"], None)
    if not services:
        raise NotFound("ivr-service-none")
    return services
