"""Checks of single parameters: a value, or a Refusal in the documents' words."""

import ipaddress
import re
from collections.abc import Callable
from typing import Any, TypeVar

from bot.sandbox.callkeeper import reasons
from bot.sandbox.callkeeper.model import Widget

Params = dict[str, Any]
Read = TypeVar("Read")

UTM_TYPES = ("typein", "referral", "organic")
HEXADECIMAL = re.compile(r"[0-9a-f]{32}", re.IGNORECASE | re.ASCII)
_UNIQUE = re.compile(r"\w+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_AROUND_DIGITS = re.compile(r"[\s+()\-_]")
_PHONE = re.compile(r"\d{10,15}", re.ASCII)
_EXTENSION = re.compile(r"\d{1,10}", re.ASCII)
_OFFICE = re.compile(r"\d{1,2}", re.ASCII)


def text(params: Params, name: str) -> str:
    """A scalar as it came, "" for none. Raises Refusal 406 for an array."""
    value = params.get(name, "")
    if not isinstance(value, str):
        raise reasons.wrong_type()
    return value


def optional(params: Params, name: str, read: Callable[[str], Read]) -> Read | None:
    """What `read` makes of it, None for none. A ValueError of `read` becomes Refusal 406."""
    value = text(params, name)
    if not value:
        return None
    try:
        return read(value)
    except ValueError as error:
        raise reasons.wrong_type() from error


def unique(value: str) -> str:
    """«любая число-буквенная строка без спецсимволов»; the documents' own examples have an underscore."""
    return _matching(_UNIQUE, value)


def email(value: str) -> str:
    return _matching(_EMAIL, value)


def address(value: str) -> str:
    return str(ipaddress.ip_address(value))


def moment(value: str) -> int:
    """UNIX seconds. Raises ValueError."""
    return int(_matching(re.compile(r"\d{1,10}", re.ASCII), value))


def minutes(value: str) -> tuple[int, ...]:
    """`5,10,15`. Raises ValueError."""
    return tuple(moment(part.strip()) for part in value.split(","))


def visit_type(value: str) -> str:
    if value not in UTM_TYPES:
        raise ValueError("unknown")
    return value


def client(value: str) -> str:
    """Eleven digits. «Номер клиента не может содержать добавочный номер!»: Refusal 409."""
    return _digits(value)


def manager(value: str, widget: Widget) -> tuple[str, str]:
    """(digits, extension) of a number, of an office by its place from 0, or of the first office. Refusal 409."""
    if not value or _OFFICE.fullmatch(value):
        place = int(value or 0)
        if place >= len(widget.offices):
            raise reasons.invalid_number()
        value = widget.offices[place]
    number, _, extension = value.partition("^")
    extension = _AROUND_DIGITS.sub("", extension)
    if extension and not _EXTENSION.fullmatch(extension):
        raise reasons.invalid_number()
    return _digits(number), extension


def _digits(value: str) -> str:
    digits = _AROUND_DIGITS.sub("", value)
    if not _PHONE.fullmatch(digits):
        raise reasons.invalid_number()
    if len(digits) == 10:
        return f"7{digits}"
    return f"7{digits[1:]}" if len(digits) == 11 and digits[0] == "8" else digits


def _matching(form: re.Pattern[str], value: str) -> str:
    if not form.fullmatch(value):
        raise ValueError("not in its form")
    return value
