"""When a company or its client may be called, as CallKeeper writes it: `09001800`, or seven of them."""

import re

from bot.domain.errors import OrderProblem

_SPAN = re.compile(r"([01]?\d|2[0-4])(?::([0-5]\d))?\s*[-–—]\s*([01]?\d|2[0-4])(?::([0-5]\d))?", re.ASCII)
_DIGITS = re.compile(r"\d{8}|\d{56}", re.ASCII)


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
