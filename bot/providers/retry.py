"""Questions are repeated. Calls never are, nor what changes something: when its answer is lost, nobody knows."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import stamina

from bot.domain.errors import ProviderError, Refused, Uncertain, Unreachable
from bot.domain.reasons import Reason
from bot.providers.base import Answer, Http
from bot.providers.reasons import when_reading
from bot.providers.secrecy import without_secrets

T = TypeVar("T")
_logger = logging.getLogger(__name__)

ATTEMPTS = 3
LONGEST_WAIT = 10.0
"""Seconds. A provider that asks for more is asked again by the next poll."""


class _AgainError(Exception):
    """Holds no request: stamina logs what it retries."""

    def __init__(self, failure: ProviderError, after: float | None) -> None:
        super().__init__(failure.key)
        self.failure = failure
        self.after = after


async def read(ask: Callable[[], Awaitable[Answer]], understand: Callable[[Answer], T], first_wait: float) -> T:
    """Ask up to three times until the answer is understood.

    Raises Refused when the provider said no, Unreachable when it could not be asked: a read loses nothing.
    """
    try:
        async for attempt in stamina.retry_context(
            on=_backoff,
            attempts=ATTEMPTS,
            timeout=LONGEST_WAIT,
            wait_initial=first_wait,
            wait_max=2.0,
            wait_jitter=first_wait,
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


@contextmanager
def placing(name: str) -> Iterator[None]:
    """Raises ProviderError only: anything else may have gone wrong after the call was placed."""
    try:
        yield
    except ProviderError:
        raise
    except Exception as error:
        _logger.exception("%s: placing broke off, nobody knows whether the call exists", name)
        raise Uncertain(Reason.UNREADABLE) from error


class Client(ABC):
    """What asks one provider. No error that it raises quotes a secret of ours."""

    def __init__(self, http: Http) -> None:
        self._http = http

    async def aclose(self) -> None:
        await self._http.aclose()

    async def _read(self, ask: Callable[[], Awaitable[Answer]], understand: Callable[[Answer], T]) -> T:
        return await self._told(read(ask, understand, self._http.timing.first_wait))

    async def _change(
        self, ask: Callable[[], Awaitable[Answer]], understand: Callable[[Answer], T], *secrets: str
    ) -> T:
        return await self._told(change(ask, understand), *secrets)

    async def _told(self, work: Awaitable[T], *secrets: str) -> T:
        """`secrets`: those of the request, beside ours."""
        try:
            return await work
        except ProviderError as error:
            raise self._worded(without_secrets(error, (*self._secrets(), *secrets))) from error.__cause__

    def _worded(self, error: ProviderError) -> ProviderError:
        return error

    @abstractmethod
    def _secrets(self) -> Sequence[str]:
        """Ours."""
