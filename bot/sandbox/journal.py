"""Requests and answers as seen on the wire, newest last, secrets masked.

Each half of the sandbox keeps its own as its attribute `journal`; `GET /api/requests` reads it from there.
"""

import re
import time
from collections import deque
from collections.abc import Sequence
from typing import Any

from bot.sandbox.hub import Hub

KEPT = 2_000
MASK = "***"
LONGEST = 4_096
MOST_ITEMS = 50
_SECRET = re.compile(r"(api_?key|apiak|^login$|token|secret|passw|authorization)", re.IGNORECASE)


def masked(value: Any, key: str = "") -> Any:
    """A copy safe to show: values under secret names are masked, bytes and long strings are shortened."""
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, str):
        return MASK if key and value and _SECRET.search(key) else _short(value)
    if isinstance(value, dict):
        return {name: masked(item, str(name)) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [masked(item, key) for item in first_of(value, MOST_ITEMS)]
    if isinstance(value, bytes | bytearray):
        return f"<{len(value)} bytes>"
    return _short(str(value))


def first_of(items: Sequence[Any], most: int) -> list[Any]:
    """The first items, and how many more there were."""
    return [*items[:most], *([f"… ({len(items) - most} more)"] if len(items) > most else [])]


class Journal:
    """At most 2,000 entries `{seq, at, operation, request, status, answer, fault}`, published as `kind`."""

    def __init__(self, hub: Hub, kind: str) -> None:
        self._hub = hub
        self._kind = kind
        self._entries: deque[dict[str, Any]] = deque(maxlen=KEPT)

    def add(self, operation: str, request: Any, status: int | None, answer: Any, fault: str | None = None) -> None:
        """`status` is None where no status line was sent; `fault` names the kind that spoiled the answer."""
        entry = {
            "seq": self._hub.seq + 1,
            "at": time.time(),
            "operation": operation,
            "request": masked(request),
            "status": status,
            "answer": masked(answer),
            "fault": fault,
        }
        self._entries.append(entry)
        self._hub.publish(self._kind, entry)

    def entries(self, operation: str | None = None) -> list[dict[str, Any]]:
        if operation is None:
            return list(self._entries)
        wanted = operation.lower()
        return [entry for entry in self._entries if entry["operation"].lower() == wanted]

    def clear(self) -> None:
        self._entries.clear()


def _short(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST]}… ({len(text) - LONGEST} more)"
