"""`late`: people gave up on what they tapped. What costs something then asks once more, all else does as it says.

A callback query carries no date: whoever feeds an update says until when it is fresh. It is looked at here, after the
update has waited for its person's updates before it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

from bot.ports import Clock

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class LatenessMiddleware(BaseMiddleware):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        fresh_until: datetime | None = data.get("fresh_until")
        data["late"] = fresh_until is not None and self._clock.now() >= fresh_until
        return await handler(event, data)
