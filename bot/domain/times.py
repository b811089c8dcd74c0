"""A moment to come, as people write it."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import OrderProblem

FARTHEST = timedelta(days=30)
_DAY = r"(?P<tomorrow>завтра|tomorrow)|(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})(?:\.(?P<year>[0-9]{4}))?"
_WRITTEN = re.compile(rf"(?:{_DAY})?(?:\s*(?:в|at|,))?\s*(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})")
_BARE = re.compile(
    rf"(?:(?:{_DAY})(?:\s*(?:в|at|,)\s*|\s+)|(?:в|at)\s+)?"
    r"(?P<hour>[0-9]{2}(?=[0-9]{2}$|$)|[0-9](?=$))(?P<minute>[0-9]{2})?"
)
"""`18` and `1830`, alone or after a day."""
_LATER = re.compile(
    r"(?:(?:через|in)\s+)?(?P<count>[0-9]{1,5})\s*"
    r"(?P<unit>ч|час|часа|часов|h|hour|hours|м|мин|минута|минуту|минуты|минут|m|min|minute|minutes)?\.?"
)
_HOURS = re.compile(r"[чh]")
_UNSAID = re.compile(r"0?[1-9]|1[0-9]|2[0-3]")
"""A full hour, or some minutes."""
_DIGITS = re.compile(r"(?:[01][0-9]|2[0-3])[0-5][0-9]")
_TIME = re.compile(r"(?:(?:в|at)\s+)?(?P<hour>[0-9]{1,2})(?:[:. -](?P<minute>[0-9]{2}))?")


def parse_moment(written: str, now: datetime) -> datetime:
    """`18:30`, `1830`, `18`, «завтра 10:00», `21.11 18:30`, `21.11.2026 18:30`, in the zone of `now`.

    A time that has passed today is tomorrow's, a day that has passed is next year's. Raises OrderProblem.
    """
    written = written.strip().lower()
    found = _WRITTEN.fullmatch(written) or _BARE.fullmatch(written)
    if found is None:
        raise OrderProblem("time-not-understood")
    try:
        moment = _moment(found, now)
    except ValueError:
        raise OrderProblem("time-not-understood") from None
    return ahead(moment, now)


def parse_plan(written: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Minutes or hours from now (`45`, «через 2 часа»), or a moment by the clock of `zone`; whole minutes, in UTC.

    `1830` is a clock as everywhere. `18`, elsewhere 18:00, may be minutes here and is asked about. Raises OrderProblem.
    """
    written = written.strip().lower()
    if _UNSAID.fullmatch(written):
        raise OrderProblem("time-hour-or-minutes", count=int(written), clock=f"{int(written)}:00")
    if not _DIGITS.fullmatch(written) and (found := _LATER.fullmatch(written)):
        minutes = int(found["count"]) * (60 if _HOURS.match(found["unit"] or "") else 1)
        return in_minutes(minutes, now)
    moment = parse_moment(written, now.astimezone(zone))
    return ahead(by_clock(moment.date(), moment.time(), zone), now)


def parse_clock(written: str) -> time:
    """`18:30`, `18.30`, `1830`, `18`. Raises OrderProblem."""
    written = written.strip().lower()
    if _DIGITS.fullmatch(written):
        written = f"{written[:2]}:{written[2:]}"
    if found := _TIME.fullmatch(written):
        with suppress(ValueError):
            return time(int(found["hour"]), int(found["minute"] or 0))
    raise OrderProblem("time-not-understood")


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


def _moment(found: re.Match[str], now: datetime) -> datetime:
    clock = now.replace(hour=int(found["hour"]), minute=int(found["minute"] or 0), second=0, microsecond=0)
    if found["tomorrow"]:
        return clock + timedelta(days=1)
    if found["day"] is None:
        return clock if clock > now else clock + timedelta(days=1)
    moment = clock.replace(year=int(found["year"] or now.year), month=int(found["month"]), day=int(found["day"]))
    return moment if moment > now or found["year"] else moment.replace(year=now.year + 1)
