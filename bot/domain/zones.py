"""The callee's time zone, as far as the number tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import phonenumbers

from bot.domain.phones import Phone

_KAZAKHSTAN = ("76", "77")
_SEASONS = (datetime(2037, 1, 1), datetime(2037, 7, 1))  # noqa: DTZ001 - each zone's own clock is asked
"""Far enough for the rules in force now to be all that counts."""


def zone_of(phone: Phone, default: ZoneInfo) -> ZoneInfo:
    """The zone of a landline or of Kazakhstan, or one of several that show the same time.

    `default` for Russian mobiles, whose prefix belongs to every zone of the country.
    """
    return _told_by(phone) or default


@lru_cache(1024)  # a call's hours are looked at when it is pressed, placed and sent
def _told_by(phone: Phone) -> ZoneInfo | None:
    from phonenumbers import timezone  # its table of prefixes is large, and needed only where calls are placed

    number = phonenumbers.parse("+" + phone)
    if phone.startswith(_KAZAKHSTAN):
        names = timezone.time_zones_for_geographical_number(number)
    else:
        names = timezone.time_zones_for_number(number)
    return None if timezone.UNKNOWN_TIMEZONE in names else _of_names(tuple(names))


@cache
def _of_names(names: tuple[str, ...]) -> ZoneInfo | None:
    """Asked for each call: a mobile has more zones than `ZoneInfo` keeps, and each is read from its file otherwise."""
    zones = [ZoneInfo(name) for name in names]
    return zones[0] if _agree(zones) else None


def zone_of_all(phones: Sequence[Phone], default: ZoneInfo) -> ZoneInfo:
    """By whose clock a moment for all of them is meant: theirs when they show the same time, else `default`."""
    return _shared([zone_of(phone, default) for phone in phones], default)


def _shared(zones: Sequence[ZoneInfo], default: ZoneInfo) -> ZoneInfo:
    """One of the zones when all their clocks agree, else `default`."""
    return zones[0] if _agree(zones) else default


def _agree(zones: Sequence[ZoneInfo]) -> bool:
    return len({tuple(season.replace(tzinfo=zone).utcoffset() for season in _SEASONS) for zone in zones}) == 1


def clocks_differ(phones: Sequence[Phone], default: ZoneInfo, at: datetime) -> bool:
    """Whether their clocks show different times at that moment."""
    return len({at.astimezone(zone_of(phone, default)).utcoffset() for phone in phones}) > 1


def offset_of(at: datetime) -> str:
    """`UTC+7`, `UTC+5:30`."""
    minutes = round((at.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
