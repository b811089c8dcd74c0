"""Checks of single fields: each returns the value, or None after adding the problem.

An empty string and null count as absent, as the engine treats them.
"""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.engine.errors import Problems

PHONE = re.compile(r"7\d{10}", re.ASCII)
LANG = re.compile(r"[a-z]{2}-[A-Z]{2}")
TIME_OF_DAY = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)


def absent(value: Any) -> bool:
    return value is None or value == ""


def string(problems: Problems, field: str, value: Any, limit: int | None = None) -> str | None:
    if absent(value):
        return None
    if not isinstance(value, str):
        problems.add(field, f"Поле {field} должно быть строкой.")
        return None
    if limit is not None and len(value) > limit:
        problems.add(field, f"Количество символов в поле {field} не может превышать {limit}.")
        return None
    return value


def whole(problems: Problems, field: str, value: Any) -> int | None:
    """An integer, or its digits as a form sends them."""
    if absent(value):
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and WHOLE.fullmatch(value):
        return int(value)
    problems.add(field, f"Поле {field} должно быть целым числом.")
    return None


def between(problems: Problems, field: str, value: Any, low: int, high: int) -> int | None:
    number = whole(problems, field, value)
    if number is None or low <= number <= high:
        return number
    problems.add(field, f"Поле {field} должно быть между {low} и {high}.")
    return None


def zero_or_one(problems: Problems, field: str, value: Any) -> int | None:
    if absent(value):
        return None
    if not isinstance(value, bool) and value in (0, 1, "0", "1"):
        return int(value)
    problems.add(field, f"Выбранное значение для {field} ошибочно.")
    return None


def boolean(problems: Problems, field: str, value: Any) -> bool | None:
    if absent(value):
        return None
    if isinstance(value, bool):
        return value
    known = {"true": True, "false": False, "1": True, "0": False}.get(str(value))
    if known is None:
        problems.add(field, f"Поле {field} должно иметь значение логического типа.")
    return known


def phone(problems: Problems, field: str, value: Any) -> str | None:
    """string(11): `7` and ten digits."""
    text = string(problems, field, value)
    if text is not None and not PHONE.fullmatch(text):
        problems.add(field, f"Поле {field} имеет ошибочный формат.")
        return None
    return text


def pattern(problems: Problems, field: str, value: Any, form: re.Pattern[str]) -> str | None:
    text = string(problems, field, value)
    if text is not None and not form.fullmatch(text):
        problems.add(field, f"Поле {field} имеет ошибочный формат.")
        return None
    return text


def url(problems: Problems, field: str, value: Any, limit: int | None = None) -> str | None:
    text = string(problems, field, value, limit)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        valid = False
    if not valid:
        problems.add(field, f"Поле {field} имеет ошибочный формат URL.")
        return None
    return text


def array(problems: Problems, field: str, value: Any) -> list[Any] | None:
    if absent(value):
        return None
    if isinstance(value, list):
        return value
    problems.add(field, f"Поле {field} должно быть массивом.")
    return None


def mapping(problems: Problems, field: str, value: Any) -> dict[str, Any] | None:
    if absent(value):
        return None
    if isinstance(value, dict):
        return value
    problems.add(field, f"Поле {field} должно быть объектом.")
    return None


def json_object(problems: Problems, field: str, value: Any) -> dict[str, Any]:
    """A JSON object written as a *string*, as `webhookParameters` is documented."""
    text = string(problems, field, value)
    if text is None:
        return {}
    try:
        parsed = json.loads(text)
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        problems.add(field, f"Поле {field} должно быть JSON строкой.")
        return {}
    return parsed


def id_list(problems: Problems, field: str, value: Any) -> list[int]:
    """A required, non-empty array of integers (or their digits)."""
    items = array(problems, field, value)
    if not items:
        if field not in problems.found:
            problems.required(field)
        return []
    numbers = [whole(problems, f"{field}.{at}", item) for at, item in enumerate(items)]
    for at, item in enumerate(items):
        if absent(item):
            problems.required(f"{field}.{at}")
    return [number for number in numbers if number is not None]
