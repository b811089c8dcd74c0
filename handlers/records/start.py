"""`/records`."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.domain.access import Person
from bot.services.api import Api
from handlers.asked import Asked
from handlers.states import Records


async def on_records(message: Message, actor: Person, dialog_manager: DialogManager, api: Api) -> None:
    providers = await api.records.providers(actor)
    first = Records.services if len(providers) > 1 else Records.all
    data = {"provider": providers[0]}
    await dialog_manager.start(first, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


def build() -> Router:
    router = Router(name="records")
    router.message.register(on_records, Asked("records"))
    return router
