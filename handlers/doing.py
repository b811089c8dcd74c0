"""What a chat shows while a handler works: «typing», or what the handler says it is doing.

aiogram's own middleware knows no taps, and tells of quick work too.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatAction
from aiogram.types import TelegramObject
from aiogram.utils.chat_action import ChatActionSender

from bot.domain.orders import Place
from handlers.middlewares import Handler

PATIENCE = 1.0
"""Seconds that people wait without a sign of life: most work is done before, and costs no request."""

_sender: ContextVar[ChatActionSender | None] = ContextVar("sender", default=None)


def doing(action: ChatAction) -> None:
    sender = _sender.get()
    if sender is not None:
        sender.action = action


class DoingMiddleware(BaseMiddleware):
    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        place: Place = data["place"]
        sender = ChatActionSender(
            bot=data["bot"], chat_id=place.chat_id, message_thread_id=place.thread_id, initial_sleep=PATIENCE
        )
        token = _sender.set(sender)
        try:
            async with sender:
                return await handler(event, data)
        finally:
            _sender.reset(token)
