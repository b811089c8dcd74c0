"""`/cancel`: out of the dialog that is open, else the last order that was not placed yet."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import Message
from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.services.api import Api
from bot.telegram.texts import Translation
from handlers.asked import Asked


async def on_cancel(message: Message, actor: Person, tr: Translation, dialog_manager: DialogManager, api: Api) -> None:
    if dialog_manager.has_context():
        await dialog_manager.reset_stack()
        await message.reply(tr("call-cancel-dialog"))
        return
    withdrawn = await api.orders.withdraw_last(actor)
    await message.reply(tr("call-cancel-done" if withdrawn else "call-cancel-nothing"))


def build() -> Router:
    router = Router(name="cancel")
    router.message.register(on_cancel, Asked("cancel"))
    return router
