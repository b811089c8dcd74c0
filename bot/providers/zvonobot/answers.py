"""The engine's answers: in an envelope or bare, with the reason of a refusal in any of six places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.providers import loose, wire

_REASON_FIELDS = ("message", "error", "errors", "data")
_DEPTH = 6
_REASONS = 20


@dataclass(frozen=True, slots=True)
class Said:
    """`failed`: it says `"status": "error"`. `data` is what the envelope holds, or all when there is none."""

    failed: bool
    data: Any
    whole: Any

    @property
    def items(self) -> list[Any]:
        """`data` as a list: PHP writes a list with gaps as `{"0": …, "2": …}`, one object may stand alone."""
        return listed(self.data)


@dataclass(frozen=True, slots=True)
class Complaint:
    """`words` for people; `hints`, in lower case, names the refused fields too, for sorting."""

    words: str
    hints: str


def understand(body: bytes) -> Said:
    """Raises ValueError for what is no JSON object or list.

    `{"status": "success", "data": [{"id": 173011933, "phone": "79…"}]}`, `[{"id": 173011933}]`,
    `{"status": "error", "data": {"message": "Недостаточно средств"}}`
    """
    whole = wire.decode(body)
    if not isinstance(whole, dict | list):
        raise ValueError("neither an object nor a list")  # noqa: TRY004 - it is the service's value that is wrong
    status = _status(whole)
    data = whole.get("data", whole) if isinstance(whole, dict) and status in ("success", "error") else whole
    return Said(failed=status == "error", data=data, whole=whole)


def listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        keyed = value and all(isinstance(key, str) and key.isdecimal() for key in value)
        return list(value.values()) if keyed else [value]
    return []


def is_error(item: Any) -> bool:
    """A phone may be refused inside a success: `{"status": "error", "phone": …, "message": …}`."""
    return _status(item) == "error"


def complaint(value: Any) -> Complaint:
    """From `data.message`, `data[0].message`, `message`, `error`, `errors` or `{"phone": ["…", "…"]}`."""
    found: dict[str, None] = {}
    words: dict[str, None] = {}
    for field, message in _reasons(value, "", _DEPTH):
        words[message] = None
        found[f"{field} {message}"] = None
        if len(words) >= _REASONS:
            break
    return Complaint("; ".join(words)[:1000], "\n".join(found).casefold())


def _status(value: Any) -> str:
    status = value.get("status") if isinstance(value, dict) else None
    return status.strip().casefold() if isinstance(status, str) else ""


def _reasons(value: Any, field: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth < 0:
        return
    if isinstance(value, str):
        message = loose.text(value, limit=500)
        if message:
            yield field, message
    elif isinstance(value, list):
        for item in value:
            yield from _reasons(item, field, depth - 1)
    elif isinstance(value, dict):
        yield from _reasons_of_object(value, field, depth - 1)


def _reasons_of_object(value: dict[str, Any], field: str, depth: int) -> Iterator[tuple[str, str]]:
    named = [name for name in _REASON_FIELDS if value.get(name)]
    for name in named:
        yield from _reasons(value[name], field, depth)
    if named:
        return
    for name, item in value.items():
        if isinstance(item, list) or (isinstance(item, dict) and item):
            yield from _reasons(item, f"{field} {name}".strip(), depth)
