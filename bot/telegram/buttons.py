"""Inline buttons in one line each."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.calls import Call
from bot.domain.orders import Order
from bot.telegram.look import Look
from bot.telegram.presses import CallAction, CallPress, ClosePress, OrderAction, OrderPress
from bot.telegram.texts import Translation

Row = list[InlineKeyboardButton]
HALF_A_ROW = 16
"""Characters of a label that a phone shows whole beside another."""
MAX_ADDRESS = 2000


def button(tr: Translation, key: str, data: CallbackData, icon: str = "") -> InlineKeyboardButton:
    label = tr.plain(key)
    return InlineKeyboardButton(text=f"{icon} {label}" if icon else label, callback_data=data.pack())


def closable(tr: Translation, *rows: Row) -> InlineKeyboardMarkup:
    """With «Close» below, which takes the message away."""
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [button(tr, "button-close", ClosePress())]])


def paired(buttons: Iterable[InlineKeyboardButton]) -> list[Row]:
    """Two short ones in a row, also where a long one stood between them."""
    rows: list[Row] = []
    half: Row | None = None
    for one in buttons:
        if len(one.text) > HALF_A_ROW:
            rows.append([one])
        elif half:
            half.append(one)
            half = None
        else:
            rows.append(half := [one])
    return rows


def order_button(
    order: Order, look: Look, key: str, action: OrderAction, icon: str = "", mark: str | None = None
) -> InlineKeyboardButton:
    """`mark`: see OrderPress."""
    return button(look.tr, key, OrderPress(action=action, order_id=order.id, mark=mark), icon)


def call_button(order: Order, call: Call, look: Look, key: str, action: CallAction, icon: str) -> InlineKeyboardButton:
    """It names the call where its order has several."""
    made = button(look.tr, key, CallPress(action=action, call_id=call.id), icon)
    if len(order.phones) > 1:
        made.text += f" …{call.phone[-4:]}"
    return made


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
