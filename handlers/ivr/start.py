"""`/ivr`, and contacts that are shared inside its dialog."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.domain.access import Person
from bot.services.api import Api
from handlers.asked import Asked
from handlers.ivr.calling import on_contact, takes_contacts
from handlers.states import Ivr


async def on_ivr(message: Message, actor: Person, dialog_manager: DialogManager, api: Api) -> None:
    """Whoever may not manage menus is told so before anything opens."""
    await api.menus.find(actor)
    await dialog_manager.start(Ivr.all, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


def build() -> Router:
    """It comes before `/call`, which takes contacts for numbers to call."""
    router = Router(name="ivr")
    router.message.register(on_ivr, Asked("ivr"))
    router.message.register(on_contact, F.contact, takes_contacts)
    return router
