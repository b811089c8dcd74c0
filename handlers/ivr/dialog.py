"""`/ivr`: the ways in."""

from typing import Any

from aiogram import F, Router
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager

from bot.domain.access import Right
from handlers.asked import IN_PRIVATE, Asked, Fits
from handlers.commands.own_phone import take_keyboard_away
from handlers.here import Here, here
from handlers.ivr import all_menus, bringing, key, key_parts, one_menu
from handlers.kit import only_with, open_dialog
from handlers.states import Ivr


async def on_ivr(message: Message, where: Here, dialog_manager: DialogManager) -> None:
    """Whoever may not manage menus is told so before anything opens."""
    await where.api.menus.find(where.actor)
    await open_dialog(dialog_manager, Ivr.all)


async def on_start(started: dict[str, Any] | None, manager: DialogManager) -> None:
    manager.dialog_data.update(started or {})


async def on_close(result: Any, manager: DialogManager) -> None:
    """However the window with the reply keyboard is left."""
    if manager.current_context().state == Ivr.own:
        await take_keyboard_away(here(manager))


def build() -> Router:
    router = Router(name="ivr")
    router.message.register(on_ivr, Asked("ivr"))
    router.message.register(bringing.on_sent, IN_PRIVATE, bringing.is_menu_file, Fits(~F.caption.startswith("/")))
    return router


def dialog() -> Dialog:
    parts = (all_menus, bringing, one_menu, key, key_parts)
    windows = (window for part in parts for window in part.WINDOWS)
    return Dialog(*windows, on_start=on_start, on_close=on_close, getter=only_with(Right.MANAGE_MENUS))
