"""The simulation API that concerns the whole sandbox: state, events, faults, the journal, reset."""

import asyncio
from typing import TYPE_CHECKING, Any

from aiohttp import web
from pydantic_core import to_json

from bot.sandbox.faults import Fault
from bot.sandbox.hub import Event
from bot.sandbox.journal import Journal
from bot.sandbox.steering import answered, read_object

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

HEARTBEAT = 15.0
LONGEST_WAIT = 120.0


class SimulationApi:
    def __init__(self, sandbox: "Sandbox") -> None:
        self._sandbox = sandbox

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/state", answered(self._state)),
            web.get("/api/events", self._events),
            web.get("/api/wait", answered(self._wait)),
            web.post("/api/faults", answered(self._schedule)),
            web.delete("/api/faults", answered(self._clear)),
            web.get("/api/requests", answered(self._requests)),
            web.post("/api/reset", answered(self._reset)),
        ]

    async def _state(self, _: web.Request) -> Any:
        return self._sandbox.snapshot()

    async def _wait(self, request: web.Request) -> Any:
        after = int(request.query.get("after", "0"))
        timeout = min(float(request.query.get("timeout", "30")), LONGEST_WAIT)
        return {"seq": await self._sandbox.hub.wait(after, timeout)}

    async def _schedule(self, request: web.Request) -> Any:
        fault = Fault.model_validate(await read_object(request))
        self._journal(fault.target)  # refuses an unknown target
        self._sandbox.faults.schedule(fault)
        return fault.model_dump()

    async def _clear(self, _: web.Request) -> Any:
        self._sandbox.faults.clear()
        return {}

    async def _requests(self, request: web.Request) -> Any:
        journal = self._journal(request.query.get("target", ""))
        return journal.entries(request.query.get("operation"))

    def _journal(self, target: str) -> Journal:
        providers = self._sandbox.providers
        if target == "telegram":
            return self._sandbox.telegram.journal
        if target not in providers:
            raise ValueError(f"target: {', '.join(['telegram', *providers])}")
        return providers[target].journal

    async def _reset(self, _: web.Request) -> Any:
        await self._sandbox.reset()
        return {"seq": self._sandbox.hub.seq}

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events; what was missed since `Last-Event-ID` or `?after=SEQ` comes first."""
        after = request.headers.get("Last-Event-ID") or request.query.get("after")
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await response.prepare(request)
        with self._sandbox.hub.subscribe(int(after) if after else None) as subscription:
            await response.write(b": connected\n\n")
            while True:
                try:
                    async with asyncio.timeout(HEARTBEAT):
                        event = await anext(subscription)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                except StopAsyncIteration:
                    return response
                else:
                    await response.write(_as_sse(event))


def _as_sse(event: Event) -> bytes:
    return b"id: %d\ndata: %b\n\n" % (event.seq, to_json({"kind": event.kind, "data": event.data}))
