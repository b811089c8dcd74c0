"""Reads a request's parameters: JSON, a form or multipart nested as PHP nests them, and the query string."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.http_exceptions import BadHttpMessage
from aiohttp.web_request import FileField

MAX_BODY = 32 * 1024 * 1024
MAX_DEPTH = 8
_KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_STEP = re.compile(r"\[([^\[\]]*)\]")


class UnreadableError(Exception):
    """`status`: 400 for a body that cannot be read, 413 for one over 32 MiB; `str()` in Russian."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


@dataclass(slots=True, frozen=True)
class Upload:
    """A file part of a multipart request."""

    name: str
    mime: str
    data: bytes


async def read_params(request: web.Request) -> dict[str, Any]:
    """All parameters; the body's win over the query string's. Files are `Upload`s.

    Raises UnreadableError.
    """
    query = nest(parse_qsl(request.rel_url.raw_query_string, keep_blank_values=True))
    return {**query, **await _read_body(request)}


def shown(params: dict[str, Any]) -> dict[str, Any]:
    """The parameters as the journal keeps them: a file by its name and size."""
    return {
        key: f"{value.name} ({value.mime}, {len(value.data)} bytes)" if isinstance(value, Upload) else value
        for key, value in params.items()
    }


async def _read_body(request: web.Request) -> dict[str, Any]:
    limited = request.clone(client_max_size=MAX_BODY)
    try:
        if request.content_type == "multipart/form-data":
            form = await limited.post()
            return nest((name, part_value(value)) for name, value in form.items())
        raw = await limited.read()
    except web.HTTPRequestEntityTooLarge as error:
        raise UnreadableError("Слишком большой запрос.", 413) from error
    except (ValueError, RuntimeError, AssertionError, BadHttpMessage) as error:
        raise UnreadableError("Тело запроса не является формой.") from error
    if not raw.strip():
        return {}
    if request.content_type.endswith("json"):
        return _parse_json(raw)
    if request.content_type == "application/x-www-form-urlencoded":
        return nest(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True))
    return {}


def _parse_json(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise UnreadableError("Тело запроса не является JSON-объектом.")
    return body


def part_value(value: str | bytes | bytearray | FileField) -> str | Upload:
    if isinstance(value, str):
        return value
    if isinstance(value, FileField):
        with value.file as file:
            return Upload(value.filename, value.content_type.partition(";")[0].strip(), file.read())
    return value.decode("utf-8", "replace")


def nest(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Fields in their order → nested values; arrays with numeric keys become lists.

    >>> nest([("phones[]", "1"), ("phones[]", "2"), ("record[text]", "a")])
    {'phones': ['1', '2'], 'record': {'text': 'a'}}
    """
    tree: dict[str, Any] = {}
    for key, value in pairs:
        _put(tree, _path(key), value)
    return {key: _lists(value) for key, value in tree.items()}


def _path(key: str) -> list[str]:
    found = _KEY.fullmatch(key)
    if found is None:
        return [key]
    return [found[1], *_STEP.findall(found[2])][:MAX_DEPTH]


def _put(tree: dict[str, Any], path: list[str], value: Any) -> None:
    node = tree
    for part in path[:-1]:
        name = part or _next_index(node)
        inner = node.get(name)
        if not isinstance(inner, dict):
            inner = node[name] = {}
        node = inner
    node[path[-1] or _next_index(node)] = value


def _next_index(node: dict[str, Any]) -> str:
    # `[]` only ever appends, so the size is the next free number; an explicit larger index is honoured too.
    size = len(node)
    while str(size) in node:
        size += 1
    return str(size)


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if all(key.isdecimal() for key in value):
        return [_lists(item) for item in value.values()]
    return {key: _lists(item) for key, item in value.items()}
