"""Reads are repeated. Calls never are, nor what changes something: should its answer be lost, nobody knows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

import stamina

from bot.domain.errors import ProviderError, Refused, Uncertain, Unreachable
from bot.providers.base import Answer
from bot.providers.reasons import Reason, when_reading

T = TypeVar("T")

ATTEMPTS = 3
FIRST_WAIT = 0.2
"""Seconds, doubled with each attempt, and as much again at random."""
LONGEST_WAIT = 10.0
"""Seconds. A service that asks for more is asked again by the next poll."""


class _AgainError(Exception):
    """Holds no request: stamina logs what it retries."""

    def __init__(self, failure: ProviderError, after: float | None) -> None:
        super().__init__(failure.key)
        self.failure = failure
        self.after = after


async def read(ask: Callable[[], Awaitable[Answer]], understand: Callable[[Answer], T]) -> T:
    """Ask up to three times until the answer is understood.

    Raises Refused when the service said no, Unreachable when it could not be asked: a read loses nothing.
    """
    try:
        async for attempt in stamina.retry_context(
            on=_backoff,
            attempts=ATTEMPTS,
            timeout=LONGEST_WAIT,
            wait_initial=FIRST_WAIT,
            wait_max=2.0,
            wait_jitter=FIRST_WAIT,
        ):
            with attempt:
                return await _once(ask, understand)
    except _AgainError as again:
        raise again.failure from again.__cause__
    raise AssertionError("the last attempt returns or raises")


async def _once(ask: Callable[[], Awaitable[Answer]], understand: Callable[[Answer], T]) -> T:
    after: float | None = None
    try:
        answer = await ask()
        after = answer.retry_after
        return understand(answer)
    except Refused as refused:
        if refused.key == Reason.REFUSED_RATE:
            raise _AgainError(refused, after) from refused
        raise
    except (Unreachable, Uncertain) as failure:
        told = Unreachable(when_reading(failure.key), failure.words)
        if failure.key in (Reason.BAD_ADDRESS, Reason.REDIRECTED):
            raise told from failure
        raise _AgainError(told, after) from failure


def _backoff(error: Exception) -> bool | float:
    if not isinstance(error, _AgainError):
        return False
    if error.after is None:
        return True
    return error.after if error.after <= LONGEST_WAIT else False


async def change(ask: Callable[[], Awaitable[Answer]], understand: Callable[[Answer], T]) -> T:
    """Ask once. Raises Refused, Unreachable, or Uncertain with a key that speaks of no call."""
    try:
        return understand(await ask())
    except Uncertain as lost:
        raise Uncertain(Reason.CHANGE_LOST, lost.words) from lost
