"""A message in private that no command begins: never silence, but the order's card, or what the bot can do with it.

A person's own words with a number count like `/call`; of somebody else's only the numbers count. In groups all of
this is silent.
"""

from __future__ import annotations

from collections import deque
from difflib import get_close_matches

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.types import Message
from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.callees import found_in
from bot.domain.errors import BadPhone
from bot.domain.orders import Place
from bot.domain.phones import parse_dictation
from bot.services.api import Api
from bot.services.draft_orders import Written
from bot.telegram.menu import commands_of
from bot.telegram.texts import Translation
from handlers.asked import command_in
from handlers.commands.call import show_draft_of
from handlers.dialog_inputs import dialog_takes
from handlers.numbers import found_in_message, source_of, usage

SENT = (F.text, F.caption, F.photo, F.sticker, F.animation, F.video, F.document, F.location, F.venue, F.poll, F.dice)
"""What a person sends. Service messages, such as of a pinned message, are left out."""
ATTEMPT = 7
"""Digits at the beginning of a message that were meant as a number."""
MAX_QUOTED = 200


class Words:
    """`_albums`: several pictures sent at once are several messages, and are answered once."""

    def __init__(self) -> None:
        self._albums: deque[str] = deque(maxlen=100)

    async def on_words(
        self,
        message: Message,
        actor: Person,
        place: Place,
        tr: Translation,
        dialog_manager: DialogManager,
        api: Api,
    ) -> None:
        """The open dialog gets the message if it waits for it, or if there is nothing else to say to it."""
        if await dialog_takes(message, dialog_manager):
            raise SkipHandler
        words = message.text or message.caption or ""
        if words.startswith("/") and not message.forward_origin:
            await message.reply(_nearest(words, actor, tr))
            return
        async with usage(message, tr, "call-usage-text"):
            if written := _meant_by(message, words, place):
                await show_draft_of(await api.orders.draft(actor, written), dialog_manager)
                return
            if dialog_manager.has_context():
                raise SkipHandler
            if self._is_new(message.media_group_id):
                await message.reply(tr("unasked-hint-forwarded" if message.forward_origin else "unasked-hint-text"))

    def _is_new(self, album: str | None) -> bool:
        if album is None:
            return True
        if album in self._albums:
            return False
        self._albums.append(album)
        return True


def _meant_by(message: Message, words: str, place: Place) -> Written | None:
    """Own words are as after `/call`; of somebody else's, and where words come first, the numbers alone.

    Raises BadPhone for what was meant as a number.
    """
    if message.forward_origin:
        found = found_in_message(message, message.bot)
    else:
        try:
            parse_dictation(words)
        except BadPhone:
            found = found_in(words)
            if found is None and _begins_with_number(words):
                raise
        else:
            return Written(words, place, source_of(message))
    return Written("", place, source_of(message), found) if found else None


def _begins_with_number(words: str) -> bool:
    begins = words.lstrip(" +([").partition("\n")[0][:1].isdigit()
    return begins and sum(char.isdigit() for char in words) >= ATTEMPT


def _nearest(words: str, actor: Person, tr: Translation) -> str:
    """The command that was meant, with what followed it, ready to be copied."""
    command = command_in(words)
    near = get_close_matches(command.command.lower(), commands_of(actor), n=1) if command else []
    if command is None or not near:
        return tr("unasked-command-none")
    meant = f"/{near[0]} {command.args or ''}".strip()
    if len(meant) > MAX_QUOTED:
        meant = f"/{near[0]}"
    return tr("unasked-command-near", meant=meant)


def build() -> Router:
    """After every command, before the dialogs: what one of them waits for is left to it."""
    router = Router(name="words")
    router.message.filter(F.chat.type == ChatType.PRIVATE)
    words = Words()
    for sent in SENT:
        router.message.register(words.on_words, sent)
    return router
