"""Reads a request's parameters: JSON, a PHP-nested form or multipart, and the query string."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import BadHttpMessage

from bot.sandbox.engine.errors import refused
from bot.sandbox.engine.php_form import nest

MAX_BODY = 32 * 1024 * 1024


@dataclass(slots=True, frozen=True)
class Upload:
    """A file part of a multipart request."""

    filename: str
    content_type: str
    content: bytes


async def read_params(request: web.Request) -> dict[str, Any]:
    """All parameters; the body's win over the query string's. Files are `Upload`s.

    Raises EngineError 400 for a body that cannot be read, 413 for one over 32 MiB.
    """
    query = nest(parse_qsl(request.rel_url.raw_query_string, keep_blank_values=True))
    return {**query, **await _read_body(request)}


def shown(params: dict[str, Any]) -> dict[str, Any]:
    """The parameters as the journal keeps them: a file by its name and size."""
    return {
        key: f"{value.filename} ({value.content_type}, {len(value.content)} bytes)"
        if isinstance(value, Upload)
        else value
        for key, value in params.items()
    }


async def _read_body(request: web.Request) -> dict[str, Any]:
    if request.content_type == "multipart/form-data":
        return nest(await _read_parts(request))
    raw = await _read_raw(request)
    if not raw.strip():
        return {}
    if request.content_type.endswith("json"):
        return _parse_json(raw)
    if request.content_type == "application/x-www-form-urlencoded":
        return nest(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True))
    return {}


async def _read_raw(request: web.Request) -> bytes:
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > MAX_BODY:
            raise refused("Слишком большой запрос.", 413)
    return bytes(body)


def _parse_json(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise refused("Тело запроса не является JSON-объектом.")
    return body


async def _read_parts(request: web.Request) -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    size = 0
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name is None:
                raise refused("Часть формы не имеет имени.")
            content = await _read_part(part, MAX_BODY - size)
            size += len(content)
            pairs.append((part.name, _part_value(part, content)))
    except (ValueError, RuntimeError, AssertionError, BadHttpMessage) as error:
        raise refused("Тело запроса не является формой.") from error
    return pairs


async def _read_part(part: BodyPartReader, limit: int) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk():
        content += chunk
        if len(content) > limit:
            raise refused("Слишком большой запрос.", 413)
    return bytes(part.decode(content))


def _part_value(part: BodyPartReader, content: bytes) -> Any:
    if part.filename is None:
        return content.decode("utf-8", "replace")
    kind = part.headers.get("Content-Type", "").partition(";")[0].strip() or "application/octet-stream"
    return Upload(part.filename, kind, content)
