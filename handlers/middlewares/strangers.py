"""What strangers see: «no access» and a way to ask for it, once in ten minutes; else silence.

A private `/start` is always answered: whoever writes it waits for an answer.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, Update

from bot.domain.access import Person
from bot.domain.accounts import CHANNEL_POSTS
from bot.ports import Clock
from bot.telegram.buttons import button
from bot.telegram.menu import NEEDS
from bot.telegram.presses import AccessRequestPress
from bot.telegram.texts import Translation
from handlers.asked import command_in

QUIET = timedelta(minutes=10)
MAX_REMEMBERED = 10_000


class Strangers:
    """`username` is the bot's own, without «@»: in a group only a command that names it is meant for it."""

    def __init__(self, clock: Clock, username: str) -> None:
        self._clock = clock
        self._username = username.lower()
        self._named = re.compile(rf"/\w+@{re.escape(username)}\b", re.IGNORECASE)
        self._told: dict[int, datetime] = {}

    async def meet(self, event: Update, stranger: Person, tr: Translation) -> None:
        if event.callback_query is not None:
            await self._meet_press(event.callback_query, stranger, tr)
        elif event.message is not None:
            await self._meet_message(event.message, stranger, tr)

    async def meet_nobody(self, event: Update, tr: Translation) -> None:
        """Somebody writes for a group or a channel: nobody can tell who it is. Commands for others are passed over."""
        message = event.message
        if message is None or message.from_user is None or message.from_user.id == CHANNEL_POSTS:
            return
        command = command_in(message.text or message.caption or "")
        if command is None or (command.mention or self._username).lower() != self._username:
            return
        if (command.mention or command.command.lower() in NEEDS) and self._is_time(message.chat.id):
            await message.reply(tr("access-anonymous-text"))

    async def _meet_press(self, query: CallbackQuery, stranger: Person, tr: Translation) -> None:
        text = tr.plain("access-none-group") if self._is_time(stranger.id) else None
        await query.answer(text)

    async def _meet_message(self, message: Message, stranger: Person, tr: Translation) -> None:
        if message.chat.type == "private":
            if self._is_time(stranger.id) or _is_start(message):
                ask = button(tr, "button-request-access", AccessRequestPress(), "🔑")
                keyboard = InlineKeyboardMarkup(inline_keyboard=[[ask]])
                await message.answer(tr("access-none-text", id=str(stranger.id)), reply_markup=keyboard)
        elif self._names_the_bot(message) and self._is_time(stranger.id):
            await message.reply(tr("access-none-group"))

    def _names_the_bot(self, message: Message) -> bool:
        return self._named.match(message.text or message.caption or "") is not None

    def _is_time(self, person_id: int) -> bool:
        now = self._clock.now()
        told = self._told.get(person_id)
        if told is not None and now - told < QUIET:
            return False
        if len(self._told) >= MAX_REMEMBERED:
            self._told = {known: at for known, at in self._told.items() if now - at < QUIET}
            if len(self._told) >= MAX_REMEMBERED:
                return False
        self._told[person_id] = now
        return True


def _is_start(message: Message) -> bool:
    command = command_in(message.text or "")
    return command is not None and command.command.lower() == "start"
