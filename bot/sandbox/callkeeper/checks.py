"""Who asks, for which widget, and with what parameters: a value, or a Refusal in the documents' words and order."""

import ipaddress
import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from bot.sandbox.callkeeper.model import Settings, Widget

Params = dict[str, Any]
Read = TypeVar("Read")

HEXADECIMAL = re.compile(r"[0-9a-f]{32}", re.IGNORECASE | re.ASCII)
_AROUND_DIGITS = re.compile(r"[\s+()\-_]")
_PHONE = re.compile(r"\d{10,15}", re.ASCII)
_EXTENSION = re.compile(r"\d{1,10}", re.ASCII)
_OFFICE = re.compile(r"\d{1,2}", re.ASCII)

# The reason of a refusal, and the HTTP status that the documents print beside it.
NO_WIDGET_GIVEN = ("Key 'whash' and 'walias' are not defined!", 400)
UNAUTHORIZED_HOST = ("Unauthorized host!", 401)
WRONG_KEY = ("Not the correct key api", 403)
MISMATCHED = ("Mismatched request!", 404)
UNKNOWN_METHOD = ("Unknown request method!", 405)
WRONG_TYPE = ("Wrong data type!", 406)
DATE_NOT_ARRAY = ("Date is not array", 406)
NOT_ENOUGH = ("Not enough values", 409)
INVALID_NUMBER = ("Invalid manager or client phone number", 409)
NO_PHONE = ("Phone not provided or invalid", 409)
UNKNOWN_USER = ("Unknown user", 412)
MALFORMED_KEY = ("Apiak or Hash shorter or longer then was required or not hexadecimal", 417)
WRONG_PAIR = ("Wrong pair whash or walias and apiak!", 424)
# 710 is no registered HTTP status; the documents name it, so it is what leaves.
WIDGET_DISABLED = ("The widget is disabled", 710)


class Refusal(Exception):
    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason, status)
        self.status = status
        self.body = {"status": "fail", "reason": reason}


def undefined(key: str) -> Refusal:
    return Refusal(f"Key '{key}' is not defined!", 400)


def text(params: Params, name: str) -> str:
    """A scalar as it came, "" for none. Raises Refusal 406 for an array."""
    value = params.get(name, "")
    if not isinstance(value, str):
        raise Refusal(*WRONG_TYPE)
    return value


def optional(params: Params, name: str, read: Callable[[str], Read]) -> Read | None:
    """What `read` makes of it, None where it is absent. A ValueError of `read` becomes Refusal 406."""
    value = text(params, name)
    if not value:
        return None
    try:
        return read(value)
    except ValueError as error:
        raise Refusal(*WRONG_TYPE) from error


def _matching(form: re.Pattern[str], value: str) -> str:
    if not form.fullmatch(value):
        raise ValueError("not in its form")
    return value


# «любая число-буквенная строка без спецсимволов»; the documents' own examples have an underscore.
unique = partial(_matching, re.compile(r"\w+"))
email = partial(_matching, re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"))
visit_type = partial(_matching, re.compile("typein|referral|organic"))


def address(value: str) -> str:
    return str(ipaddress.ip_address(value))


def moment(value: str) -> int:
    """UNIX seconds. Raises ValueError."""
    return int(_matching(re.compile(r"\d{1,10}", re.ASCII), value))


def minutes(value: str) -> tuple[int, ...]:
    """`5,10,15`. Raises ValueError."""
    return tuple(moment(part.strip()) for part in value.split(","))


def client(value: str) -> str:
    """Eleven digits. «Номер клиента не может содержать добавочный номер!»: Refusal 409."""
    return _digits(value)


def manager(value: str, widget: Widget) -> tuple[str, str]:
    """(digits, extension) of a number, of an office by its place from 0, or of the first office. Refusal 409."""
    if not value or _OFFICE.fullmatch(value):
        place = int(value or 0)
        if place >= len(widget.offices):
            raise Refusal(*INVALID_NUMBER)
        value = widget.offices[place]
    number, _, extension = value.partition("^")
    extension = _AROUND_DIGITS.sub("", extension)
    if extension and not _EXTENSION.fullmatch(extension):
        raise Refusal(*INVALID_NUMBER)
    return _digits(number), extension


def _digits(value: str) -> str:
    digits = _AROUND_DIGITS.sub("", value)
    if not _PHONE.fullmatch(digits):
        raise Refusal(*INVALID_NUMBER)
    if len(digits) == 10:
        return f"7{digits}"
    return f"7{digits[1:]}" if len(digits) == 11 and digits[0] == "8" else digits


def check_api_key(settings: Settings, params: Params) -> None:
    """For what reads: `api_key`. Raises Refusal 403, and 412 when the account is disabled."""
    if text(params, "api_key") != settings.key:
        raise Refusal(*WRONG_KEY)
    if not settings.enabled:
        raise Refusal(*UNKNOWN_USER)


def check_apiak(settings: Settings, params: Params) -> None:
    """For what changes the account: `apiak`. Raises Refusal 400, 417, 412."""
    if not well_formed_apiak(settings, params) or not settings.enabled:
        raise Refusal(*UNKNOWN_USER)


def well_formed_apiak(settings: Settings, params: Params) -> bool:
    """Whether it is the account's. Raises Refusal 400 without one, 417 for one that cannot be a key.

    The sandbox's own key is no hexadecimal number and passes by its name.
    """
    apiak = text(params, "apiak")
    if not apiak:
        raise undefined("apiak")
    if apiak == settings.key:
        return True
    if not HEXADECIMAL.fullmatch(apiak):
        raise Refusal(*MALFORMED_KEY)
    return False


def find_widget(widgets: list[Widget], params: Params) -> Widget | None:
    """By `whash`, else by `walias`. Raises Refusal 400 without either, 417 for a hash that cannot be one."""
    whash, walias = text(params, "whash"), text(params, "walias")
    if not whash and not walias:
        raise Refusal(*NO_WIDGET_GIVEN)
    for widget in widgets:
        if whash == widget.hash or (not whash and walias == widget.alias):
            return widget
    if whash and not HEXADECIMAL.fullmatch(whash):
        raise Refusal(*MALFORMED_KEY)
    return None
