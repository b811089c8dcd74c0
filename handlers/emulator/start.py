"""The way into the emulator."""

from __future__ import annotations

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.domain.access import Person
from bot.services.api import Api
from bot.telegram.texts import Translation
from handlers.asked import Asked
from handlers.states import Emulator


async def on_emulator(
    message: Message, actor: Person, tr: Translation, dialog_manager: DialogManager, api: Api
) -> None:
    """In private only: requests and answers hold whole numbers of clients."""
    await api.emulator.providers(actor)
    if message.chat.type != ChatType.PRIVATE:
        await message.reply(tr("emulator-services-private"))
        return
    await dialog_manager.start(Emulator.services, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


def build() -> Router:
    router = Router(name="emulator")
    router.message.register(on_emulator, Asked("emulator"))
    return router
