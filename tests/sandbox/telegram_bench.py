"""A sandbox, a client of its Bot API and of its simulation API, for the tests of the Telegram half."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox.server import Sandbox

TOKEN = "42:" + "A" * 35
ANNA, OLEG, MARIA, IVAN, JOHN = 1001, 1002, 1003, 1004, 1005
GROUP = -1_000_000_000_001
PATIENCE = 60

Answer = tuple[int, dict[str, Any]]


@dataclass
class TelegramBench:
    sandbox: Sandbox
    http: aiohttp.ClientSession
    root: str

    def bot(self, token: str = TOKEN) -> Bot:
        server = TelegramAPIServer.from_base(f"{self.root}/telegram")
        return Bot(token, session=AiohttpSession(api=server))

    def url(self, method: str, token: str = TOKEN) -> str:
        return f"{self.root}/telegram/bot{token}/{method}"

    async def call(self, method: str, **params: Any) -> Answer:
        """Sends a form, as most libraries do."""
        form = {
            name: json.dumps(value) if isinstance(value, dict | list | bool) else str(value)
            for name, value in params.items()
        }
        async with self.http.post(self.url(method), data=form) as answer:
            return answer.status, await answer.json()

    async def ok(self, method: str, **params: Any) -> Any:
        status, answer = await self.call(method, **params)
        assert (status, answer["ok"]) == (200, True), answer
        return answer["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        """The refusal's words, after a check that body and status agree."""
        status, answer = await self.call(method, **params)
        assert answer["ok"] is False, answer
        assert answer["error_code"] == status
        return str(answer["description"])

    async def api(self, method: str, path: str, expect: int = 200, **body: Any) -> Any:
        async with self.http.request(method, f"{self.root}/api/{path}", json=body or None) as answer:
            assert answer.status == expect, await answer.text()
            return await answer.json()

    async def write(self, person: int, text: str, chat: int | None = None, **more: Any) -> dict[str, Any]:
        chat = person if chat is None else chat
        sent: dict[str, Any] = await self.api(
            "POST", f"chats/{chat}/messages", **{"from": person, "text": text, **more}
        )
        return sent

    async def press(self, person: int, message: int, chat: int | None = None, **more: Any) -> dict[str, Any]:
        chat = person if chat is None else chat
        pressed: dict[str, Any] = await self.api(
            "POST", f"chats/{chat}/messages/{message}/press", **{"from": person, **more}
        )
        return pressed

    async def transcript(self, chat: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.api("GET", f"chats/{chat}/messages")
        return found

    async def updates(self, offset: int = 0, **more: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.ok("getUpdates", offset=offset, **more)
        return found

    async def begun(self, person: int = ANNA) -> None:
        """The person has written, and the bot has read it."""
        sent = await self.write(person, "/start")
        await self.updates(sent["update_id"] + 1)


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(text: str, data: str = "x") -> dict[str, Any]:
    return {"text": text, "callback_data": data}


@asynccontextmanager
async def running() -> AsyncIterator[TelegramBench]:
    sandbox = Sandbox(pace=0.02)
    root = await sandbox.start()
    async with aiohttp.ClientSession() as http:
        yield TelegramBench(sandbox, http, root)
    await sandbox.stop()
