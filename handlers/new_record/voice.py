"""A record as it sounds on the phone, as a voice note."""

from __future__ import annotations

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, Message

from bot.domain.errors import OrderProblem
from bot.domain.orders import Place
from bot.telegram.html import clean, escape


async def play(bot: Bot, place: Place, voice: bytes | str, name: str, seconds: int | None) -> str | None:
    """Telegram's id of the voice note. `voice` is its content, or the id that Telegram gave it before.

    Raises OrderProblem when Telegram lets nobody send voice notes to this person.
    """
    given = voice if isinstance(voice, str) else BufferedInputFile(voice, "record.ogg")
    try:
        sent: Message = await bot.send_voice(
            place.chat_id,
            given,
            caption=escape(clean(name)),
            duration=seconds,
            message_thread_id=place.thread_id,
        )
    except TelegramBadRequest as error:
        if "VOICE_MESSAGES_FORBIDDEN" in error.message:
            raise OrderProblem("records-play-forbidden") from error
        raise
    return sent.voice.file_id if sent.voice else None
