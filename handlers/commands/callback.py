"""`/callback NUMBER [text]`: first the person's own phone rings, or an office, then the client's."""

from __future__ import annotations

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import Message
from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.orders import Place
from bot.services.api import Api
from bot.telegram.texts import Translation
from handlers.asked import AskedWithNumbers
from handlers.commands.own_phone import ask_for_phone
from handlers.kit import send_card
from handlers.numbers import meant_by, usage


async def on_callback(
    message: Message,
    command: CommandObject,
    actor: Person,
    place: Place,
    tr: Translation,
    state: FSMContext,
    dialog_manager: DialogManager,
    api: Api,
) -> None:
    async with usage(message, tr, "callback-usage-text"):
        written = await meant_by(message, command.args or "", actor, place, api)
        view = await api.callbacks.draft(actor, written)
        if view is None:
            await message.reply(tr("callback-usage-text"))
            return
        await send_card(dialog_manager, view)
        if actor.phone is not None:
            return
        if message.chat.type == ChatType.PRIVATE:
            await ask_for_phone(message, tr, state, "own-phone-ask-callback")
        else:
            await message.answer(tr("own-phone-ask-elsewhere"))


def build() -> Router:
    router = Router(name="callback")
    router.message.register(on_callback, AskedWithNumbers("callback"))
    return router
