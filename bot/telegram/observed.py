"""Whether Telegram answers, and how often it asks for silence."""

from typing import TypeVar

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import Response, TelegramMethod

from bot.ports import Clock
from bot.ports.vitals import Vitals

T = TypeVar("T")

_NO_ANSWER = (TelegramNetworkError, TelegramServerError)


class Observed(BaseRequestMiddleware):
    """The innermost request middleware: it sees each try. A refusal is an answer too, unless it is of our token."""

    def __init__(self, vitals: Vitals, clock: Clock) -> None:
        self._vitals = vitals
        self._clock = clock

    async def __call__(
        self, make_request: NextRequestMiddlewareType[T], bot: Bot, method: TelegramMethod[T]
    ) -> Response[T]:
        try:
            answer = await make_request(bot, method)
        except TelegramUnauthorizedError:
            self._vitals.telegram_refuses = True
            raise
        except TelegramAPIError as error:
            self._vitals.too_many_requests += isinstance(error, TelegramRetryAfter)
            if not isinstance(error, _NO_ANSWER):
                self._answered()
            raise
        self._answered()
        return answer

    def _answered(self) -> None:
        self._vitals.telegram_answered_at = self._clock.now()
        self._vitals.telegram_refuses = False
