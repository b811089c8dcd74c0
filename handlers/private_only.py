"""Nothing personal is shown in groups: there a line and a link into the private chat answer instead."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.enums import ChatType
from aiogram.filters import CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.telegram.buttons import link
from bot.telegram.presses import (
    BalancePress,
    DefaultPress,
    DefaultsPress,
    EveryResultPress,
    HistoryPress,
    LocalePress,
    OwnPhonePress,
    ReplayPress,
)
from bot.telegram.texts import Translation
from handlers.asked import Asked
from handlers.redraw import redraw

PERSONAL: dict[str, tuple[type[CallbackData], ...]] = {
    "settings": (LocalePress, EveryResultPress, DefaultsPress, DefaultPress, OwnPhonePress),
    "calls": (HistoryPress,),
    "balance": (BalancePress,),
    "status": (ReplayPress,),
}
"""The commands, and the buttons under what they show: messages from before this rule may still stand in groups.

`/status` shows the balances too. `/users` is about colleagues, and the chat of admins is where they speak of them.
"""


async def on_command(message: Message, command: CommandObject, tr: Translation, bot: Bot) -> None:
    keyboard = await _way_in(command.command.casefold(), tr, bot)
    await message.reply(tr("private-group-text"), reply_markup=keyboard)


async def on_press(query: CallbackQuery, tr: Translation, bot: Bot) -> None:
    kind = (query.data or "").partition(":")[0]
    name = next(name for name, presses in PERSONAL.items() if kind in {press.__prefix__ for press in presses})
    await query.answer()
    await redraw(bot, query.message, tr("private-group-text"), await _way_in(name, tr, bot))


async def _way_in(name: str, tr: Translation, bot: Bot) -> InlineKeyboardMarkup:
    username = (await bot.me()).username
    way = link(tr, "private-group-open", f"https://t.me/{username}?start={name}", "✉️")
    return InlineKeyboardMarkup(inline_keyboard=[[way]])


def build() -> Router:
    """It comes before what it answers for."""
    router = Router(name="private_only")
    router.message.filter(F.chat.type != ChatType.PRIVATE)
    router.callback_query.filter(F.message.chat.type != ChatType.PRIVATE)
    for name, presses in PERSONAL.items():
        router.message.register(on_command, Asked(name, linked=True))
        for press in presses:
            router.callback_query.register(on_press, press.filter())
    return router
