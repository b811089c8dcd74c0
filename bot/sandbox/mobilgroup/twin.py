"""Mobilgroup's HTTP front: three addresses, JSON by POST, HTTP 200 whatever happens."""

import json
from typing import Any

from aiohttp import web

from bot.sandbox.mobilgroup import model
from bot.sandbox.mobilgroup.account import Mobilgroup
from bot.sandbox.mobilgroup.model import Refusal, Settings
from bot.sandbox.mobilgroup.reading import get, set_
from bot.sandbox.mobilgroup.sending import send
from bot.sandbox.wire import Reply, json_reply

ACTS = {"send": send, "get": get, "set": set_}


class MobilgroupTwin(Mobilgroup):
    """In faults and the journal an operation is `send`, or what `request` asks for: `state`, `balance`, …

    `set` of templates is `setTemplates`.
    """

    def routes(self) -> list[web.RouteDef]:
        paths = [f"/{self.name}/api/{name}{slash}" for name in ACTS for slash in ("", "/")]
        return [*super().routes(), *(web.route("*", path, self._serve) for path in paths)]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        name = request.path.rstrip("/").rsplit("/", 1)[1]
        params = _parsed(await request.read())
        header = request.headers.get("Authorization")
        asked = {**(params or {}), **({"Authorization": header} if header is not None else {})}
        return await self.serve(
            request, _operation(name, params), asked, lambda: self._reply(name, request.method, header, params)
        )

    def _reply(self, name: str, method: str, header: str | None, params: dict[str, Any] | None) -> Reply:
        body: Any
        try:
            if params is None or method != "POST":
                raise Refusal(model.UNKNOWN_SET_REQUEST if name == "set" else model.UNKNOWN_REQUEST)
            _authorise(self.settings, header, params.get("security"))
            body = ACTS[name](self, params)
        except Refusal as refusal:
            body = {"result": "error", "error_code": refusal.code}
        return json_reply(200, body, ascii_only=False)


def _authorise(settings: Settings, header: str | None, security: Any) -> None:
    """The key in the header, else `security` with `apiKey` or `login` and `password`. Raises Refusal."""
    known = header == settings.key if header is not None else _secure(settings, security)
    if not known:
        raise Refusal(model.AUTHORISATION_FAILED)
    if not settings.enabled:
        raise Refusal(model.USER_DISABLED)


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
