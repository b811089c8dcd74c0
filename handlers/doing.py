"""The chat shows that the bot is at work, and at what, once that takes longer than a second."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from contextvars import ContextVar, Token
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import TelegramAPIError
from aiogram.types import TelegramObject

from bot.domain.orders import Place

PATIENCE = 1.0
"""Seconds that people wait without a sign of life: most work is done before, and costs no request."""
SHOWN_FOR = 4.5
"""Seconds: Telegram shows an action for five."""

_under_way: ContextVar["Doing"] = ContextVar("under_way")


class Doing:
    """`async with Doing(…)` around what may take long. aiogram's own tells of quick work too."""

    def __init__(self, bot: Bot, place: Place, action: ChatAction = ChatAction.TYPING) -> None:
        self._bot = bot
        self._place = place
        self._action = action
        self._changed = asyncio.Event()
        self._showing: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> None:
        self._token: Token[Doing] = _under_way.set(self)
        # A task of its own, which quick work does without.
        self._timer = asyncio.get_running_loop().call_later(
            PATIENCE, lambda: self._showing.append(asyncio.create_task(self._show()))
        )

    async def __aexit__(self, *_: object) -> None:
        self._timer.cancel()
        for task in self._showing:
            task.cancel()
        await asyncio.gather(*self._showing, return_exceptions=True)
        _under_way.reset(self._token)

    def becomes(self, action: ChatAction) -> None:
        self._action = action
        self._changed.set()

    async def _show(self) -> None:
        """Until cancelled. A refusal of Telegram's hurts nobody."""
        while True:
            self._changed.clear()
            with suppress(TelegramAPIError):
                await self._bot.send_chat_action(
                    self._place.chat_id, self._action, message_thread_id=self._place.thread_id
                )
            with suppress(TimeoutError):
                async with asyncio.timeout(SHOWN_FOR):
                    await self._changed.wait()


def doing(action: ChatAction) -> None:
    """What the handler is at from now on."""
    if (under_way := _under_way.get(None)) is not None:
        under_way.becomes(action)


class DoingMiddleware(BaseMiddleware):
    """Around every handler, taps among them."""

    async def __call__(
        self, handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject, data: Any
    ) -> Any:
        async with Doing(data["bot"], data["place"]):
            return await handler(event, data)
