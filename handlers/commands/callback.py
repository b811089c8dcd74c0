"""`/callback NUMBER [text]`: first the person's own phone rings, or an office, then the client's."""

from __future__ import annotations

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.domain.access import Person
from bot.domain.errors import BadPhone
from bot.domain.orders import Place
from bot.services.callbacks import CheckCallbacks, DraftCallback, WatchDraft
from bot.services.draft_orders import Press, Written
from bot.telegram.cards import render
from bot.telegram.look import Look
from bot.telegram.texts import Translation
from handlers.commands.call import source_of, with_numbers_of_reply
from handlers.commands.own_phone import ask_for_phone


async def on_callback(
    message: Message,
    command: CommandObject,
    actor: Person,
    place: Place,
    look: Look,
    tr: Translation,
    state: FSMContext,
    check_callbacks: CheckCallbacks,
    draft_callback: DraftCallback,
    watch_draft: WatchDraft,
) -> None:
    await check_callbacks(actor, None)
    written = with_numbers_of_reply(command.args or "", message.reply_to_message)
    if not written:
        await message.reply(tr("callback-usage-text"))
        return
    try:
        view = await draft_callback(actor, Written(written, place, source_of(message)))
    except BadPhone as error:
        await message.reply(f"{tr(error.key, **error.args_)}\n\n{tr('callback-usage-text')}")
        return
    shown = render(view, look)
    card = await message.answer(shown.html, reply_markup=shown.keyboard)
    if actor.phone is not None:
        return
    # The card is to change when the phone is told.
    await watch_draft(actor, Press(view.order.id, place, card.message_id, tr.locale))
    if message.chat.type == ChatType.PRIVATE:
        await ask_for_phone(message, tr, state, "own-phone-ask-callback")
    else:
        await message.answer(tr("own-phone-ask-elsewhere"))


def build() -> Router:
    router = Router(name="callback")
    router.message.register(on_callback, Command("callback"))
    return router
