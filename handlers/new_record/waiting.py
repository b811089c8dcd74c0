"""A message that says how far something long has come, and goes when it is done."""

from __future__ import annotations

import asyncio
import contextlib
from types import TracebackType

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.domain.orders import Place
from bot.telegram.texts import Translation

SHOWN_AFTER = 1.0
"""Seconds; what is known to be long is shown at once."""
LONG = 20
"""Seconds of sound."""


_closing: set[asyncio.Task[None]] = set()
"""Messages that are being taken away; nobody waits for that."""


class Waiting:
    """`async with Waiting(…) as waiting`: pass it on as the `Progress`.

    What Telegram refuses here is no loss. While an edit is under way, only the newest part is kept.
    """

    def __init__(self, bot: Bot, place: Place, tr: Translation, *, at_once: bool) -> None:
        self._bot = bot
        self._place = place
        self._tr = tr
        self._delay = 0.0 if at_once else SHOWN_AFTER
        self._part = 0.0
        self._told = asyncio.Event()
        self._over = asyncio.Event()

    def __call__(self, part: float) -> None:
        self._part = part
        self._told.set()

    async def __aenter__(self) -> Waiting:
        task = asyncio.create_task(self._show())
        _closing.add(task)
        task.add_done_callback(_closing.discard)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._told.set()

    async def _show(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._delay):
                await self._over.wait()
                return
        with contextlib.suppress(TelegramAPIError):
            place = self._place
            shown = self._text()
            sent = await self._bot.send_message(place.chat_id, shown, message_thread_id=place.thread_id)
            await self._follow(sent.message_id, shown)
            await self._bot.delete_message(place.chat_id, sent.message_id)

    async def _follow(self, message_id: int, shown: str) -> None:
        while not self._over.is_set():
            await self._told.wait()
            self._told.clear()
            if self._text() != shown and not self._over.is_set():
                shown = self._text()
                with contextlib.suppress(TelegramAPIError):
                    await self._bot.edit_message_text(shown, chat_id=self._place.chat_id, message_id=message_id)

    def _text(self) -> str:
        return self._tr("records-wait-text", percent=_tens(self._part))


def _tens(part: float) -> int:
    """Tens of percent: not every one is worth an edit."""
    return min(100, int(part * 10) * 10)
