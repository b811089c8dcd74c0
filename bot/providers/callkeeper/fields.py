"""Values that CallKeeper takes: each type refuses what the documents forbid, and says why."""

import ipaddress
import re
from datetime import datetime, time, timedelta
from functools import cache
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, StringConstraints

from bot.domain.callbacks import is_email
from bot.ports.emulating import ParameterKind
from bot.providers import loose
from bot.providers.forms import looks

_WRITTEN_PHONE = re.compile(r"[0-9+()\-_ ]+")
_OFFICE = re.compile(r"[0-9]{1,3}")
_EXTENSION = re.compile(r"[0-9]{1,10}")
_OFFSET = re.compile(r"(UTC|GMT)?[+-](0[0-9]|1[0-4]):?[0-5][0-9]", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{8}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?")
_CLOSED = "00000000"
MAX_TEXT = 4096
"""CallKeeper names no limit. This is what one Telegram message holds."""


def phone(written: str) -> str:
    """«Номера телефонов могут содержать дополнительные символы +( ) - _»; never an extension for the client."""
    found = loose.phone(written) if _WRITTEN_PHONE.fullmatch(written) else None
    if found is None:
        raise ValueError("must be a number of eleven digits without an extension")
    return found


def manager(written: str) -> str:
    """A phone, `+74642512525^4342` with its extension, or the number of an office of the widget, from 0."""
    written = written.strip()
    if _OFFICE.fullmatch(written):
        return str(int(written))
    number, _, extension = written.partition("^")
    if "^" in written and not _EXTENSION.fullmatch(extension):
        raise ValueError("what follows ^ must be an extension of up to ten digits")
    return f"{phone(number)}^{extension}" if extension else phone(number)


def opening_hours(written: str) -> str:
    """`09001800` for every day, or seven of them; `20000600` runs over midnight, `00000000` is a day off."""
    if len(written) not in (8, 56) or not written.isascii() or not written.isdigit():
        raise ValueError("must be 8 digits such as 09001800, or 56: eight for each day from Monday")
    for day in _DAY.findall(written):
        if day != _CLOSED and _clock(day[:4]) == _clock(day[4:]):
            raise ValueError(f"{day}: must close at another time than it opens; 00000000 is a day off")
    return written


def _clock(digits: str) -> int:
    hours, minutes = int(digits[:2]), int(digits[2:])
    if minutes > 59 or hours * 60 + minutes > 24 * 60:
        raise ValueError(f"{digits} is no time of day")
    return hours * 60 + minutes


def zone(written: str) -> str:
    """`Europe/Moscow` in any case, or `UTC+03:00`, `+0300`."""
    if written.casefold() not in _zones() and not _OFFSET.fullmatch(written):
        raise ValueError("must be a time zone such as Europe/Moscow or UTC+03:00")
    return written


@cache
def _zones() -> frozenset[str]:
    return frozenset(name.casefold() for name in available_timezones())


def email(written: str) -> str:
    if not is_email(written):
        raise ValueError("must be an e-mail address")
    return written


def address(written: str) -> str:
    if not loose.web_address(written):
        raise ValueError("must be an address that starts with https:// or http://")
    return written


def ip(written: str) -> str:
    return str(ipaddress.ip_address(written))


def date(written: str) -> str:
    moment_of(written)
    return written


def moment_of(written: str) -> datetime:
    """W3C, with or without the time; the documents themselves write `2005-08-16T24:00:00`. Raises ValueError."""
    if not _DATE.fullmatch(written):
        raise ValueError("must be a date such as 2017-05-01 or 2017-05-01T23:59:59")
    day, _, clock = written.partition("T")
    start = datetime.fromisoformat(day)
    if clock == "24:00:00":
        return start + timedelta(days=1)
    return start if not clock else datetime.combine(start.date(), time.fromisoformat(clock))


_PHONE = looks(ParameterKind.PHONE, "11 digits, no extension")

Number = Annotated[str, AfterValidator(phone), _PHONE]
Manager = Annotated[str, AfterValidator(manager), looks(ParameterKind.TEXT, "phone, phone^extension or office from 0")]
OpeningHours = Annotated[str, AfterValidator(opening_hours), looks(ParameterKind.TEXT, "09001800, or seven of them")]
Zone = Annotated[str, AfterValidator(zone), looks(ParameterKind.TEXT, "Europe/Moscow, UTC+03:00")]
Email = Annotated[str, AfterValidator(email), looks(ParameterKind.TEXT, "name@example.com")]
Address = Annotated[str, AfterValidator(address), Field(max_length=2048)]
Ip = Annotated[str, AfterValidator(ip), looks(ParameterKind.TEXT, "74.44.210.123")]
Seconds = Annotated[int, Field(gt=0, lt=4_102_444_800), looks(ParameterKind.TIME, "UNIX seconds")]
Date = Annotated[str, AfterValidator(date), looks(ParameterKind.TIME, "2017-05-01, 2017-05-01T23:59:59")]


def _worded(pattern: str, example: str) -> Any:
    """A text of this shape; `example` is what people see of it."""
    return Field(pattern=pattern, json_schema_extra={"limits": example})


Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=255)]
Page = Annotated[str, StringConstraints(min_length=1, max_length=2048)]
Company = Annotated[str, _worded(r"^\w{1,64}$", "letters and digits")]
Hash = Annotated[str, _worded(r"^[0-9A-Fa-f]{32}$", "32 hexadecimal digits")]
Interval = Annotated[str, _worded(r"^[0-9]{1,4}(,[0-9]{1,4})*$", "5,10,15")]
Statuses = Annotated[str, _worded(r"^[0-9]{1,3}/[0-9]{1,3}(,[0-9]{1,3}/[0-9]{1,3})*$", "200/0,200/1")]
AnalyticsId = Annotated[str, _worded(r"^[0-9]+\.[0-9]+$", "1526128712.1513128077")]
VisitId = Annotated[str, _worded(r"^[\w.-]{1,64}$", "7492561")]
Extension = Annotated[str, _worded(r"^[0-9]{1,10}$", "up to 10 digits")]
CallId = Annotated[str, _worded(r"^\S{1,64}$", "the service's id of the call")]
