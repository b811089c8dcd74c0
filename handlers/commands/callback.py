"""`/callback NUMBER [text]`: first the person's own phone rings, or an office, then the client's."""

from __future__ import annotations

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import Message
from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.errors import BadPhone
from bot.domain.orders import Place
from bot.services.callbacks import CheckCallbacks, DraftCallback
from bot.services.callees import ReadCallees
from bot.telegram.texts import Translation
from handlers.asked import AskedWithNumbers
from handlers.commands.own_phone import ask_for_phone
from handlers.kit import send_card
from handlers.numbers import meant_by


async def on_callback(
    message: Message,
    command: CommandObject,
    actor: Person,
    place: Place,
    tr: Translation,
    state: FSMContext,
    check_callbacks: CheckCallbacks,
    read_callees: ReadCallees,
    draft_callback: DraftCallback,
    dialog_manager: DialogManager,
) -> None:
    await check_callbacks(actor, None)
    try:
        written = await meant_by(message, command.args or "", actor, place, read_callees)
        if written.is_empty:
            await message.reply(tr("callback-usage-text"))
            return
        view = await draft_callback(actor, written)
    except BadPhone as error:
        await message.reply(f"{tr(error.key, **error.args_)}\n\n{tr('callback-usage-text')}")
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
