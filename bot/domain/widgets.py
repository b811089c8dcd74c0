"""Widgets of a callback service: whose phone rings first, and when people there may be called."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.callbacks import LONGEST_EXTRA, is_email
from bot.domain.errors import OrderProblem
from bot.domain.phones import parse_manager

MOST_EMAILS = 5
_SPAN = re.compile(r"([01]?\d|2[0-4])(?::([0-5]\d))?\s*[-–—]\s*([01]?\d|2[0-4])(?::([0-5]\d))?", re.ASCII)
_DIGITS = re.compile(r"\d{8}|\d{56}", re.ASCII)


@dataclass(frozen=True, slots=True)
class KeptWidget:
    """One that was made from here. Who knows its `hash` places calls through it."""

    provider: str
    hash: str = field(repr=False)
    name: str
    phone: str
    made_by: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class WidgetWish:
    """A widget to be made; `phone` with `^extension` if any, `zone` by its IANA name, `emails` parted by commas."""

    phone: str
    zone: str = ""
    name: str = ""
    site: str = ""
    hours: str = ""
    emails: str = ""


def key_of(widget_hash: str) -> str:
    """What buttons and logs name it by: it tells nothing of the hash."""
    return hashlib.blake2b(widget_hash.encode(), digest_size=6).hexdigest()


def read_wish(field_name: str, written: str) -> str:
    """A field of a WidgetWish as it is kept. Raises OrderProblem, BadPhone."""
    written = " ".join(written.split())
    if len(written) > LONGEST_EXTRA:
        raise OrderProblem("callback-extra-too-long", length=len(written), limit=LONGEST_EXTRA)
    reader = {"phone": parse_manager, "hours": read_hours, "emails": _read_emails}.get(field_name)
    return reader(written) if reader else written


def read_hours(written: str) -> str:
    """`9:00-18:00` or CallKeeper's own `09001800`, for each day from Monday too; `20-6` runs over midnight.

    Raises OrderProblem.
    """
    if found := _SPAN.fullmatch(written):
        hours = "".join(f"{int(part or 0):02}" for part in found.groups())
    elif _DIGITS.fullmatch(written):
        hours = written
    else:
        raise OrderProblem("widgets-bad-hours")
    for at in range(0, len(hours), 8):
        opens, closes = (_minutes(hours[at + half : at + half + 4]) for half in (0, 4))
        if opens == closes and hours[at : at + 8] != "00000000":
            raise OrderProblem("widgets-bad-hours")
    return hours


def _minutes(digits: str) -> int:
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if int(digits[2:]) > 59 or minutes > 24 * 60:
        raise OrderProblem("widgets-bad-hours")
    return minutes


def shown_hours(hours: str) -> str:
    """`09:00–18:00`; a week as it is written for CallKeeper."""
    if len(hours) != 8:
        return hours
    return f"{hours[:2]}:{hours[2:4]}–{hours[4:6]}:{hours[6:]}"


def _read_emails(written: str) -> str:
    emails = [part for part in re.split(r"[\s,;]+", written) if part]
    if not all(map(is_email, emails)) or len(emails) > MOST_EMAILS:
        raise OrderProblem("callback-extra-bad-email")
    return ", ".join(emails)
