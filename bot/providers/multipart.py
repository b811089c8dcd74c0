"""Files on their way to a service, as `multipart/form-data`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx


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
