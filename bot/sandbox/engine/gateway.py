"""The engine's HTTP front: a request read, acted upon, answered in the engine's envelope."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.engine.errors import EngineError, refused
from bot.sandbox.engine.params import read_params, shown
from bot.sandbox.engine.service import Engine
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
class Operation:
    """`act` returns what goes under `data`, or `Lost`; it may raise EngineError."""

    name: str
    method: str
    path: str
    act: Callable[[Asked], Any]


class Gateway:
    def __init__(self, engine: Engine, faults: Faults, journal: Journal) -> None:
        self._engine = engine
        self._wire = Wire(engine.name, faults, journal)

    def routes(self, operations: list[Operation]) -> list[web.RouteDef]:
        base = f"/{self._engine.name}"
        known = [web.route("*", f"{base}/{operation.path}", self._handler(operation)) for operation in operations]
        folders = sorted({operation.path.split("/")[0] for operation in operations})
        unknown = [web.route("*", f"{base}/{folder}/{{name:.*}}", self._unknown) for folder in folders]
        return [*known, *unknown]

    def _handler(self, operation: Operation) -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.StreamResponse:
            return await self._serve(request, operation)

        return handle

    async def _unknown(self, request: web.Request) -> web.StreamResponse:
        operation = Operation(request.match_info["name"], request.method, "", lambda _: None)
        return await self._serve(request, operation, refused("Метод не найден.", 404))

    async def _serve(
        self, request: web.Request, operation: Operation, problem: EngineError | None = None
    ) -> web.StreamResponse:
        asked, unreadable = await self._read(request)

        def act() -> Reply:
            return self._reply(request.method, operation, asked, problem or unreadable)

        return await self._wire.serve(request, operation.name, shown(asked.params), act)

    async def _read(self, request: web.Request) -> tuple[Asked, EngineError | None]:
        root = f"{request.scheme}://{request.host}/{self._engine.name}"
        peer = request.remote or ""
        try:
            return Asked(await read_params(request), root, peer), None
        except EngineError as error:
            return Asked({}, root, peer), error

    def _reply(self, method: str, operation: Operation, asked: Asked, problem: EngineError | None) -> Reply:
        self._engine.timeline.settle()
        try:
            if problem is not None:
                raise problem
            if method != operation.method:
                raise refused(f"Метод {method} не поддерживается.", 405)
            self._check_key(asked.params)
            data = operation.act(asked)
        except EngineError as error:
            return Reply(error.status, _dump(error.body), error.body)
        lost = isinstance(data, Lost)
        body = self._good(data.data if lost else data)
        return Reply(200, _dump(body), _brief(body), lost)

    def _check_key(self, params: dict[str, Any]) -> None:
        if params.get("apiKey") != self._engine.account.settings.key:
            raise refused("Неверный API-ключ.", 401)

    def _good(self, data: Any) -> Any:
        if self._engine.account.settings.answer_shape == "envelope":
            return {"status": "success", "data": data}
        # The documents print a list of one as the one itself.
        return data[0] if isinstance(data, list) and len(data) == 1 else data


def _dump(body: Any) -> bytes:
    """ASCII only: Russian leaves as \\u escapes, as the engine writes it."""
    return json.dumps(body, separators=(",", ":")).encode()


def _brief(body: Any) -> Any:
    """A list of thousands would fill the journal: its first items and how many more there were."""
    data = body.get("data") if isinstance(body, dict) else None
    if not isinstance(data, list) or len(data) <= SHOWN_ITEMS:
        return body
    return {**body, "data": [*data[:SHOWN_ITEMS], f"… {len(data) - SHOWN_ITEMS} more"]}
