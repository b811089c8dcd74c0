"""Asking Telegram for updates: a batch is stored before the next request confirms it.

At start there is patience while Telegram cannot be reached, and an end when it refuses.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.utils.backoff import Backoff, BackoffConfig

from bot.telegram.inbox import FRESH_FOR, Inbox, last_id

T = TypeVar("T")

TIMEOUT = 10
"""Seconds for which Telegram holds a request back until there is something to say."""
MOST = 100
"""Updates in one answer, at most."""
PAUSES = BackoffConfig(min_delay=1.0, max_delay=30.0, factor=1.5, jitter=0.1)
AT_START = BackoffConfig(min_delay=1.0, max_delay=60.0, factor=2.0, jitter=0.1)
_WRONG_TOKEN = (TelegramUnauthorizedError, TelegramNotFound)

log = logging.getLogger(__name__)


class TelegramRefused(Exception):
    """Trying again is of no use; its words say in one line why."""


def in_a_line(error: TelegramAPIError) -> str:
    return " ".join(error.message.split())


async def reach(what: str, ask: Callable[[], Awaitable[T]], pauses: BackoffConfig = AT_START) -> T:
    """Ask until Telegram answers, a line in the log for each time that it does not. Raises TelegramRefused."""
    backoff = Backoff(pauses)
    while True:
        refusal = None
        try:
            return await ask()
        except _WRONG_TOKEN as error:
            refusal = f"Telegram does not know this bot, see BOT_TOKEN: {in_a_line(error)}"
        except (TelegramBadRequest, TelegramForbiddenError) as error:
            refusal = f"Telegram refuses {what}: {in_a_line(error)}"
        except TelegramAPIError as error:
            log.warning("%s: %s; again in %.0f s", what, in_a_line(error), backoff.next_delay)
        if refusal is not None:
            raise TelegramRefused(refusal)
        await backoff.asleep()


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """`getUpdates`, its updates as they came: one that aiogram cannot read must not hold back the others."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = MOST
    timeout: int = TIMEOUT
    allowed_updates: list[str] | None = None


class Polling:
    """After a start or a failed request it first takes what Telegram has kept, without waiting.

    When that was long ago, those updates are late, up to the first answer that is not full.
    """

    def __init__(self, bot: Bot, inbox: Inbox, kinds: list[str]) -> None:
        self._bot = bot
        self._inbox = inbox
        self._kinds = kinds
        self._offset: int | None = None
        self._is_after_silence = True
        self._is_late = False

    async def run(self) -> None:
        """Runs until cancelled. Logs each failure in one line and tries again after growing pauses."""
        backoff = Backoff(PAUSES)
        while True:
            try:
                await self._take_batch()
                backoff.reset()
            except Exception as error:
                self._is_after_silence = True
                log.warning("Failed to fetch updates, again in %.0f s: %s", backoff.next_delay, _said(error))
                await backoff.asleep()

    async def drain(self) -> None:
        """Take what Telegram has kept, once, and confirm it. Raises what Telegram or the database raises."""
        while self._is_after_silence:
            await self._take_batch()
        await self._ask(0)

    async def was_away(self) -> bool:
        """Whether nothing was heard of updates for so long that what Telegram has kept is late."""
        return await self._inbox.silent_for() > FRESH_FOR

    async def _take_batch(self) -> None:
        if self._is_after_silence:
            self._is_late = self._is_late or await self.was_away()
        raws = await self._ask(0 if self._is_after_silence else TIMEOUT)
        await self._inbox.take(raws, late=self._is_late)
        if raws:
            self._offset = last_id(raws) + 1
        self._is_after_silence = self._is_late = self._is_late and len(raws) >= MOST

    async def _ask(self, timeout: int) -> list[dict[str, Any]]:
        request = GetRawUpdates(offset=self._offset, timeout=timeout, allowed_updates=self._kinds)
        return await self._bot(request, request_timeout=int(self._bot.session.timeout) + timeout)


def _said(error: Exception) -> str:
    """A database's errors hold its parameters: what people wrote."""
    name = type(error).__name__
    return f"{name}: {in_a_line(error)}" if isinstance(error, TelegramAPIError) else name
