"""Which calls are meant: the filter of the history, of exports and of whoever counts or tells of calls."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.calls import FINAL, UNREACHED, CallState
from bot.domain.spans import YEARS

FEWEST_DIGITS = 4
MOST_DIGITS = 11
LONGEST_SEARCH = 100
"""Characters."""
STAYED = -1
"""As a pressed key: stayed on the line."""


class Outcome(StrEnum):
    """What calls came to, as people ask for it. `going`: they are not over."""

    REACHED = "reached"
    UNREACHED = "unreached"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    VOICEMAIL = "voicemail"
    REFUSED = "refused"
    CANCELED = "canceled"
    UNKNOWN = "unknown"
    GOING = "going"

    @property
    def states(self) -> frozenset[CallState]:
        return _STATES[self]


_STATES: Mapping[Outcome, frozenset[CallState]] = {
    Outcome.REACHED: frozenset({CallState.COMPLETED}),
    Outcome.UNREACHED: UNREACHED,
    Outcome.NO_ANSWER: frozenset({CallState.NO_ANSWER}),
    Outcome.BUSY: frozenset({CallState.BUSY}),
    Outcome.VOICEMAIL: frozenset({CallState.VOICEMAIL}),
    Outcome.REFUSED: frozenset({CallState.REJECTED, CallState.FAILED}),
    Outcome.CANCELED: frozenset({CallState.CANCELED}),
    Outcome.UNKNOWN: frozenset({CallState.UNKNOWN, CallState.EXPIRED}),
    Outcome.GOING: frozenset(CallState) - FINAL,
}


class Span(StrEnum):
    """Days that move on with the calendar; today is the last of a week and of a month."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"


_DAYS = {Span.TODAY: (0, 0), Span.YESTERDAY: (1, 1), Span.WEEK: (6, 0), Span.MONTH: (29, 0)}
"""How many days ago they begin and end."""


@dataclass(frozen=True, slots=True)
class Days:
    """Both are among them."""

    first: date
    last: date

    @classmethod
    def of(cls, span: Span, today: date) -> "Days":
        first, last = _DAYS[span]
        return cls(today - timedelta(days=first), today - timedelta(days=last))

    def bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From the first midnight until the one after, which is not among them."""
        return _midnight(self.first, zone), _midnight(self.last + timedelta(days=1), zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


@dataclass(frozen=True, slots=True)
class CallFilter:
    """What is None or empty says nothing. `person_id` is whose orders they are, `order_id` the list that they are of,
    `number` the last digits of the callee's, `text` words of what is said or why.
    """

    days: Span | Days | None = None
    person_id: int | None = None
    provider: str | None = None
    outcome: Outcome | None = None
    digit: int | None = None
    order_id: int | None = None
    number: str | None = None
    tag: str | None = None
    text: str | None = None

    @property
    def is_empty(self) -> bool:
        return self == CallFilter()

    def bounds(self, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        if self.days is None:
            return None, None
        today = now.astimezone(zone).date()
        days = Days.of(self.days, today) if isinstance(self.days, Span) else self.days
        return days.bounds(zone)

    def kept(self) -> dict[str, Any]:
        """As JSON holds it; `of` reads it."""
        said = {name: value for name, value in asdict(self).items() if value is not None}
        if isinstance(self.days, Days):
            said["days"] = [self.days.first.isoformat(), self.days.last.isoformat()]
        return said

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "CallFilter":
        """What is not known any more says nothing."""
        names = {field.name for field in fields(cls)}
        said = {name: value for name, value in kept.items() if name in names}
        try:
            if isinstance(days := said.get("days"), list):
                said["days"] = Days(*(date.fromisoformat(day) for day in days))
            elif days is not None:
                said["days"] = Span(days)
            if (outcome := said.get("outcome")) is not None:
                said["outcome"] = Outcome(outcome)
        except (TypeError, ValueError):
            return cls()
        return cls(**said)

    def sought(self, written: str) -> "CallFilter":
        """With what somebody typed to find: the last digits of a number, from four on, or words."""
        number = digits_of(written)
        if number:
            return replace(self, number=number, text=None)
        return replace(self, number=None, text=" ".join(written.split())[:LONGEST_SEARCH] or None)


_NUMBER = re.compile(r"[\d\s()+\-–—.…*]+")


def digits_of(written: str) -> str | None:
    """The last digits of a number, at most eleven; None where words or fewer than four digits are written."""
    digits = re.sub(r"\D", "", written)
    if not _NUMBER.fullmatch(written) or len(digits) < FEWEST_DIGITS:
        return None
    digits = digits[-MOST_DIGITS:]
    return digits[1:] if len(digits) == MOST_DIGITS and digits[0] == "8" else digits


_RANGE = re.compile(r"(?P<first>[\d.]+)(?:\s*[-–—]\s*(?P<last>[\d.]+))?")
_DAY = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?:\.(?P<year>\d{2}|\d{4}))?\.?")


def read_days(written: str, today: date) -> Days | None:
    """`5.11`, `05.11.2026`, `1.11-15.11`; a day without its year is the last one that has been. None: it is none."""
    found = _RANGE.fullmatch(written.strip())
    if found is None:
        return None
    last = _day(found["last"] or found["first"], today)
    first = _day(found["first"], last or today)
    return Days(first, last) if first and last and first <= last else None


def _day(written: str, latest: date) -> date | None:
    found = _DAY.fullmatch(written)
    if found is None:
        return None
    day, month = int(found["day"]), int(found["month"])
    year = int(found["year"]) if found["year"] else latest.year
    try:
        named = date(year + 2000 if year < 100 else year, month, day)
        named = named if found["year"] or named <= latest else named.replace(year=named.year - 1)
    except ValueError:
        return None
    return named if named.year in YEARS else None


_WORD = re.compile(r"\w+")
_ENDING = re.compile(
    r"(?<=\w{3})(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|иях|ях|ах|ов|ев|ам|ям|ом|ем|ой|ей|ый|ий|ую|юю|ая|яя|ое|ее|ые|ие|"
    r"[аеиоуыэюяйь]|(?<=\w{3})s)$"
)
LONGEST_STEM = 16
MOST_WORDS = 60
"""Of one order."""


def stems_of(text: str) -> list[str]:
    """The words of a text, each once and without its ending: «заказы» and «заказа» are one word."""
    plain = unicodedata.normalize("NFC", text.casefold()).replace("ё", "е")
    stems = (_ENDING.sub("", word)[:LONGEST_STEM] for word in _WORD.findall(plain) if len(word) > 1)
    return list(dict.fromkeys(stems))[:MOST_WORDS]
