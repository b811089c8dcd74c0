"""Files that people sent, by their Telegram ids."""

from __future__ import annotations

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from bot.domain.errors import NotFound
from bot.telegram.session import DownloadError


async def fetch_file(bot: Bot, file_id: str) -> bytes:
    """Up to 20 MB, which is what Telegram lets bots download. Raises NotFound when it has the file no more."""
    try:
        content = await bot.download(file_id)
    except (TelegramBadRequest, DownloadError) as error:
        raise NotFound("error-file-gone") from error
    return content.read() if content else b""
