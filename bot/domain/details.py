"""What a provider tells of a call beyond what they all tell: for people who want to know more than the card says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

RawReport = Mapping[str, Any]
"""A provider's report as it came."""


class About(StrEnum):
    """What a fact is about, in the order in which people read them: the same for every provider."""

    NUMBER = "number"
    EXPLAINED = "explained"
    MANAGER_LEG = "manager_leg"
    CLIENT_LEG = "client_leg"
    CAUSE = "cause"
    EXPECTED = "expected"
    SOUND = "sound"
    DIALLED = "dialled"
    ANSWERED = "answered"
    ENDED = "ended"
    LASTED = "lasted"
    TALKED = "talked"
    BILLED = "billed"
    ATTEMPT = "attempt"
    ATTEMPTS = "attempts"
    CONNECTED = "connected"
    ANSWERS = "answers"
    HEARD = "heard"
    RECOGNISED = "recognised"
    PASSED_TO = "passed_to"
    PASSED_STATE = "passed_state"
    PASSED_DIALLED = "passed_dialled"
    PASSED_ANSWERED = "passed_answered"
    PASSED_LASTED = "passed_lasted"
    PASSED_PRICE = "passed_price"
    SMS_STATE = "sms_state"
    SMS_SENT = "sms_sent"
    SMS_PARTS = "sms_parts"
    SMS_PRICE = "sms_price"
    SMS_TEXT = "sms_text"
    BLOCKED = "blocked"
    TAGS = "tags"
    SOURCE = "source"
    FIRST_SOURCE = "first_source"
    VISIT = "visit"
    PAGES = "pages"
    PAGE = "page"
    SITE = "site"
    PLACE = "place"
    ADDRESS = "address"
    BROWSER = "browser"
    ANALYTICS = "analytics"


@dataclass(frozen=True, slots=True)
class Seconds:
    count: int


@dataclass(frozen=True, slots=True)
class Minutes:
    count: int


@dataclass(frozen=True, slots=True)
class Number:
    """A phone, masked where numbers are."""

    phone: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text of ours, by its key; `code` is the provider's own word for it."""

    key: str
    code: str = ""


Value = str | int | Decimal | datetime | Seconds | Minutes | Number | Words
"""A `Decimal` is roubles; a `str` comes from outside."""


@dataclass(frozen=True, slots=True)
class Detail:
    about: About
    value: Value


def in_order(found: dict[About, Value | None]) -> list[Detail]:
    """Without what is not said."""
    said = {about: value for about, value in found.items() if value is not None and value != ""}
    return [Detail(about, said[about]) for about in About if about in said]
