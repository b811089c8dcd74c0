"""What a chat shows while a handler works: «typing», or what the handler says it is doing.

aiogram's own middleware knows no taps, and tells of quick work too.
"""

from __future__ import annotations

import asyncio
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
        sender = ChatActionSender(bot=data["bot"], chat_id=place.chat_id, message_thread_id=place.thread_id)
        token = _sender.set(sender)
        showing: list[asyncio.Task[None]] = []
        timer = asyncio.get_running_loop().call_later(
            PATIENCE, lambda: showing.append(asyncio.create_task(_show(sender)))
        )
        try:
            return await handler(event, data)
        finally:
            timer.cancel()
            for task in showing:
                task.cancel()
            await asyncio.gather(*showing, return_exceptions=True)
            _sender.reset(token)


async def _show(sender: ChatActionSender) -> None:
    """Until cancelled. It is a task of its own, which quick work does without."""
    async with sender:
        await asyncio.Event().wait()
