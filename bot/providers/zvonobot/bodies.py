"""Bodies of requests: JSON with the key in it, or multipart when there is a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.ports.emulating import Prepared
from bot.providers import wire
from bot.providers.forms import curl_of
from bot.providers.secrecy import masked
from bot.providers.zvonobot.requests import CreateRecord, Request

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Outgoing:
    body: bytes = field(repr=False)
    content_type: str = _JSON


def outgoing(request: Request, key: str) -> Outgoing:
    files = _files(request)
    if not files:
        return Outgoing(wire.encode({"apiKey": key, **request.body()}))
    return Outgoing(*encoded(_fields(request, key), files))


def prepared(request: Request, method: str, url: str, key: str) -> Prepared:
    """The same for people to read: the key masked, JSON in lines, a file told by its size."""
    files = _files(request)
    if not files:
        body = described(request.body(), key)
        headers = {"Accept": _JSON, "Content-Type": _JSON}
        return Prepared(method, url, headers, body, curl_of(method, url, headers, body))
    fields = _fields(request, masked(key))
    body, content_type = shown(fields, files)
    headers = {"Accept": _JSON, "Content-Type": content_type}
    parts = {**fields, **{name: f"@{file.name}" for name, file in files.items()}}
    return Prepared(method, url, headers, body, curl_of(method, url, headers, body, parts))


def described(body: dict[str, Any], key: str) -> str:
    return json.dumps({"apiKey": masked(key), **body}, ensure_ascii=False, indent=2)


def _files(request: Request) -> Mapping[str, Upload]:
    file = request.file if isinstance(request, CreateRecord) else None
    return {} if file is None else {"file": Upload("record.wav", file)}


def _fields(request: Request, key: str) -> dict[str, str]:
    body = {name: str(value) for name, value in request.body().items() if not isinstance(value, bytes)}
    return {"apiKey": key, **body}


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    content: bytes = field(repr=False)
    type: str = "audio/wav"


def encoded(fields: Mapping[str, str], files: Mapping[str, Upload]) -> tuple[bytes, str]:
    """The body and its Content-Type, the boundary in it."""
    parts = {name: (file.name, file.content, file.type) for name, file in files.items()}
    request = httpx.Request("POST", "http://localhost", data=dict(fields), files=parts)
    return request.read(), request.headers["Content-Type"]


def shown(fields: Mapping[str, str], files: Mapping[str, Upload]) -> tuple[str, str]:
    """The same for people to read: a file is told by its size. With its Content-Type."""
    told = {name: Upload(file.name, f"({len(file.content)} bytes)".encode(), file.type) for name, file in files.items()}
    body, content_type = encoded(fields, told)
    return body.decode(), content_type
