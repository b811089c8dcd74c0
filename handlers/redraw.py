"""Changing the message under which somebody pressed."""

from __future__ import annotations

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InaccessibleMessage, InlineKeyboardMarkup, Message


async def redraw(
    bot: Bot, message: Message | InaccessibleMessage | None, html: str, keyboard: InlineKeyboardMarkup | None
) -> None:
    """After the second tap of a double tap there is nothing to change. Of an old message only its number is known."""
    if message is None:
        return
    try:
        await bot.edit_message_text(html, chat_id=message.chat.id, message_id=message.message_id, reply_markup=keyboard)
    except TelegramBadRequest as error:
        if "message is not modified" not in error.message.lower():
            raise
