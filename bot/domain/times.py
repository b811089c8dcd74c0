"""A moment to come, as people write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import OrderProblem

FARTHEST = timedelta(days=30)
_CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
_WRITTEN = re.compile(
    r"(?:(?P<tomorrow>завтра|tomorrow)|(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})(?:\.(?P<year>[0-9]{4}))?)?"
    rf"(?:\s*(?:в|at|,))?\s*{_CLOCK}"
)
_LATER = re.compile(
    r"(?:(?:через|in)\s+)?(?P<count>[0-9]{1,5})\s*"
    r"(?P<unit>ч|час|часа|часов|h|hour|hours|м|мин|минута|минуту|минуты|минут|m|min|minute|minutes)?\.?"
)
_HOURS = re.compile(r"[чh]")
_TIME = re.compile(r"(?:(?:в|at)\s+)?(?P<hour>[0-9]{1,2})(?:[:. -](?P<minute>[0-9]{2}))?")


def parse_moment(written: str, now: datetime) -> datetime:
    """`18:30`, «завтра 10:00», `21.11 18:30`, `21.11.2026 18:30`, in the zone of `now`.

    A time that has passed today is tomorrow's, a day that has passed is next year's. Raises OrderProblem.
    """
    found = _WRITTEN.fullmatch(written.strip().lower())
    if found is None:
        raise OrderProblem("time-not-understood")
    try:
        moment = _moment(found, now)
    except ValueError:
        raise OrderProblem("time-not-understood") from None
    return ahead(moment, now)


def parse_plan(written: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Minutes or hours from now (`45`, «через 2 часа»), or a moment by the clock of `zone`; whole minutes, in UTC.

    Raises OrderProblem.
    """
    if found := _LATER.fullmatch(written.strip().lower()):
        minutes = int(found["count"]) * (60 if _HOURS.match(found["unit"] or "") else 1)
        return in_minutes(minutes, now)
    moment = parse_moment(written, now.astimezone(zone))
    return ahead(by_clock(moment.date(), moment.time(), zone), now)


def parse_clock(written: str) -> time:
    """`18:30`, `18.30`, `18`. Raises OrderProblem."""
    found = _TIME.fullmatch(written.strip().lower())
    try:
        return time(int(found["hour"]), int(found["minute"] or 0)) if found else _not_understood()
    except ValueError:
        return _not_understood()


def in_minutes(minutes: int, now: datetime) -> datetime:
    """Never sooner than was asked: a minute that has begun is not counted. Raises OrderProblem."""
    begun = now.replace(second=0, microsecond=0)
    start = begun if begun == now else begun + timedelta(minutes=1)
    return ahead((start + timedelta(minutes=minutes)).astimezone(UTC), now)


def by_clock(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """In UTC. Raises OrderProblem for an hour that the zone's clock leaves out when summer time begins."""
    local = datetime.combine(day, clock.replace(second=0, microsecond=0, fold=0), zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise OrderProblem("time-left-out")
    return moment


def ahead(moment: datetime, now: datetime) -> datetime:
    """`moment` itself. Raises OrderProblem when it has passed or is too far away."""
    away = moment.astimezone(UTC) - now.astimezone(UTC)
    if away <= timedelta(0):
        raise OrderProblem("time-passed")
    if away > FARTHEST:
        raise OrderProblem("time-too-far", days=FARTHEST.days)
    return moment


def _not_understood() -> time:
    raise OrderProblem("time-not-understood")


def _moment(found: re.Match[str], now: datetime) -> datetime:
    clock = now.replace(hour=int(found["hour"]), minute=int(found["minute"]), second=0, microsecond=0)
    if found["tomorrow"]:
        return clock + timedelta(days=1)
    if found["day"] is None:
        return clock if clock > now else clock + timedelta(days=1)
    moment = clock.replace(year=int(found["year"] or now.year), month=int(found["month"]), day=int(found["day"]))
    return moment if moment > now or found["year"] else moment.replace(year=now.year + 1)
