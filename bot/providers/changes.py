"""What changes something at a service and is no call: sent once; should its answer be lost, nobody knows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.domain.errors import Uncertain
from bot.providers.base import Answer
from bot.providers.reasons import Reason

T = TypeVar("T")


async def change(ask: Callable[[], Awaitable[Answer]], understand: Callable[[Answer], T]) -> T:
    """Ask once. Raises Refused, Unreachable, or Uncertain with a key that speaks of no call."""
    try:
        return understand(await ask())
    except Uncertain as lost:
        raise Uncertain(Reason.CHANGE_LOST, lost.words) from lost
