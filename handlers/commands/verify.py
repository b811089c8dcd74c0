"""`/verify NUMBER`: the service rings the number by itself, to make sure whose it is."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message
from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.errors import BadPhone
from bot.domain.orders import Place
from bot.services.callees import ReadCallees
from bot.services.verification import CheckVerification, DraftVerification
from bot.telegram.texts import Translation
from handlers.asked import AskedWithNumbers
from handlers.kit import send_card
from handlers.numbers import meant_by


async def on_verify(
    message: Message,
    command: CommandObject,
    actor: Person,
    place: Place,
    tr: Translation,
    check_verification: CheckVerification,
    read_callees: ReadCallees,
    draft_verification: DraftVerification,
    dialog_manager: DialogManager,
) -> None:
    await check_verification(actor, None)
    try:
        written = await meant_by(message, command.args or "", actor, place, read_callees)
        if written.is_empty:
            await message.reply(tr("verify-usage-text"))
            return
        view = await draft_verification(actor, written)
    except BadPhone as error:
        await message.reply(f"{tr(error.key, **error.args_)}\n\n{tr('verify-usage-text')}")
        return
    await send_card(dialog_manager, view)


def build() -> Router:
    router = Router(name="verify")
    router.message.register(on_verify, AskedWithNumbers("verify"))
    return router
