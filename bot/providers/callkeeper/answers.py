"""CallKeeper's answers: one object, an array of one, or `{"result": […]}`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.providers import loose, wire

_FAILED = frozenset({"fail", "failed", "error"})
_WORDS = ("reason", "message", "error")


@dataclass(frozen=True, slots=True)
class Said:
    """`items` are the objects of the answer. `refusal`: everything was refused, in these words; "" when in none."""

    items: tuple[dict[str, Any], ...]
    refusal: str | None = None


def understand(body: bytes) -> Said:
    """Raises ValueError for what is no JSON object or list.

    `[{"id": "123456", "client": "79999999999", "status": "success"}]`, `{"result": []}`,
    `{"status": "fail", "reason": "Unauthorized host!"}`, `[{"reason": "Not the correct key api"}]`
    """
    whole = wire.decode(body)
    if not isinstance(whole, dict | list):
        raise ValueError("neither an object nor a list")  # noqa: TRY004 - it is the service's value that is wrong
    items = tuple(item for item in _listed(whole) if isinstance(item, dict))
    failed = bool(items) and all(is_failure(item) for item in items)
    return Said(items, words_of(items[0]) if failed else None)


def is_failure(item: dict[str, Any]) -> bool:
    """`status` here is a word; a call record's own codes are `status_code` and `status2_code`."""
    status = item.get("status")
    if isinstance(status, str) and status.strip().casefold() in _FAILED:
        return True
    return "reason" in item and "id" not in item


def words_of(item: dict[str, Any]) -> str:
    return next((found for name in _WORDS if (found := loose.text(item.get(name), limit=500))), "")


def _listed(whole: Any) -> list[Any]:
    """PHP writes a list with gaps as `{"0": …, "2": …}`; one object may stand alone."""
    if isinstance(whole, dict) and isinstance(whole.get("result"), dict | list) and not is_failure(whole):
        whole = whole["result"]
    if not isinstance(whole, dict):
        return list(whole)
    keyed = whole and all(isinstance(key, str) and key.isdecimal() for key in whole)
    return list(whole.values()) if keyed else [whole]
