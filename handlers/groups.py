"""Groups: nothing personal is shown there, a line and a link into the private chat answer instead."""

import re

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.services.chats import Chats
from bot.telegram.buttons import link
from bot.telegram.presses import (
    BalancePress,
    DefaultPress,
    DefaultsPress,
    DigestPress,
    FoundPress,
    HistoryPress,
    LocalePress,
    OwnPhonePress,
    ReplayPress,
)
from handlers.asked import IN_PRIVATE, Asked, Fits
from handlers.here import Here

PERSONAL: dict[str, tuple[type[CallbackData], ...]] = {
    "settings": (LocalePress, DefaultsPress, DefaultPress, OwnPhonePress),
    "calls": (HistoryPress, FoundPress, DigestPress),
    "export": (),
    "balance": (BalancePress,),
    "stats": (),
    "status": (ReplayPress,),
}
"""The commands, and the buttons under what they show: messages from before this rule may still stand in groups.

`/status` shows the balances too. `/users` is about colleagues, and the chat of admins is where they speak of them.
"""


async def on_command(message: Message, command: CommandObject, where: Here) -> None:
    await message.reply(where.tr("private-group-text"), reply_markup=await _way_in(command.command.casefold(), where))


async def on_press(query: CallbackQuery, where: Here) -> None:
    kind = re.split("[:-]", query.data or "")[0]
    name = next(name for name, presses in PERSONAL.items() if kind in {press.__prefix__ for press in presses})
    await query.answer()
    await where.redraw(query, where.tr("private-group-text"), await _way_in(name, where))


async def _way_in(name: str, where: Here) -> InlineKeyboardMarkup:
    username = (await where.bot.me()).username
    way = link(where.tr, "private-group-open", f"https://t.me/{username}?start={name}", "✉️")
    return InlineKeyboardMarkup(inline_keyboard=[[way]])


async def on_migrated(message: Message, chats: Chats) -> None:
    """A group gets a new id."""
    if message.migrate_to_chat_id is not None:
        await chats.moved(message.chat.id, message.migrate_to_chat_id)


def build() -> Router:
    """It comes before what it answers for."""
    router = Router(name="groups")
    router.message.filter(~IN_PRIVATE)
    router.callback_query.filter(Fits(F.message.chat.type != ChatType.PRIVATE))
    for name, presses in PERSONAL.items():
        router.message.register(on_command, Asked(name, linked=True))
        for press in presses:
            router.callback_query.register(on_press, press.filter())
    router.message.register(on_migrated, Fits(F.migrate_to_chat_id))
    return router
