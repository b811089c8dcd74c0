"""The far end of a Sender: notes what arrives and when, and answers as it was told to."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import Any, cast

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import EditMessageText, Response, SendMessage, TelegramMethod

from bot.telegram.limits import Limits
from bot.telegram.sender import Sender

BOT = Bot("42:AAF-tests-never-leave-this-machine-0000")


@dataclass(frozen=True, slots=True)
class Arrival:
    at: float
    method: TelegramMethod[Any]

    @property
    def text(self) -> str:
        return str(getattr(self.method, "text", ""))

    @property
    def chat(self) -> int:
        return int(getattr(self.method, "chat_id", 0))


class Wire:
    """Times are seconds since it was made. `errors` are raised one after the other, then all succeeds."""

    def __init__(self, *errors: TelegramAPIError) -> None:
        self._began = asyncio.get_running_loop().time()
        self.errors = deque(errors)
        self.arrivals: list[Arrival] = []

    async def __call__(self, bot: Bot, method: TelegramMethod[Any]) -> Response[Any]:
        self.arrivals.append(Arrival(self.now(), method))
        if self.errors:
            raise self.errors.popleft()
        return cast("Response[Any]", "done")

    async def through(self, sender: Sender, method: TelegramMethod[Any]) -> Any:
        return await sender(self, BOT, method)

    def now(self) -> float:
        return round(asyncio.get_running_loop().time() - self._began, 6)

    @property
    def times(self) -> list[float]:
        return [arrival.at for arrival in self.arrivals]

    @property
    def texts(self) -> list[str]:
        return [arrival.text for arrival in self.arrivals]


def make_sender(limits: Limits | None = None, **callbacks: Any) -> Sender:
    return Sender(limits or Limits(), jitter=lambda: 0.0, **callbacks)


def message(chat: int | str = 1001, text: str = "text", **fields: Any) -> SendMessage:
    return SendMessage(chat_id=chat, text=text, **fields)


def edit(chat: int = 1001, text: str = "text") -> EditMessageText:
    return EditMessageText(chat_id=chat, message_id=7, text=text)


def most_within(times: list[float], seconds: float) -> int:
    """The greatest number of `times` in any stretch of so many seconds, its end not included."""
    return max(sum(start <= time < start + seconds - 1e-6 for time in times) for start in times)
