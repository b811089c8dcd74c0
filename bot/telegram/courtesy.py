"""The answer to a tap, and «typing» meanwhile, are courtesies: no work hangs on them."""

import asyncio
import logging
from contextvars import ContextVar
from typing import TypeVar, cast

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.methods import AnswerCallbackQuery, Response, SendChatAction, TelegramMethod

T = TypeVar("T")

COURTESIES = frozenset({AnswerCallbackQuery.__api_method__, SendChatAction.__api_method__})
PATIENCE = 5.0
"""Seconds for all tries together: the work that comes after it is not kept waiting for longer."""

_TOO_OLD = ("query is too old", "query_id_invalid")

_log = logging.getLogger(__name__)
_answered: ContextVar[object] = ContextVar("answered", default=None)


def was_answered(query_id: str) -> bool:
    """Whether this tap was answered by its handler: Telegram shows nobody a second answer."""
    return _answered.get() == query_id


class Courtesy(BaseRequestMiddleware):
    """Request middleware in front of the Sender. What a courtesy comes to is no error.

    The result is False when Telegram definitely takes no answer to this tap any more, and True otherwise, also when
    nobody knows.
    """

    async def __call__(
        self, make_request: NextRequestMiddlewareType[T], bot: Bot, method: TelegramMethod[T]
    ) -> Response[T]:
        if method.__api_method__ not in COURTESIES:
            return await make_request(bot, method)
        taken = True
        try:
            async with asyncio.timeout(PATIENCE):
                response = await make_request(bot, method)
            if isinstance(method, AnswerCallbackQuery):
                _answered.set(method.callback_query_id)
            return response
        except TelegramAPIError as error:
            _log.debug("%s came to nothing: %s", method.__api_method__, error)
            taken = not _is_too_old(error)
        except TimeoutError:
            _log.debug("%s came to nothing in time", method.__api_method__)
        # aiogram annotates Response and passes on its result.
        return cast("Response[T]", taken)


def _is_too_old(error: TelegramAPIError) -> bool:
    return isinstance(error, TelegramBadRequest) and any(words in error.message.lower() for words in _TOO_OLD)
