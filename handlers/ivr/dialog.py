"""`/ivr`: the way in."""

from aiogram import Router
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager

from handlers.asked import Asked
from handlers.here import Here
from handlers.ivr import all_menus, key, key_parts, one_menu
from handlers.kit import open_dialog
from handlers.states import Ivr


async def on_ivr(message: Message, where: Here, dialog_manager: DialogManager) -> None:
    """Whoever may not manage menus is told so before anything opens."""
    await where.api.menus.find(where.actor)
    await open_dialog(dialog_manager, Ivr.all)


def build() -> Router:
    router = Router(name="ivr")
    router.message.register(on_ivr, Asked("ivr"))
    return router


def dialog() -> Dialog:
    return Dialog(*all_menus.WINDOWS, *one_menu.WINDOWS, *key.WINDOWS, *key_parts.WINDOWS)
