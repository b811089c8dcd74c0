"""Telegram's webhook: an update is stored, then answered with 200, then handled."""

import json
from hmac import compare_digest
from typing import Any

from aiohttp import web

from bot.telegram.inbox import Inbox

PATH = "/telegram"
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class TelegramHook:
    """A wrong secret is 401, what is no update 400. What could not be stored is a 500, and Telegram repeats it."""

    def __init__(self, inbox: Inbox, secret: str) -> None:
        self._inbox = inbox
        self._secret = secret.encode()

    def routes(self) -> list[web.RouteDef]:
        return [web.post(PATH, self.handle)]

    async def handle(self, request: web.Request) -> web.Response:
        given = request.headers.get(_HEADER, "").encode("utf-8", "surrogateescape")
        if not compare_digest(given, self._secret):
            raise web.HTTPUnauthorized
        await self._inbox.take([_update_in(await request.read())])
        return web.Response()


def _update_in(body: bytes) -> dict[str, Any]:
    try:
        raw = json.loads(body)
    except ValueError:
        raw = None
    if not isinstance(raw, dict) or type(raw.get("update_id")) is not int:
        raise web.HTTPBadRequest
    return raw
