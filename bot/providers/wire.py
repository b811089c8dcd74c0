"""JSON as providers write it: decoded without failing on its flaws, and cleaned before it is stored."""

import json
import math
from typing import Any

from pydantic_core import from_json


def decode(body: bytes) -> Any:
    """The decoded JSON. Raises ValueError when it is not JSON.

    A byte-order mark, a stray byte or half an emoji in one field does not cost us the other 4,999 calls.
    """
    try:
        return from_json(body)
    except ValueError as error:
        if "recursion" in str(error):  # a laxer reader would take it, and what then walks through it would not
            raise ValueError("JSON is nested too deeply") from error
    try:
        return json.loads(body.decode("utf-8-sig", "replace"))
    except RecursionError as error:
        raise ValueError("JSON is nested too deeply") from error


def decode_container(body: bytes) -> dict[str, Any] | list[Any]:
    """The decoded JSON object or list. Raises ValueError when it is neither."""
    match decode(body):
        case dict() | list() as container:
            return container
        case _:
            raise ValueError("neither an object nor a list")


def encode(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")


def storable(value: Any) -> Any:
    """The same JSON without what databases refuse: NUL, half emoji, NaN and infinities (they become None)."""
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, dict):
        return {storable_text(key): storable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [storable(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def storable_text(value: str) -> str:
    return value.replace("\0", "").encode("utf-8", "replace").decode()
