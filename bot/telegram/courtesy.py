"""The answer to a tap is a courtesy: no button's work hangs on it."""

import asyncio
import logging
from contextvars import ContextVar
from typing import TypeVar, cast

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery, Response, TelegramMethod

T = TypeVar("T")

PATIENCE = 5.0
"""Seconds for all tries of an answer together: the work that comes after it is not kept waiting for longer."""

_TOO_OLD = ("query is too old", "query_id_invalid")

_log = logging.getLogger(__name__)
_answered: ContextVar[object] = ContextVar("answered", default=None)


def was_answered(query_id: str) -> bool:
    """Whether this tap was answered by its handler: Telegram shows nobody a second answer."""
    return _answered.get() == query_id


class Courtesy(BaseRequestMiddleware):
    """Request middleware in front of the Sender. What `answerCallbackQuery` comes to is no error.

    Its result is False when Telegram definitely takes no answer to this tap any more, and True otherwise, also when
    nobody knows.
    """

    async def __call__(
        self, make_request: NextRequestMiddlewareType[T], bot: Bot, method: TelegramMethod[T]
    ) -> Response[T]:
        if method.__api_method__ != AnswerCallbackQuery.__api_method__:
            return await make_request(bot, method)
        taken = True
        try:
            async with asyncio.timeout(PATIENCE):
                response = await make_request(bot, method)
            _answered.set(getattr(method, "callback_query_id", None))
            return response
        except TelegramAPIError as error:
            _log.debug("a tap was not answered: %s", error)
            taken = not _is_too_old(error)
        except TimeoutError:
            _log.debug("a tap was not answered in time")
        # aiogram annotates Response and passes on its result.
        return cast("Response[T]", taken)


def _is_too_old(error: TelegramAPIError) -> bool:
    return isinstance(error, TelegramBadRequest) and any(words in error.message.lower() for words in _TOO_OLD)
