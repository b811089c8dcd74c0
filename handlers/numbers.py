"""Whose numbers a message means: those written in it, else its quote's, else those of what it replies to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.filters import CommandObject
from aiogram.types import Contact, ExternalReplyInfo, Message, MessageOriginUser

from bot.domain.callees import Found, found_in, found_in_contact
from bot.domain.errors import BadPhone, Contradictory, NotOurNumber
from bot.domain.orders import Place
from bot.domain.phones import Dictation, parse_list, tells_of_ours
from bot.services.draft_orders import Written
from bot.telegram.texts import Translation
from handlers.here import Here


async def meant_by(message: Message, command: CommandObject, where: Here) -> Written:
    """What a command asks for. Raises BadPhone for a contact that cannot be called, Forbidden for the card of somebody
    else's order.
    """
    written = command.args or ""
    found = None if names_numbers(written) else await _elsewhere(message, where)
    return Written(written, where.place, source_of(message), found)


NUMBERS = [ContentType.TEXT, ContentType.CONTACT]
"""Messages by which somebody says whom to call."""


@asynccontextmanager
async def usage(message: Message, tr: Translation, key: str) -> AsyncIterator[None]:
    """Answers BadPhone, raised inside, with the reason and how the command is written."""
    try:
        yield
    except BadPhone as error:
        await message.reply(f"{tr(error.key, **error.args_)}\n\n{tr(key)}")


def source_of(message: Message) -> str:
    return f"message:{message.chat.id}:{message.message_id}"


def whom(message: Message, place: Place) -> Written:
    """What answers «whom to call?»: numbers, a contact, or a message of somebody else's with a number.

    What somebody else wrote around a number is not for the callee. Raises BadPhone as above.
    """
    found, text = None, message.text or ""
    if message.contact or (message.forward_origin and not names_numbers(text)):
        found = found_in_message(message, message.bot)
    return Written("" if found else text, place, source_of(message), found)


def found_in_message(message: Message | ExternalReplyInfo, bot: Bot | None) -> Found | None:
    """In a contact, a text, a caption that somebody else may have written; not in what the bot says.

    Raises BadPhone as above.
    """
    if _is_the_bots(message, bot):
        return None
    if message.contact is not None:
        return of_contact(message.contact)
    return found_in(message.text or message.caption or "") if isinstance(message, Message) else None


def of_contact(contact: Contact) -> Found:
    """Raises BadPhone when none of its numbers can be called."""
    return found_in_contact(contact.phone_number, contact.vcard or "", of_account=contact.user_id is not None)


def names_numbers(written: str) -> bool:
    """Whether it begins with a number to call, as after a command."""
    try:
        parse_list(written)
    except BadPhone:
        return False
    return True


def called_by(written: str) -> Dictation | None:
    """What it says, and to whom, when it begins with numbers to call. Raises BadPhone for those of other countries."""
    try:
        read = parse_list(written)
    except (NotOurNumber, Contradictory):
        raise
    except BadPhone:
        return None
    return None if tells_of_ours(read) else read


async def _elsewhere(message: Message, where: Here) -> Found | None:
    replied = message.reply_to_message or message.external_reply
    quoted = found_in(message.quote.text) if message.quote else None
    if replied is not None and _is_the_bots(replied, message.bot):
        return _quoted(quoted, await _of_card(replied, where))
    return quoted or (found_in_message(replied, message.bot) if replied else None)


def _is_the_bots(message: Message | ExternalReplyInfo, bot: Bot | None) -> bool:
    """Written by the bot, or forwarded from it."""
    origin = message.forward_origin if isinstance(message, Message) else message.origin
    authors = {origin.sender_user.id} if isinstance(origin, MessageOriginUser) else set()
    if isinstance(message, Message) and message.from_user is not None:
        authors.add(message.from_user.id)
    return bot is not None and bot.id in authors


async def _of_card(message: Message | ExternalReplyInfo, where: Here) -> Found | None:
    """Only an order's card gives numbers: whom it calls. Its example and its caller id are nobody to call."""
    if message.chat is None or message.message_id is None:
        return None
    return await where.api.orders.callees_of(where.actor, message.chat.id, message.message_id)


def _quoted(quoted: Found | None, card: Found | None) -> Found | None:
    """Those of a card's callees that are quoted; all of them when none is."""
    if card is None or quoted is None:
        return card
    phones = tuple(phone for phone in quoted.phones if phone in card.phones)
    return Found(phones, in_doubt=card.in_doubt and len(phones) > 1) if phones else card
