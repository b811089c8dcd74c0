"""Inline buttons in one line each."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.telegram.texts import Translation

Row = list[InlineKeyboardButton]
MAX_ADDRESS = 2000


def button(tr: Translation, key: str, data: CallbackData, icon: str = "") -> InlineKeyboardButton:
    label = tr.plain(key)
    return InlineKeyboardButton(text=f"{icon} {label}" if icon else label, callback_data=data.pack())


def link(tr: Translation, key: str, address: str, icon: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=f"{icon} {tr.plain(key)}", url=address)


def is_address(text: str) -> bool:
    """Whether Telegram takes `text` as a button's address; it answers 400 to others."""
    if len(text) > MAX_ADDRESS or any(char.isspace() or not char.isprintable() for char in text):
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in host.strip(".") and host.isascii()
