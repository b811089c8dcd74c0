"""Checks of single fields. Mobilgroup quotes its integers: both `2` and `"2"` are taken."""

import re
from datetime import datetime
from typing import Any

from bot.sandbox.mobilgroup import errors
from bot.sandbox.mobilgroup.errors import Refusal
from bot.sandbox.mobilgroup.words import MOSCOW, SCHEDULE

PHONE = re.compile(r"7\d{10}", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_MONEY = re.compile(r"\d{1,9}([.,]\d{1,2})?", re.ASCII)
_DIGITS_OR_DATE = re.compile(r"\d+([.,]\d+)?|\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4}", re.ASCII)


def text(fields: dict[str, Any], name: str) -> str:
    """ "" for none; a number becomes its digits. Raises Refusal for anything else."""
    value = fields.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refusal(errors.UNKNOWN_REQUEST)
    return str(value).strip()


def whole(fields: dict[str, Any], name: str, low: int, high: int) -> int | None:
    """None for none. Raises Refusal for what is no number from `low` to `high`."""
    value = text(fields, name)
    if not value:
        return None
    if not _WHOLE.fullmatch(value) or not low <= int(value) <= high:
        raise Refusal(errors.UNKNOWN_REQUEST)
    return int(value)


def schedule(fields: dict[str, Any]) -> float | None:
    """`2020-02-04 14:25`, Moscow time, as UNIX seconds."""
    value = text(fields, "schedule")
    if not value:
        return None
    try:
        return datetime.strptime(value, SCHEDULE).replace(tzinfo=MOSCOW).timestamp()
    except ValueError as error:
        raise Refusal(errors.UNKNOWN_REQUEST) from error


def money(fields: dict[str, Any], name: str) -> str:
    return _matching(_MONEY, text(fields, name))


def digits_or_date(fields: dict[str, Any], name: str) -> str:
    """«передаваемые данные могут быть либо датой, либо цифрой»."""
    return _matching(_DIGITS_OR_DATE, text(fields, name))


def _matching(form: re.Pattern[str], value: str) -> str:
    if value and not form.fullmatch(value):
        raise Refusal(errors.UNKNOWN_REQUEST)
    return value
