"""The simulation API that concerns the whole sandbox: state, events, faults, the journal, reset."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web
from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from bot.sandbox.faults import Fault
from bot.sandbox.hub import Event
from bot.sandbox.journal import Journal

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

OBJECT = TypeAdapter(dict[str, Any])
HEARTBEAT = 15.0
LONGEST_WAIT = 120.0


class SimulationApi:
    def __init__(self, sandbox: "Sandbox") -> None:
        self._sandbox = sandbox

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/api/state", self._state),
            web.get("/api/events", self._events),
            web.get("/api/wait", self._wait),
            web.post("/api/faults", self._schedule),
            web.delete("/api/faults", self._clear),
            web.get("/api/requests", self._requests),
            web.post("/api/reset", self._reset),
        ]

    async def _state(self, _: web.Request) -> web.Response:
        return json_answer(self._sandbox.snapshot())

    async def _wait(self, request: web.Request) -> web.Response:
        after = int(request.query.get("after", "0"))
        timeout = min(float(request.query.get("timeout", "30")), LONGEST_WAIT)
        return json_answer({"seq": await self._sandbox.hub.wait(after, timeout)})

    async def _schedule(self, request: web.Request) -> web.Response:
        fault = Fault.model_validate(await read_json(request))
        self._journal(fault.target)  # refuses a target that there is not
        self._sandbox.faults.schedule(fault)
        return json_answer(fault.model_dump())

    async def _clear(self, _: web.Request) -> web.Response:
        self._sandbox.faults.clear()
        return json_answer({})

    async def _requests(self, request: web.Request) -> web.Response:
        journal = self._journal(request.query.get("target", ""))
        return json_answer(journal.entries(request.query.get("operation")))

    def _journal(self, target: str) -> Journal:
        services = self._sandbox.services
        if target == "telegram":
            return self._sandbox.telegram.journal
        if target not in services:
            raise ValueError(f"target: {', '.join(['telegram', *services])}")
        return services[target].journal

    async def _reset(self, _: web.Request) -> web.Response:
        await self._sandbox.reset()
        return json_answer({"seq": self._sandbox.hub.seq})

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


def json_answer(data: Any, status: int = 200) -> web.Response:
    return web.Response(body=to_json(data), status=status, content_type="application/json")


async def read_json(request: web.Request) -> dict[str, Any]:
    """The body as a JSON object, empty for no body. Raises `ValueError` for anything else."""
    if not request.can_read_body:
        return {}
    body = await request.json()
    return OBJECT.validate_python(body)


@web.middleware
async def json_errors(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """`{"error": "..."}` for whatever the simulation API refuses; other paths are left alone."""
    if not request.path.startswith("/api/"):
        return await handler(request)
    try:
        return await handler(request)
    except web.HTTPException as error:
        return json_answer({"error": error.text or error.reason}, error.status)
    except LookupError as error:
        return json_answer({"error": str(error.args[0]) if error.args else "not found"}, 404)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        return json_answer({"error": f"{where}: {first['msg']}" if where else first["msg"]}, 400)
    except ValueError as error:
        return json_answer({"error": str(error)}, 400)
