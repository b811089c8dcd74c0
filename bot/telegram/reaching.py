"""Reaching Telegram at start: patience while it cannot be reached, an end when it refuses."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.utils.backoff import Backoff, BackoffConfig

T = TypeVar("T")

PAUSES = BackoffConfig(min_delay=1.0, max_delay=60.0, factor=2.0, jitter=0.1)
_WRONG_TOKEN = (TelegramUnauthorizedError, TelegramNotFound)

log = logging.getLogger(__name__)


class TelegramRefused(Exception):
    """Trying again is of no use; its words say in one line why."""


def in_a_line(error: TelegramAPIError) -> str:
    return " ".join(error.message.split())


async def reach(what: str, ask: Callable[[], Awaitable[T]], pauses: BackoffConfig = PAUSES) -> T:
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
