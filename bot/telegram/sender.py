"""One sender for everything: whatever the bot says goes through here, at a pace that Telegram takes."""

import logging
import math
import random
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, cast

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import Response, TelegramMethod

from bot.telegram.limits import ChatKey, Limits
from bot.telegram.turnstile import LoopTime, OverdueError, Rank, Ticket, Time, Turnstile

_SAYING = ("send", "forward", "copyMessage", "editMessage", "editEphemeral", "stopMessage", "stopPoll")
_SILENT = frozenset({"sendChatAction"})

_REPEATABLE = (
    "send",
    "forward",
    "copyMessage",
    "edit",
    "answer",
    "delete",
    "get",
    "set",
    "pin",
    "unpin",
    "stop",
)
_ONCE = frozenset({"getUpdates", "sendGift", "sendInvoice", "sendPaidMedia"})

_DONE_BEFORE = {
    "edit": "message is not modified",
    "delete": "message to delete not found",
    "answerCallbackQuery": "query is too old",
}


@dataclass(frozen=True, slots=True)
class Traits:
    """`limited`: it counts against Telegram's rates. `repeatable`: it is sent again when its answer was lost.

    A message that comes twice is better than one that never comes, so sending is repeatable; spending is not.
    `done_before` is Telegram's refusal of a repetition whose first try had got through.
    """

    limited: bool
    repeatable: bool
    done_before: str | None


@cache
def traits_of(kind: type[TelegramMethod[Any]]) -> Traits:
    name = kind.__api_method__
    return Traits(
        limited=name.startswith(_SAYING) and name not in _SILENT,
        repeatable=name.startswith(_REPEATABLE) and name not in _ONCE,
        done_before=next((words for verb, words in _DONE_BEFORE.items() if name.startswith(verb)), None),
    )


def chat_of(method: TelegramMethod[Any]) -> ChatKey:
    chat: object = getattr(method, "chat_id", None)
    if isinstance(chat, str) and chat.lstrip("-").isdigit():
        return int(chat)
    return chat if isinstance(chat, int | str) else None


def cost_of(method: TelegramMethod[Any]) -> int:
    """Telegram counts an album as its items."""
    items: object = getattr(method, "media", None) or getattr(method, "message_ids", None)
    return max(1, len(items)) if isinstance(items, list) else 1


T = TypeVar("T")
OnMigrated = Callable[[int, int], Awaitable[None]]

TRIES = 3
LAST_TRY_AFTER = 10.0
"""Seconds after the first failure in which a request may be tried again: a handler must not hang for a minute."""
FIRST_PAUSE = 0.5

_log = logging.getLogger(__name__)
_background: ContextVar[tuple[float, Rank]] = ContextVar("background", default=(math.inf, Rank.URGENT))


@contextmanager
def background(patience: float = math.inf, *, of_one: bool = False) -> Iterator[None]:
    """Requests made inside leave room for those that people wait for. `of_one`: they are about a single call.

    After `patience` seconds of waiting (`Limits.patience`, when shorter) they raise TelegramRetryAfter.
    """
    token = _background.set((patience, Rank.OF_ONE if of_one else Rank.BACKGROUND))
    try:
        yield
    finally:
        _background.reset(token)


@dataclass(slots=True)
class _Sending:
    """One request on its way; `method` changes when its chat moves."""

    method: TelegramMethod[Any]
    traits: Traits
    ticket: Ticket | None
    started: float
    patience: float
    failures: int = 0
    failed_at: float | None = None


class Sender(BaseRequestMiddleware):
    """Request middleware of the bot's session.

    Raises what aiogram raises, once nothing more can be done: TelegramRetryAfter also for a request that
    would wait too long. A group that became a supergroup is
    told to `on_migrated(old, new)` and gets the message under its new id; an edit raises
    TelegramMigrateToChat, because message ids do not move along.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        on_migrated: OnMigrated | None = None,
        time: Time | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._limits = limits
        self._time: Time = time or LoopTime()
        self._turnstile = Turnstile(limits, self._time)
        self._on_migrated = on_migrated
        self._jitter = jitter

    async def __call__(
        self, make_request: NextRequestMiddlewareType[T], bot: Bot, method: TelegramMethod[T]
    ) -> Response[T]:
        sending = self._begin(method)
        while True:
            if sending.ticket is not None:
                await self._turn(sending, sending.ticket)
            try:
                return await make_request(bot, sending.method)
            except TelegramBadRequest as error:
                if not _was_done_before(sending, error):
                    raise
                # aiogram annotates Response and passes on its result; True is Telegram's word for «done».
                return cast("Response[T]", True)
            except TelegramAPIError as error:
                if not await self._recover(sending, error):
                    raise

    def _begin(self, method: TelegramMethod[Any]) -> _Sending:
        asked, rank = _background.get()
        patience = min(asked, self._limits.patience)
        ticket, traits = None, traits_of(type(method))
        if traits.limited:
            ticket = self._turnstile.ticket(chat_of(method), cost_of(method), rank, patience)
        return _Sending(method, traits, ticket, self._time.time(), patience)

    async def _turn(self, sending: _Sending, ticket: Ticket) -> None:
        seconds = 0.0
        try:
            return await self._turnstile.turn(ticket)
        except OverdueError as overdue:
            seconds = overdue.seconds
        raise TelegramRetryAfter(sending.method, "waited too long for its turn", max(1, math.ceil(seconds)))

    async def _recover(self, sending: _Sending, error: TelegramAPIError) -> bool:
        """Does what the refusal asks for. Returns True when the request is to be sent again."""
        if isinstance(error, TelegramRetryAfter):
            return await self._obey(sending, error.retry_after)
        if isinstance(error, TelegramMigrateToChat):
            return await self._move(sending, error.migrate_to_chat_id)
        if isinstance(error, TelegramServerError | TelegramNetworkError):
            return not isinstance(error, TelegramEntityTooLarge) and await self._pause(sending, error)
        return False

    async def _obey(self, sending: _Sending, seconds: float) -> bool:
        _log.warning("%s: Telegram asks for %s s of silence", sending.method.__api_method__, seconds)
        if sending.ticket is not None:
            self._turnstile.hold(sending.ticket.chat, seconds)
        elif not sending.traits.repeatable:
            return False
        if self._time.time() + seconds > sending.started + sending.patience:
            return False
        if sending.ticket is None:
            await self._time.sleep(seconds)
        return True

    async def _pause(self, sending: _Sending, error: TelegramAPIError) -> bool:
        now = self._time.time()
        sending.failures += 1
        sending.failed_at = now if sending.failed_at is None else sending.failed_at
        if not sending.traits.repeatable or sending.failures >= TRIES:
            return False
        seconds = FIRST_PAUSE * 2 ** (sending.failures - 1) * (1 + self._jitter())
        if now + seconds > sending.failed_at + LAST_TRY_AFTER:
            return False
        _log.warning("%s: %s; again in %.1f s", sending.method.__api_method__, error, seconds)
        await self._time.sleep(seconds)
        return True

    async def _move(self, sending: _Sending, new: int) -> bool:
        old = chat_of(sending.method)
        if isinstance(old, int) and self._on_migrated is not None:
            await _tell("on_migrated", self._on_migrated(old, new))
        if sending.ticket is None or sending.traits.done_before or old == new:
            return False
        patience = sending.started + sending.patience - self._time.time()
        sending.ticket = self._turnstile.ticket(new, sending.ticket.cost, sending.ticket.rank, patience)
        # Replies and topics of the old group mean nothing in the new one.
        changes = {
            "chat_id": new,
            "message_thread_id": None,
            "reply_parameters": None,
            "reply_to_message_id": None,
        }
        known = {name: value for name, value in changes.items() if name in type(sending.method).model_fields}
        sending.method = sending.method.model_copy(update=known)
        return True


def _was_done_before(sending: _Sending, error: TelegramBadRequest) -> bool:
    words = sending.traits.done_before
    return sending.failures > 0 and words is not None and words in error.message


async def _tell(name: str, telling: Awaitable[None]) -> None:
    """An error in `telling` must not hide what Telegram said."""
    try:
        await telling
    except Exception:
        _log.exception("%s failed", name)
