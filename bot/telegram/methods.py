"""What the sender must know of each Bot API method: does it say anything, and may it be sent twice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from aiogram.methods import TelegramMethod

from bot.telegram.lanes import ChatKey

_SAYING = ("send", "forward", "copyMessage", "editMessage", "editEphemeral", "stopMessage", "stopPoll")
_SILENT = frozenset({"sendChatAction"})

_REPEATABLE = (
    "send",
    "forward",
    "copyMessage",
    "edit",
    "answer",
    "delete",
    "get",
    "set",
    "pin",
    "unpin",
    "stop",
)
_ONCE = frozenset({"getUpdates", "sendGift", "sendInvoice", "sendPaidMedia"})

_DONE_BEFORE = {
    "edit": "message is not modified",
    "delete": "message to delete not found",
    "answerCallbackQuery": "query is too old",
}


@dataclass(frozen=True, slots=True)
class Traits:
    """`limited`: it counts against Telegram's rates. `repeatable`: it is sent again when its answer was lost.

    A message that comes twice is better than one that never comes, so sending is repeatable; spending is not.
    `done_before` is Telegram's refusal of a repetition whose first try had got through.
    """

    limited: bool
    repeatable: bool
    done_before: str | None


@cache
def traits_of(kind: type[TelegramMethod[Any]]) -> Traits:
    name = kind.__api_method__
    return Traits(
        limited=name.startswith(_SAYING) and name not in _SILENT,
        repeatable=name.startswith(_REPEATABLE) and name not in _ONCE,
        done_before=next((words for verb, words in _DONE_BEFORE.items() if name.startswith(verb)), None),
    )


def chat_of(method: TelegramMethod[Any]) -> ChatKey:
    chat: object = getattr(method, "chat_id", None)
    if isinstance(chat, str) and chat.lstrip("-").isdigit():
        return int(chat)
    return chat if isinstance(chat, int | str) else None


def cost_of(method: TelegramMethod[Any]) -> int:
    """Telegram counts an album as its items."""
    items: object = getattr(method, "media", None) or getattr(method, "message_ids", None)
    return max(1, len(items)) if isinstance(items, list) else 1
