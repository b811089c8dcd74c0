"""The CallDog twin on a loopback port, and a plain client of its documented API."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.sandbox.calldog import CalldogTwin
from bot.sandbox.faults import Faults
from bot.sandbox.hub import Hub
from bot.sandbox.steering import json_errors

KEY = "sandbox-calldog-key"
RECORD = 2_689_342
CALLER_ID = "79932432781"
PATIENCE = 60.0


@dataclass
class Bench:
    hub: Hub
    faults: Faults
    twin: CalldogTwin
    http: aiohttp.ClientSession
    root: str

    async def post(self, operation: str, **params: Any) -> tuple[int, Any]:
        return await self.send("POST", f"apiCalls/{operation}", json={"apiKey": KEY, **params})

    async def send(self, method: str, path: str, **how: Any) -> tuple[int, Any]:
        async with self.http.request(method, f"{self.root}/calldog/{path}", **how) as answer:
            return answer.status, await answer.json()

    async def steer(self, path: str, **body: Any) -> tuple[int, Any]:
        async with self.http.post(f"{self.root}/api/providers/calldog/{path}", json=body) as answer:
            return answer.status, await answer.json()

    async def create(self, phone: str, **params: Any) -> dict[str, Any]:
        """Places one call with the saved record and returns its element of the answer."""
        status, body = await self.post("create", **order(phone=phone, **params))
        assert status == 200, body
        element: dict[str, Any] = body["data"][0]
        return element

    async def get(self, call_id: int) -> dict[str, Any]:
        status, body = await self.post("get", apiCallIdList=[call_id])
        assert status == 200, body
        element: dict[str, Any] = body["data"][0]
        return element

    async def until(self, call_id: int, *statuses: str) -> dict[str, Any]:
        """The call's `calls[0]` once it has one of the statuses."""
        async with asyncio.timeout(PATIENCE):
            while True:
                seq = self.hub.seq
                leg: dict[str, Any] = (await self.get(call_id))["calls"][0]
                if leg["status"] in statuses:
                    return leg
                if self.hub.seq <= seq + 1:  # the question itself is one event: the journal's
                    await self.hub.wait(self.hub.seq, PATIENCE)


def order(**changes: Any) -> dict[str, Any]:
    """A documented order that the service accepts; a change to None leaves a field out."""
    whole = {"outgoingPhone": CALLER_ID, "record": {"id": RECORD}, **changes}
    return {name: value for name, value in whole.items() if value is not None}


@asynccontextmanager
async def running(pace: float = 0.02) -> AsyncIterator[Bench]:
    hub, faults = Hub(), Faults()
    twin = CalldogTwin(hub, faults, pace)
    app = web.Application(middlewares=[json_errors])
    app.add_routes(twin.routes())
    async with TestServer(app, host="127.0.0.1") as server, aiohttp.ClientSession() as http:
        yield Bench(hub, faults, twin, http, str(server.make_url("")).rstrip("/"))
        faults.clear()
        await twin.close()


class Listener:
    """A client's webhook address: keeps the bodies, answers the given statuses in turn, then 200."""

    def __init__(self, *statuses: int) -> None:
        self.bodies: asyncio.Queue[Any] = asyncio.Queue()
        self.url = ""
        self._statuses = list(statuses)

    async def next(self) -> Any:
        async with asyncio.timeout(PATIENCE):
            return await self.bodies.get()

    async def _take(self, request: web.Request) -> web.Response:
        self.bodies.put_nowait(await request.json())
        return web.Response(status=self._statuses.pop(0) if self._statuses else 200)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[Listener]:
        app = web.Application()
        app.router.add_post("/hook", self._take)
        async with TestServer(app, host="127.0.0.1") as server:
            self.url = str(server.make_url("/hook"))
            yield self
