"""What a menu's screen sends into the chat: its picture, its file."""

from __future__ import annotations

from aiogram import Bot
from aiogram.enums import ChatAction
from aiogram.types import BufferedInputFile, CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from bot.domain.errors import MenuProblem
from bot.domain.orders import Place
from bot.telegram.html import CAPTION_LIMIT, fit
from bot.telegram.menu_lines import order_menu_lines, picture_of
from handlers.ivr.desk import Desk
from handlers.ivr.menu_text import names_of


async def on_picture(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """Drawing takes a moment: Telegram shows meanwhile that a photo is coming."""
    data = manager.middleware_data
    bot: Bot = data["bot"]
    place: Place = data["place"]
    view, look = await Desk(manager).view(), data["look"]
    await bot.send_chat_action(place.chat_id, ChatAction.UPLOAD_PHOTO, message_thread_id=place.thread_id)
    drawn = await data["painter"].menu(picture_of(view.menu, look, names_of(view)))
    await bot.send_photo(
        place.chat_id,
        BufferedInputFile(drawn, "menu.png"),
        message_thread_id=place.thread_id,
        caption=fit("\n".join(order_menu_lines(view.menu, look)), CAPTION_LIMIT),
    )
    manager.show_mode = ShowMode.DELETE_AND_SEND


async def on_export(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """A file with numbers in full goes into no group."""
    desk, data = Desk(manager), manager.middleware_data
    bot: Bot = data["bot"]
    place: Place = data["place"]
    menu = (await desk.view()).menu
    if place.is_group and any(branch.manager for branch in menu.branches):
        raise MenuProblem("ivr-export-private")
    exported = await data["export_menu"](data["actor"], desk.menu_id)
    await bot.send_document(
        place.chat_id,
        BufferedInputFile(exported.content, exported.file_name),
        message_thread_id=place.thread_id,
        caption=fit(data["tr"]("ivr-export-caption", name=menu.name), CAPTION_LIMIT),
    )
    manager.show_mode = ShowMode.DELETE_AND_SEND
