"""One request to a method of the Bot API, and which function answers it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from aiogram.methods import TelegramMethod

from bot.sandbox.params import Upload
from bot.sandbox.telegram.keyboards import Markup
from bot.sandbox.telegram.office import Office
from bot.sandbox.telegram.params import Raw

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


METHODS: dict[str, Method] = {}
"""What the sandbox knows, by the names in small letters."""


def answers(model: type[TelegramMethod[Any]]) -> Callable[[Handler], Handler]:
    """Declares the function that answers requests of this model's method."""

    def declare(handler: Handler) -> Handler:
        method = Method(model, handler)
        METHODS[method.name.lower()] = method
        return handler

    return declare
