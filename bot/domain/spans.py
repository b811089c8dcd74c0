"""Days that somebody asks about: those of a button, which move on with the calendar, and those that people write."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.errors import OrderProblem

LONGEST = 92
"""Days."""
_YEARS = range(2000, 2100)
"""Days of others are a slip: nobody was called then, and the calendar ends before or after some of them."""
_DAY = r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?\.?"
_SPAN = re.compile(rf"{_DAY}(?:\s*(?:-|–|—|по|to|\.\.)\s*{_DAY})?", re.ASCII)


class Span(StrEnum):
    """Today is the last day of a week and of a month."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"


_AGO = {Span.TODAY: (0, 0), Span.YESTERDAY: (1, 1), Span.WEEK: (6, 0), Span.MONTH: (29, 0)}
"""How many days ago they begin and end."""


@dataclass(frozen=True, slots=True)
class Days:
    """Both included."""

    first: date
    last: date

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1

    def each(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range(self.count)]

    def moments(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From its first moment to the first one after it, by this clock."""
        edges = self.edges(zone)
        return edges[0], edges[-1]

    def edges(self, zone: ZoneInfo) -> list[datetime]:
        """Where each day begins by this clock, and where the last one ends."""
        return [_midnight(day, zone) for day in Days(self.first, self.last + timedelta(days=1)).each()]


def days_of(span: Span, today: date) -> Days:
    return Days(*(today - timedelta(days=ago) for ago in _AGO[span]))


def read_days(written: str, today: date, most: int | None = LONGEST) -> Days:
    """`21.11`, `21.11 - 28.11`, `21.11.2026 – 28.11.2026`. Without a year the latest such day. Raises OrderProblem,
    for more days than `most` too.
    """
    found = _SPAN.fullmatch(written.strip())
    if found is None:
        raise OrderProblem("at-service-dates-unclear")
    begins, ends = found.groups()[:3], found.groups()[3:]
    last = _day(ends if ends[0] else begins, today)
    first = _day(begins, last) if ends[0] else last
    if first > last:
        raise OrderProblem("at-service-dates-unclear")
    days = Days(first, last)
    if most is not None and days.count > most:
        raise OrderProblem("at-service-dates-long", most=most)
    return days


def _day(written: Sequence[str | None], latest: date) -> date:
    day, month, year = (part or "0" for part in written)
    try:
        if int(year):
            found = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
        else:
            found = date(latest.year, int(month), int(day))
            found = found if found <= latest else found.replace(year=latest.year - 1)
        if found.year not in _YEARS:
            raise ValueError(f"nobody was called in {found.year}")
        return found
    except ValueError:
        raise OrderProblem("at-service-dates-unclear") from None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
