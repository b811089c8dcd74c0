"""A menu from a file."""

from __future__ import annotations

from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput

from bot.domain.errors import MenuProblem
from bot.domain.menu_file import LARGEST
from bot.services.menus.files import MenuFile, ServiceNotChosen
from bot.telegram.files import fetch_file
from handlers.ivr.desk import Desk
from handlers.ivr.list_actions import menu_services
from handlers.numbers import source_of
from handlers.states import Ivr

KILOBYTE = 1024


async def on_file(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Its service is asked for when the file's own is not set up."""
    document = message.document
    if document is None or (document.file_size or 0) > LARGEST:
        raise MenuProblem("ivr-bring-not-file", limit=LARGEST // KILOBYTE)
    manager.dialog_data.update(file=document.file_id, file_source=f"file:{source_of(message)}")
    try:
        await _bring(manager, None)
    except ServiceNotChosen as error:
        await menu_services(manager)
        manager.dialog_data["file_service"] = error.args_["service"]
        await manager.switch_to(Ivr.brought, show_mode=ShowMode.SEND)
        return
    manager.show_mode = ShowMode.SEND


async def on_service(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await _bring(manager, item_id)


async def _bring(manager: DialogManager, provider: str | None) -> None:
    """The file is read from Telegram each time: a dialog's own data is no place for it."""
    data, kept = manager.middleware_data, manager.dialog_data
    bot: Bot = data["bot"]
    content = await fetch_file(bot, str(kept.get("file", "")))
    view = await data["import_menu"](data["actor"], MenuFile(content, str(kept.get("file_source", "")), provider))
    Desk(manager).open_menu(view.menu.id, "ivr-one-brought")
    await manager.switch_to(Ivr.one)
