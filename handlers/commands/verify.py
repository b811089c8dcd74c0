"""`/verify NUMBER`: the service rings the number by itself, to make sure whose it is."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message
from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.orders import Place
from bot.services.api import Api
from bot.telegram.texts import Translation
from handlers.asked import AskedWithNumbers
from handlers.kit import send_card
from handlers.numbers import meant_by, usage


async def on_verify(
    message: Message,
    command: CommandObject,
    actor: Person,
    place: Place,
    tr: Translation,
    dialog_manager: DialogManager,
    api: Api,
) -> None:
    async with usage(message, tr, "verify-usage-text"):
        written = await meant_by(message, command.args or "", actor, place, api)
        view = await api.verification.draft(actor, written)
        if view is None:
            await message.reply(tr("verify-usage-text"))
            return
        await send_card(dialog_manager, view)


def build() -> Router:
    router = Router(name="verify")
    router.message.register(on_verify, AskedWithNumbers("verify"))
    return router
