"""A whole bot with all four providers, none of which hears anything: what would leave is written down."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiogram.types import Message

from bot.ports.emulating import RawAnswer
from bot.providers.registry import PROVIDERS, Providers, build_providers
from bot.settings import given
from tests.support.stage import Someone, Stage, open_stage

NOWHERE = "http://127.0.0.1:9"
KEY = "calldog-secret-key-1234"
HASH = "0123456789abcdef0123456789abcdef"


@dataclass
class Wire:
    """Keeps what was sent to a provider: (operation, values)."""

    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    answer: RawAnswer | Exception = field(default_factory=lambda: RawAnswer(200, '{"status": "success"}'))
    hold: asyncio.Event | None = None
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, operation: str, values: dict[str, Any]) -> RawAnswer:
        self.sent.append((operation, dict(values)))
        self.arrived.set()
        if self.hold is not None:
            await self.hold.wait()
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def services() -> Providers:
    settings = given(
        bot_token="42:t",
        calldog_api_key=KEY,
        obzvonov_api_key="obzvonov-secret-key-1",
        callkeeper_api_key="callkeeper-secret-key",
        mobilgroup_api_key="mobilgroup-secret-key",
        **{f"{spec.name}_url": NOWHERE for spec in PROVIDERS},
    )
    return build_providers(settings.providers)


def stage_of(folder: Path, wire: Wire) -> AbstractAsyncContextManager[Stage]:
    def build() -> Iterable[Any]:
        built = services().by_name.values()
        for provider in built:
            setattr(provider, "send", wire.send)  # noqa: B010 - mypy minds otherwise
        return built

    return open_stage(folder, build)


async def filled(someone: Someone) -> None:
    """Fills in a complete order for one call."""
    await someone.opens("/emulator", "CallDog", "create")
    await someone.presses("record › text")
    await someone.says("Ваш <заказ> готов")
    for name, value in (("phone", "8 999 123-45-67"), ("outgoingPhone", "74951234567")):
        await someone.presses(f" {name}")
        await someone.says(value)


def text(someone: Someone) -> str:
    return someone.last().text or ""


def data_of(message: Message, label: str) -> str:
    return next(
        str(button.callback_data)
        for row in (message.reply_markup.inline_keyboard if message.reply_markup else [])
        for button in row
        if label in button.text
    )
