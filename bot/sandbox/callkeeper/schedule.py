"""Working hours as CallKeeper writes them, and the next time somebody is there.

`09001800`: each day alike; seven of them in a row: Monday to Sunday; `00000000` is a day off.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

Week = tuple[tuple[int, int], ...]
"""Per day, from Monday: minutes since midnight when it opens and closes, maybe the next day; equal: closed."""

DAY = 24 * 60
ALWAYS: Week = ((0, DAY),) * 7
_HOURS = re.compile(r"(\d{8}|\d{56})", re.ASCII)
_OFFSET = re.compile(r"(?:UTC)?([+\- ])(\d{2}):?(\d{2})", re.IGNORECASE | re.ASCII)


def read_week(text: str) -> Week:
    """Raises ValueError for any other number of digits, or for impossible hours."""
    if not _HOURS.fullmatch(text):
        raise ValueError("8 or 56 digits")
    days = [_day(text[at : at + 8]) for at in range(0, len(text), 8)]
    return tuple(days * 7) if len(days) == 1 else tuple(days)


def _day(digits: str) -> tuple[int, int]:
    opens, closes = _minutes(digits[:4]), _minutes(digits[4:])
    return opens, closes if closes >= opens else closes + DAY


def _minutes(digits: str) -> int:
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if int(digits[2:]) > 59 or minutes > DAY:
        raise ValueError("not a time of day")
    return minutes


def read_zone(text: str) -> tzinfo:
    """`Europe/Moscow`, `europe/moscow`, `UTC+03:00`, `+0300`; an unescaped plus arrives as a space.

    Raises ValueError.
    """
    offset = _OFFSET.fullmatch(text)
    if offset is not None:
        sign = -1 if offset[1] == "-" else 1
        return datetime.strptime(f"{'-' if sign < 0 else '+'}{offset[2]}{offset[3]}", "%z").tzinfo or UTC
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        for name in available_timezones():
            if name.casefold() == text.casefold():
                return ZoneInfo(name)
    raise ValueError("no time zone")


def next_open(week: Week, zone: tzinfo, at: float) -> float | None:
    """`at` itself (UNIX seconds) when it falls into working hours, else when they begin; None: never."""
    local = datetime.fromtimestamp(at, zone)
    for ahead in range(-1, 8):
        midnight = (local + timedelta(days=ahead)).replace(hour=0, minute=0, second=0, microsecond=0)
        opens, closes = week[midnight.weekday()]
        begin = max(at, (midnight + timedelta(minutes=opens)).timestamp())
        if begin < (midnight + timedelta(minutes=closes)).timestamp():
            return begin
    return None
