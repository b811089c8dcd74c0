"""`/call NUMBER [text]`, `/call` alone, and a contact shared in private."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import Contact, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.domain.access import Person
from bot.domain.errors import BadPhone
from bot.domain.orders import Place
from bot.domain.phones import find_phones, parse_dictation
from bot.domain.views import OrderView
from bot.services.draft_orders import DraftOrder, Written
from bot.telegram.cards import render
from bot.telegram.look import Look
from bot.telegram.texts import Translation
from handlers.options.start import open_options
from handlers.states import NewCall


async def on_call(
    message: Message,
    command: CommandObject,
    actor: Person,
    place: Place,
    look: Look,
    tr: Translation,
    dialog_manager: DialogManager,
    draft_order: DraftOrder,
) -> None:
    written = with_numbers_of_reply(command.args or "", message.reply_to_message)
    if not written.strip():
        await dialog_manager.start(NewCall.phones, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)
        return
    try:
        view = await draft_order(actor, Written(written, place, source_of(message)))
    except BadPhone as error:
        await message.reply(f"{tr(error.key, **error.args_)}\n\n{tr('call-usage-text')}")
        return
    await show_draft_of(message, view, look, dialog_manager)


async def on_contact(
    message: Message,
    actor: Person,
    place: Place,
    look: Look,
    dialog_manager: DialogManager,
    draft_order: DraftOrder,
) -> None:
    written = number_of(message.contact)
    view = await draft_order(actor, Written(written, place, source_of(message)))
    await show_draft_of(message, view, look, dialog_manager)


async def show_draft_of(message: Message, view: OrderView, look: Look, dialog_manager: DialogManager) -> None:
    """The card of the draft; without anything to say yet, its options first."""
    if view.order.needs_words and view.order.saying.is_empty:
        await open_options(dialog_manager, view.order.id)
        return
    card = render(view, look)
    await message.answer(card.html, reply_markup=card.keyboard)


def source_of(message: Message) -> str:
    return f"message:{message.chat.id}:{message.message_id}"


def number_of(contact: Contact | None) -> str:
    digits = contact.phone_number if contact else ""
    return digits if digits.startswith(("+", "8")) else f"+{digits}"


def with_numbers_of_reply(args: str, replied: Message | None) -> str:
    """What was written, with the numbers of the message it replies to when it names none itself."""
    if replied is None or _names_numbers(args):
        return args
    found = (number_of(replied.contact),) if replied.contact else find_phones(replied.text or replied.caption or "")
    return ", ".join(found) + "\n" + args if found else args


def _names_numbers(args: str) -> bool:
    try:
        parse_dictation(args)
    except BadPhone:
        return False
    return True


def build() -> Router:
    router = Router(name="call")
    router.message.register(on_call, Command("call"))
    router.message.register(on_contact, F.contact, F.chat.type == ChatType.PRIVATE)
    return router
