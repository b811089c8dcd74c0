"""Mobilgroup's HTTP front: three addresses, JSON by POST, HTTP 200 whatever happens."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.journal import Journal
from bot.sandbox.mobilgroup import errors
from bot.sandbox.mobilgroup.errors import Refusal
from bot.sandbox.mobilgroup.model import Settings
from bot.sandbox.mobilgroup.service import NAME, Mobilgroup
from bot.sandbox.wire import Reply, Wire

UNKNOWN = {"send": errors.UNKNOWN_REQUEST, "get": errors.UNKNOWN_REQUEST, "set": errors.UNKNOWN_SET_REQUEST}


@dataclass(slots=True, frozen=True)
class Lost:
    """The operation took effect, but its answer never reaches the client."""

    data: Any


Act = Callable[[Mobilgroup, dict[str, Any]], Any]


class Gateway:
    """In faults and the journal an operation is `send`, or what `request` asks for: `state`, `balance`, …

    `set` of templates is `setTemplates`.
    """

    def __init__(self, service: Mobilgroup, acts: dict[str, Act], faults: Faults, journal: Journal) -> None:
        self._service = service
        self._acts = acts
        self._wire = Wire(NAME, faults, journal)

    def routes(self) -> list[web.RouteDef]:
        paths = [f"/{NAME}/api/{name}{slash}" for name in self._acts for slash in ("", "/")]
        return [web.route("*", path, self._serve) for path in paths]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        name = request.path.rstrip("/").rsplit("/", 1)[1]
        params = _parsed(await request.read())
        header = request.headers.get("Authorization")
        asked = {**(params or {}), **({"Authorization": header} if header is not None else {})}

        def act() -> Reply:
            return self._reply(name, request.method, header, params)

        return await self._wire.serve(request, _operation(name, params), asked, act)

    def _reply(self, name: str, method: str, header: str | None, params: dict[str, Any] | None) -> Reply:
        self._service.timeline.settle()
        lost = False
        try:
            if params is None or method != "POST":
                raise Refusal(UNKNOWN[name])
            _authorise(self._service.account.settings, header, params.get("security"))
            body = self._acts[name](self._service, params)
            if isinstance(body, Lost):
                lost, body = True, body.data
        except Refusal as refusal:
            body = {"result": "error", "error_code": refusal.code}
        return Reply(200, json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), body, lost)


def _authorise(settings: Settings, header: str | None, security: Any) -> None:
    """The key in the header, else `security` with `apiKey` or `login` and `password`. Raises Refusal."""
    known = header == settings.key if header is not None else _secure(settings, security)
    if not known:
        raise Refusal(errors.AUTHORISATION_FAILED)
    if not settings.enabled:
        raise Refusal(errors.USER_DISABLED)


def _secure(settings: Settings, security: Any) -> bool:
    if not isinstance(security, dict):
        return False
    if security.get("apiKey"):
        return bool(security["apiKey"] == settings.key)
    return security.get("login") == settings.login and security.get("password") == settings.password


def _parsed(raw: bytes) -> dict[str, Any] | None:
    try:
        body = json.loads(raw)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _operation(name: str, params: dict[str, Any] | None) -> str:
    asked = (params or {}).get("request")
    if name == "get" and isinstance(asked, str) and asked:
        return asked
    return "setTemplates" if name == "set" else name
