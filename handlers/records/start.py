"""`/records`."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.domain.access import Person
from bot.services.records.making import CheckRecords
from handlers.asked import Asked
from handlers.states import Records


async def on_records(
    message: Message, actor: Person, dialog_manager: DialogManager, check_records: CheckRecords
) -> None:
    services = await check_records(actor, None)
    first = Records.services if len(services) > 1 else Records.all
    data = {"provider": services[0]}
    await dialog_manager.start(first, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


def build() -> Router:
    router = Router(name="records")
    router.message.register(on_records, Asked("records"))
    return router
