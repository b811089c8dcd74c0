"""A moment to come, as people write it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.domain.errors import OrderProblem

FARTHEST = timedelta(days=30)
_WRITTEN = re.compile(
    r"(?:(?P<tomorrow>завтра|tomorrow)|(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?:\.(?P<year>\d{4}))?)?"
    r"(?:\s*(?:в|at|,))?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})",
    re.IGNORECASE | re.ASCII,
)


def parse_moment(written: str, now: datetime) -> datetime:
    """`18:30`, «завтра 10:00», `21.11 18:30`, `21.11.2026 18:30`, in the zone of `now`.

    A time that has passed today is tomorrow's, a day that has passed is next year's. Raises OrderProblem.
    """
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        raise OrderProblem("time-not-understood")
    try:
        moment = _moment(found, now)
    except ValueError:
        raise OrderProblem("time-not-understood") from None
    if moment <= now:
        raise OrderProblem("time-passed")
    if moment - now > FARTHEST:
        raise OrderProblem("time-too-far", days=FARTHEST.days)
    return moment


def _moment(found: re.Match[str], now: datetime) -> datetime:
    clock = now.replace(hour=int(found["hour"]), minute=int(found["minute"]), second=0, microsecond=0)
    if found["tomorrow"]:
        return clock + timedelta(days=1)
    if found["day"] is None:
        return clock if clock > now else clock + timedelta(days=1)
    moment = clock.replace(year=int(found["year"] or now.year), month=int(found["month"]), day=int(found["day"]))
    return moment if moment > now or found["year"] else moment.replace(year=now.year + 1)
