"""Widgets of a callback service: whose phone rings first, and when people there may be called."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.callbacks import LONGEST_EXTRA, is_email
from bot.domain.errors import OrderProblem
from bot.domain.opening_hours import read_hours
from bot.domain.phones import parse_manager

MOST_EMAILS = 5


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


def _read_emails(written: str) -> str:
    emails = [part for part in re.split(r"[\s,;]+", written) if part]
    if not all(map(is_email, emails)) or len(emails) > MOST_EMAILS:
        raise OrderProblem("callback-extra-bad-email")
    return ", ".join(emails)
