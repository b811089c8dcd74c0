"""CallKeeper's HTTP front: named requests by GET or POST, parameters nested as PHP nests them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote

from aiohttp import web

from bot.sandbox.callkeeper import access, reasons
from bot.sandbox.callkeeper.answers import failed
from bot.sandbox.callkeeper.reasons import Refusal
from bot.sandbox.callkeeper.service import NAME, Callkeeper
from bot.sandbox.engine.errors import EngineError
from bot.sandbox.engine.params import read_params, shown
from bot.sandbox.engine.php_form import nest
from bot.sandbox.faults import Faults
from bot.sandbox.journal import Journal
from bot.sandbox.wire import Reply, Wire

SHOWN_ITEMS = 20


@dataclass(slots=True, frozen=True)
class Asked:
    """A request as an operation sees it; `root` is the service's address as the client wrote it."""

    params: dict[str, Any]
    root: str
    peer: str


@dataclass(slots=True, frozen=True)
class Lost:
    """The operation took effect, but its answer never reaches the client."""

    data: Any


@dataclass(slots=True, frozen=True)
class Page:
    """An answer that is a page to read."""

    html: str


Act = Callable[[Callkeeper, Asked], Any]


class Gateway:
    """`operations`: name → what it does; it may raise Refusal."""

    def __init__(self, service: Callkeeper, operations: dict[str, Act], faults: Faults, journal: Journal) -> None:
        self._service = service
        self._operations = operations
        self._wire = Wire(NAME, faults, journal)

    def routes(self) -> list[web.RouteDef]:
        return [web.route("*", f"/{NAME}/{{rest:.*}}", self._serve)]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        # The documents' example of `tag` puts `&` where `?` belongs: both are understood.
        path = request.rel_url.raw_path.removeprefix(f"/{NAME}/")
        name, _, more = path.partition("&")
        name = unquote(name).strip("/")
        asked, problem = await self._read(request, more)

        def act() -> Reply:
            return self._reply(request.method, name, asked, problem)

        return await self._wire.serve(request, name, shown(asked.params), act)

    async def _read(self, request: web.Request, more: str) -> tuple[Asked, Refusal | None]:
        root = f"{request.scheme}://{request.host}/{NAME}"
        peer = request.remote or ""
        extra = nest(parse_qsl(more, keep_blank_values=True))
        try:
            return Asked({**extra, **await _params(request)}, root, peer), None
        except EngineError:
            return Asked(extra, root, peer), reasons.wrong_type()

    def _reply(self, method: str, name: str, asked: Asked, problem: Refusal | None) -> Reply:
        self._service.timeline.settle()
        try:
            if method not in ("GET", "POST"):
                raise reasons.unknown_method()
            if problem is not None:
                raise problem
            if name not in self._operations:
                raise reasons.mismatched()
            access.check_host(self._service.account, asked.peer)
            data = self._operations[name](self._service, asked)
        except Refusal as refusal:
            body = self._shaped(failed(refusal))
            return Reply(refusal.status, _dump(body), body)
        if isinstance(data, Page):
            return Reply(200, data.html.encode(), f"<{len(data.html)} characters>", content_type="text/html")
        lost = isinstance(data, Lost)
        body = data.data if lost else data
        return Reply(200, _dump(body), _brief(body), lost)

    def _shaped(self, body: dict[str, Any]) -> Any:
        return [body] if self._service.account.settings.answer_shape == "array" else body


async def _params(request: web.Request) -> dict[str, Any]:
    """The query string and the form. A JSON body is none: PHP would not look into it."""
    if request.content_type.endswith("json"):
        return nest(parse_qsl(request.rel_url.raw_query_string, keep_blank_values=True))
    return await read_params(request)


def _dump(body: Any) -> bytes:
    return json.dumps(body, separators=(",", ":")).encode()


def _brief(body: Any) -> Any:
    """A list of thousands would fill the journal: its first items and how many more there were."""
    found = body.get("result") if isinstance(body, dict) else None
    if not isinstance(found, list) or len(found) <= SHOWN_ITEMS:
        return body
    return {**body, "result": [*found[:SHOWN_ITEMS], f"… {len(found) - SHOWN_ITEMS} more"]}
