"""What the buttons of a menu's screen do. Every change is stored before anything is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput
from aiogram_dialog.widgets.kbd import Button

from bot.domain.menu_edits import set_greeting, set_recognition
from bot.domain.menus import LONGEST_NAME, Menu
from bot.domain.sayings import Voice
from bot.services.menus.changing import MenuCopy, MenuMove
from handlers.ivr.desk import Desk
from handlers.ivr.keypad import SPOKEN
from handlers.states import Ivr


async def on_key(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    desk = Desk(manager)
    if item_id == SPOKEN:
        await manager.switch_to(Ivr.spoken)
        return
    desk.slot = item_id
    await manager.switch_to(Ivr.branch)


async def on_recognition(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await Desk(manager).change(lambda menu: set_recognition(menu, not menu.recognize))


async def on_rename(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    data = manager.middleware_data
    await data["rename_menu"](data["actor"], (Desk(manager).menu_id, text))
    await manager.switch_to(Ivr.one, show_mode=ShowMode.SEND)


async def on_copy(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    """The button names the menu that it stands under: the second tap of a double tap finds the copy open."""
    desk, data = Desk(manager), manager.middleware_data
    if int(item_id) != desk.menu_id:
        manager.show_mode = ShowMode.NO_UPDATE
        return
    menu = (await desk.view()).menu
    copy = MenuCopy(menu.id, _copy_name(menu, manager), f"copy:{query.id}")
    view = await data["copy_menu"](data["actor"], copy)
    desk.open_menu(view.menu.id, "ivr-one-copied")


def _copy_name(menu: Menu, manager: DialogManager) -> str:
    tr = manager.middleware_data["tr"]
    longest = LONGEST_NAME - len(tr.plain("ivr-copy-name", name=""))
    return str(tr.plain("ivr-copy-name", name=menu.name[:longest].rstrip()))


async def on_move_service(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    data = manager.middleware_data
    await data["move_menu"](data["actor"], MenuMove(Desk(manager).menu_id, item_id))
    await manager.switch_to(Ivr.one)


async def on_remove(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    data, desk = manager.middleware_data, Desk(manager)
    name = (await desk.view()).menu.name
    await data["remove_menu"](data["actor"], desk.menu_id)
    manager.dialog_data["removed"] = name
    await manager.switch_to(Ivr.all)


async def on_greeting_text(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await Desk(manager).change(lambda menu: set_greeting(menu, replace(menu.greeting, text=text, record_id=None)))
    await manager.switch_to(Ivr.greeting, show_mode=ShowMode.SEND)


async def on_greeting_voice(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await Desk(manager).change(_other_voice)


def _other_voice(menu: Menu) -> Menu:
    voice = Voice.FEMALE if menu.greeting.voice is Voice.MALE else Voice.MALE
    return set_greeting(menu, replace(menu.greeting, voice=voice))


async def on_greeting_clear(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await Desk(manager).change(lambda menu: set_greeting(menu, replace(menu.greeting, text=None, record_id=None)))
