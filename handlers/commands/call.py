"""`/call NUMBER [text]`, `/callback`, `/verify`: whom to call follows them, or stands in what they reply to."""

from __future__ import annotations

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.domain.access import Person
from bot.domain.orders import Place
from bot.domain.views import OrderView
from bot.services.api import Api
from bot.services.draft_orders import Rewritten
from bot.telegram.texts import Translation
from handlers.asked import AskedWithNumbers
from handlers.commands.own_phone import ask_for_phone
from handlers.kit import send_card
from handlers.numbers import meant_by, usage
from handlers.options.start import open_options
from handlers.states import NewCall


async def on_call(
    message: Message,
    command: CommandObject,
    actor: Person,
    place: Place,
    tr: Translation,
    dialog_manager: DialogManager,
    api: Api,
) -> None:
    async with usage(message, tr, "call-usage-text"):
        written = await meant_by(message, command.args or "", actor, place, api)
        if written.is_empty:
            await dialog_manager.start(NewCall.phones, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)
            return
        await show_draft_of(await api.orders.draft(actor, written), dialog_manager)


async def on_edited_call(
    message: Message, command: CommandObject, actor: Person, place: Place, tr: Translation, api: Api
) -> None:
    """The order changes with its message. aiogram-dialog handles no edited messages, so a first card is sent by the
    worker that sends cards.
    """
    async with usage(message, tr, "call-usage-text"):
        written = await meant_by(message, command.args or "", actor, place, api)
        if written.is_empty:
            await message.reply(tr("call-usage-text"))
            return
        rewritten = await api.orders.rewrite(actor, written)
        if rewritten is Rewritten.NO_ORDER:
            view = await api.orders.draft(actor, written)
            await api.orders.show(actor, view.order.id, place, tr.locale)
        elif rewritten is Rewritten.STANDS:
            await message.reply(tr("call-edited-stands"))


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


async def show_draft_of(view: OrderView, dialog_manager: DialogManager) -> None:
    """Show the draft's card, or its options while it has nothing to say."""
    if view.order.needs_words and view.order.terms.saying.is_empty:
        await open_options(dialog_manager, view.order.id)
        return
    await send_card(dialog_manager, view)


def build() -> Router:
    router = Router(name="call")
    router.message.register(on_call, AskedWithNumbers("call"))
    router.edited_message.register(on_edited_call, AskedWithNumbers("call"))
    router.message.register(on_callback, AskedWithNumbers("callback"))
    router.message.register(on_verify, AskedWithNumbers("verify"))
    return router
