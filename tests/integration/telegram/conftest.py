from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiogram import Bot

from bot.sandbox.server import Sandbox
from bot.telegram.session import make_bot
from tests.integration.telegram.quicktime import QuickTime

TOKEN = "4242:AAF-secret-half-of-a-token-0123456789"


class Office:
    """A running sandbox, a bot that talks to it, and what the bot's callbacks were told."""

    def __init__(self, root: str, http: aiohttp.ClientSession) -> None:
        self.root = root
        self._http = http
        self.time = QuickTime()
        self.migrated: list[tuple[int, int]] = []
        self.bot: Bot = make_bot(
            TOKEN,
            f"{root}/telegram",
            on_migrated=self._on_migrated,
            time=self.time,
            jitter=lambda: 0.0,
        )

    async def post(self, path: str, **data: Any) -> Any:
        async with self._http.post(f"{self.root}/api/{path}", json=data) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def get(self, path: str) -> Any:
        async with self._http.get(f"{self.root}/api/{path}") as answer:
            return await answer.json()

    async def fault(self, kind: str, operation: str = "sendMessage", **more: Any) -> None:
        await self.post("faults", target="telegram", operation=operation, kind=kind, **more)

    async def statuses(self, operation: str = "sendMessage") -> list[int | None]:
        """The HTTP status of each such request, None where the connection was cut."""
        requests = await self.get(f"requests?target=telegram&operation={operation}")
        return [request["status"] for request in requests]

    async def texts(self, chat: int) -> list[str]:
        """What the bot wrote in this chat."""
        messages = await self.get(f"chats/{chat}/messages")
        return [message["text"] for message in messages if message.get("from", {}).get("is_bot")]

    async def _on_migrated(self, old: int, new: int) -> None:
        self.migrated.append((old, new))


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    sandbox = Sandbox()
    root = await sandbox.start("127.0.0.1", 0)
    async with aiohttp.ClientSession() as http:
        office = Office(root, http)
        await office.post("chats/1001/messages", **{"from": 1001}, text="/start")
        yield office
        await office.bot.session.close()
    await sandbox.stop()
