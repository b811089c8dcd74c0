"""One request to a method of the Bot API."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from aiogram.methods import TelegramMethod

from bot.sandbox.telegram.keyboards import Markup
from bot.sandbox.telegram.office import Office
from bot.sandbox.telegram.params import Raw, Upload

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Call(Generic[M]):
    """`params` are checked by aiogram's model; `raw` are the same as they came, with JSON read."""

    office: Office
    params: M
    raw: Raw
    uploads: dict[str, Upload]

    @property
    def markup(self) -> Markup | None:
        return self.raw.get("reply_markup")


Handler = Callable[[Call[Any]], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Method:
    model: type[TelegramMethod[Any]]
    handler: Handler

    @property
    def name(self) -> str:
        return self.model.__api_method__
