"""What all parts of the simulation API (`/api/…`) share: bodies read, answers and refusals as JSON."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_OBJECT = TypeAdapter(dict[str, Any])


class ConflictError(ValueError):
    """Understood, but not possible now: HTTP 409."""


def json_answer(data: Any, status: int = 200) -> web.Response:
    return web.Response(body=to_json(data), status=status, content_type="application/json")


async def read_object(request: web.Request) -> dict[str, Any]:
    """The body as a JSON object, empty for no body. Raises `ValueError` for anything else."""
    return _OBJECT.validate_python(await request.json()) if request.can_read_body else {}


def answered(handler: Callable[[web.Request], Awaitable[Any]]) -> Handler:
    """A handler that answers with what `handler` returns, as JSON."""

    async def handle(request: web.Request) -> web.StreamResponse:
        return json_answer(await handler(request))

    return handle


@web.middleware
async def json_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
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
        return json_answer({"error": str(error)}, 409 if isinstance(error, ConflictError) else 400)
