"""Spans of days: what somebody asks about when they want to see past calls."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.errors import OrderProblem

LONGEST = 92
"""Days."""
YEARS = range(2000, 2100)
"""Days of others are a slip: nobody was called then, and the calendar ends before or after some of them."""
_DAY = r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?"
_SPAN = re.compile(rf"{_DAY}(?:\s*(?:-|–|—|по|to|\.\.)\s*{_DAY})?", re.ASCII)


class Span(StrEnum):
    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    """Today and the six days before."""


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
        after = self.last + timedelta(days=1)
        return _midnight(self.first, zone), _midnight(after, zone)


def days_of(span: Span, today: date) -> Days:
    if span is Span.YESTERDAY:
        return Days(today - timedelta(days=1), today - timedelta(days=1))
    return Days(today - timedelta(days=6) if span is Span.WEEK else today, today)


def read_days(written: str, today: date) -> Days:
    """`21.11`, `21.11 - 28.11`, `21.11.2026 – 28.11.2026`. Without a year the latest such day. Raises OrderProblem."""
    found = _SPAN.fullmatch(written.strip())
    if found is None:
        raise OrderProblem("at-service-dates-unclear")
    begins, ends = found.groups()[:3], found.groups()[3:]
    last = _day(ends if ends[0] else begins, today)
    first = _day(begins, last) if ends[0] else last
    if first > last:
        raise OrderProblem("at-service-dates-unclear")
    days = Days(first, last)
    if days.count > LONGEST:
        raise OrderProblem("at-service-dates-long", most=LONGEST)
    return days


def _day(written: Sequence[str | None], latest: date) -> date:
    day, month, year = (part or "0" for part in written)
    try:
        if int(year):
            found = date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
        else:
            found = date(latest.year, int(month), int(day))
            found = found if found <= latest else found.replace(year=latest.year - 1)
        if found.year not in YEARS:
            raise ValueError(f"nobody was called in {found.year}")
        return found
    except ValueError:
        raise OrderProblem("at-service-dates-unclear") from None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
