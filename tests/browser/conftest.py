"""A sandbox that nothing else runs in, a bot of plain requests, and a browser whose microphone beeps."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
from playwright.async_api import Locator, Page, ViewportSize, expect

from bot.sandbox.server import Sandbox
from tests.browser_support import Browser, shared
from tests.sandbox.providers_bench import CALLER_ID, MOBILGROUP_KEY

TOKEN = "7000000001:AAF0123456789abcdefghijklmnopqrstuvw"
CALLDOG_KEY = "sandbox-calldog-key"
OLEG, GROUP = 1002, -1_000_000_000_001


class Wire:
    """The Bot API, CallDog's API and the simulation API, as a client of each sees them."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def bot(self, method: str, files: dict[str, Any] | None = None, **params: Any) -> Any:
        answer = await self.http.post(f"/telegram/bot{TOKEN}/{method}", data=params, files=files)
        assert answer.json()["ok"], answer.text
        return answer.json()["result"]

    async def update(self) -> dict[str, Any]:
        """Returns the newest message that the bot has received."""
        message: dict[str, Any] = (await self.bot("getUpdates", timeout=10))[-1]["message"]
        return message

    async def file(self, file_id: str) -> bytes:
        path = (await self.bot("getFile", file_id=file_id))["file_path"]
        return (await self.http.get(f"/telegram/file/bot{TOKEN}/{path}")).content

    async def calldog(self, operation: str, **params: Any) -> Any:
        answer = await self.http.post(f"/calldog/apiCalls/{operation}", json={"apiKey": CALLDOG_KEY, **params})
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    async def mobilgroup(self, phone: str) -> None:
        """A call placed at Mobilgroup."""
        order = {"settings": {"number": CALLER_ID, "script": 1}, "subscribers": [{"phone": phone}]}
        answer = await self.http.post("/mobilgroup/api/send/", headers={"Authorization": MOBILGROUP_KEY}, json=order)
        assert answer.status_code == 200, answer.text

    async def steer(self, path: str, **body: Any) -> None:
        (await self.http.post(f"/api/{path}", json=body)).raise_for_status()


@shared()
async def root() -> AsyncIterator[str]:
    sandbox = Sandbox(pace=10_000)  # a call stays open for as long as a test looks at it
    yield await sandbox.start()
    await sandbox.stop()


@shared()
async def wire(root: str) -> AsyncIterator[Wire]:
    async with httpx.AsyncClient(base_url=root, timeout=60) as http:
        wire = Wire(http)
        await wire.steer(f"chats/{OLEG}/messages", **{"from": OLEG, "text": "/start"})
        yield wire


@shared()
async def page(browser: Browser, root: str, wire: Wire) -> Page:
    """Олег's chat with the bot, in Russian."""
    page = await browser.new_page(viewport=ViewportSize(width=1440, height=900))
    await page.goto(f"{root}/?lang=ru&person={OLEG}&chat={OLEG}")
    await expect(page.get_by_test_id("composer")).to_be_visible()
    return page


def keyboard(*rows: list[str]) -> str:
    buttons = [[{"text": label, "callback_data": label[:20]} for label in row] for row in rows]
    return json.dumps({"inline_keyboard": buttons})


async def said(page: Page, wire: Wire, html: str, *rows: list[str]) -> Locator:
    """The message that the bot has just sent to Олег, on the page."""
    markup: dict[str, Any] = {"reply_markup": keyboard(*rows)} if rows else {}
    sent = await wire.bot("sendMessage", chat_id=OLEG, text=html, parse_mode="HTML", **markup)
    message = page.get_by_test_id(f"message-{sent['message_id']}")
    await expect(message).to_be_visible()
    return message
