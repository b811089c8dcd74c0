"""What every service's part of the simulation API shares: bodies read, refusals answered."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

Spoken = Callable[[web.Request], Awaitable[dict[str, Any]]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class SteeringError(Exception):
    """Answered as `{"error": "..."}`."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


async def read_object(request: web.Request) -> dict[str, Any]:
    """The body. Raises SteeringError 400 for anything but a JSON object."""
    try:
        body = json.loads(await request.read())
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise SteeringError("the body must be a JSON object")
    return body


def answered(handler: Spoken) -> Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return web.json_response(await handler(request))
        except SteeringError as error:
            return web.json_response({"error": error.message}, status=error.status)

    return handle
