"""The whole sandbox on a loopback port, and plain requests to the providers in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.sandbox.server import Sandbox
from tests.sandbox.calldog_bench import PATIENCE

OBZVONOV_KEY = "sandbox-obzvonov-key"
CALLKEEPER_KEY = "sandbox-callkeeper-key"
MOBILGROUP_KEY = "sandbox-mobilgroup-key"
WIDGET = "sandbox-widget"
CALLER_ID = "79932432781"

Answer = tuple[int, Any]


@dataclass
class Providers:
    sandbox: Sandbox
    http: aiohttp.ClientSession
    root: str

    async def ask(self, method: str, path: str, **how: Any) -> Answer:
        async with self.http.request(method, f"{self.root}/{path}", **how) as answer:
            return answer.status, await answer.json()

    async def steer(self, path: str, **body: Any) -> Answer:
        """`path` under `/api/providers/`."""
        return await self.ask("POST", f"api/providers/{path}", json=body)

    async def state(self, provider: str) -> dict[str, Any]:
        _, body = await self.ask("GET", "api/state")
        found: dict[str, Any] = body[provider]
        return found

    async def journal(self, provider: str, operation: str) -> list[dict[str, Any]]:
        _, body = await self.ask("GET", f"api/requests?target={provider}&operation={operation}")
        found: list[dict[str, Any]] = body
        return found

    async def until(self, provider: str, there: Callable[[list[dict[str, Any]]], bool]) -> list[dict[str, Any]]:
        """The provider's calls as the page sees them, newest first, once they are as wanted."""
        hub = self.sandbox.hub
        async with asyncio.timeout(PATIENCE):
            while True:
                seq = hub.seq
                calls: list[dict[str, Any]] = self.sandbox.providers[provider].snapshot()["calls"]
                if there(calls):
                    return calls
                await hub.wait(seq, PATIENCE)

    async def obzvonov(self, operation: str, **params: Any) -> Answer:
        body = {"apiKey": OBZVONOV_KEY, **params}
        return await self.ask("POST", f"obzvonov/apiCalls/{operation}", json=body)

    async def callkeeper(self, operation: str, *pairs: tuple[str, str], method: str = "GET") -> Answer:
        """Fields by GET or, as a form, by POST."""
        how = {"params" if method == "GET" else "data": list(pairs)}
        return await self.ask(method, f"callkeeper/{operation}", **how)

    async def read_calls(self, operation: str = "getCallsInfo", *pairs: tuple[str, str]) -> list[dict[str, Any]]:
        """CallKeeper's records of all time."""
        status, body = await self.callkeeper(operation, ("api_key", CALLKEEPER_KEY), ("date", ""), *pairs)
        assert status == 200, body
        found: list[dict[str, Any]] = body["result"]
        return found

    async def mobilgroup(self, address: str, **body: Any) -> Any:
        status, answer = await self.ask(
            "POST", f"mobilgroup/api/{address}/", json=body, headers={"Authorization": MOBILGROUP_KEY}
        )
        assert status == 200
        return answer


def order(*calls: dict[str, str], **more: str) -> list[tuple[str, str]]:
    """Fields of `makeCalls` as `http_build_query` writes them."""
    fields = {"unique": "zvonar", "apiak": CALLKEEPER_KEY, "whash": WIDGET, **more}
    pairs = [(name, value) for name, value in fields.items() if value]
    return [*pairs, *((f"calls[{at}][{name}]", value) for at, call in enumerate(calls) for name, value in call.items())]


def all_over(*finals: str) -> Callable[[list[dict[str, Any]]], bool]:
    """Whether there are calls, each at one of these last stages."""
    return lambda calls: bool(calls) and all(call["status"] in (finals or ("over",)) for call in calls)


@asynccontextmanager
async def running(pace: float = 0.02) -> AsyncIterator[Providers]:
    sandbox = Sandbox(pace)
    root = await sandbox.start()
    async with aiohttp.ClientSession() as http:
        yield Providers(sandbox, http, root)
    await sandbox.stop()
