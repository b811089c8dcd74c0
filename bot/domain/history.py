"""Which calls are meant: the filter of the history, of exports and of whoever counts or tells of calls."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.calls import FINAL, UNREACHED, CallState
from bot.domain.spans import Days, Span, days_of
from bot.domain.subscriptions import Digest

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


@dataclass(frozen=True, slots=True)
class CallFilter:
    """What is None or empty narrows nothing. `person_id` is whose orders they are, `order_id` the list they are of,
    `number` the last digits of the callee's, `text` words of what is said or why, `digest` one that counted the calls.
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
    digest: Digest | None = None

    @property
    def is_empty(self) -> bool:
        return self == CallFilter()

    def bounds(self, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        if self.digest is not None:
            return self.digest.since, self.digest.until
        if self.days is None:
            return None, None
        today = now.astimezone(zone).date()
        days = days_of(self.days, today) if isinstance(self.days, Span) else self.days
        return days.moments(zone)

    def kept(self) -> dict[str, Any]:
        """As JSON holds it; `of` reads it."""
        said = {name: value for name, value in asdict(replace(self, digest=None)).items() if value is not None}
        if self.digest is not None:
            said["digest"] = self.digest.kept()
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
            if (digest := said.get("digest")) is not None:
                said["digest"] = Digest.of(digest)
        except (AttributeError, LookupError, TypeError, ValueError):
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
