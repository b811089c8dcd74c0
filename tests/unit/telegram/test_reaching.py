"""At start: patience while Telegram cannot be reached, an end when it refuses."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import pytest
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetMe
from aiogram.utils.backoff import BackoffConfig

from bot.telegram.inbox import TelegramRefused, reach

QUICK = BackoffConfig(min_delay=0.001, max_delay=0.01, factor=2.0, jitter=0.0)


def telegram(*answers: TelegramAPIError | str) -> Callable[[], Awaitable[str]]:
    left = list(answers)

    async def ask() -> str:
        answer = left.pop(0)
        if isinstance(answer, TelegramAPIError):
            raise answer
        return answer

    return ask


async def test_it_asks_until_it_is_answered_and_says_so_in_a_line_each(caplog: pytest.LogCaptureFixture) -> None:
    lost = [
        TelegramNetworkError(GetMe(), "no answer in time"),
        TelegramServerError(GetMe(), "HTTP 500"),
        TelegramRetryAfter(GetMe(), "Too Many Requests", 1),
    ]
    caplog.set_level(logging.INFO)
    assert await reach("getMe", telegram(*lost, "me"), QUICK) == "me"
    assert len(caplog.records) == len(lost)
    assert all(record.exc_info is None and "\n" not in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TelegramUnauthorizedError(GetMe(), "Unauthorized"), "BOT_TOKEN"),
        (TelegramNotFound(GetMe(), "Not Found"), "BOT_TOKEN"),
        (TelegramBadRequest(GetMe(), "Bad Request: bad webhook"), "bad webhook"),
    ],
)
async def test_a_refusal_is_the_end(error: TelegramAPIError, words: str) -> None:
    with pytest.raises(TelegramRefused, match=words) as caught:
        await reach("setWebhook", telegram(error), QUICK)
    assert "\n" not in str(caught.value)
