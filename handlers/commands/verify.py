"""`/verify NUMBER`: the service rings the number by itself, to make sure whose it is."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.domain.access import Person
from bot.domain.errors import BadPhone
from bot.domain.orders import Place
from bot.services.draft_orders import Written
from bot.services.verification import CheckVerification, DraftVerification
from bot.telegram.cards import render
from bot.telegram.look import Look
from bot.telegram.texts import Translation
from handlers.commands.call import source_of, with_numbers_of_reply


async def on_verify(
    message: Message,
    command: CommandObject,
    actor: Person,
    place: Place,
    look: Look,
    tr: Translation,
    check_verification: CheckVerification,
    draft_verification: DraftVerification,
) -> None:
    await check_verification(actor, None)
    written = with_numbers_of_reply(command.args or "", message.reply_to_message)
    if not written:
        await message.reply(tr("verify-usage-text"))
        return
    try:
        view = await draft_verification(actor, Written(written.strip(), place, source_of(message)))
    except BadPhone as error:
        await message.reply(f"{tr(error.key, **error.args_)}\n\n{tr('verify-usage-text')}")
        return
    shown = render(view, look)
    await message.answer(shown.html, reply_markup=shown.keyboard)


def build() -> Router:
    router = Router(name="verify")
    router.message.register(on_verify, Command("verify"))
    return router
