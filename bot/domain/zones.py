"""The callee's time zone, as far as the number tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import phonenumbers

from bot.domain.phones import Phone


def zone_of(phone: Phone, default: ZoneInfo) -> ZoneInfo:
    """A landline's own zone; `default` for mobiles, whose prefix belongs to every zone of the country."""
    from phonenumbers import timezone  # its table of prefixes is large, and needed only where calls are placed

    zones = timezone.time_zones_for_number(phonenumbers.parse("+" + phone))
    return ZoneInfo(zones[0]) if len(zones) == 1 and zones[0] != timezone.UNKNOWN_TIMEZONE else default


def zone_of_all(phones: Sequence[Phone], default: ZoneInfo) -> ZoneInfo:
    """By whose clock a moment for all of them is meant: theirs when it is one, else `default`."""
    zones = {zone_of(phone, default) for phone in phones}
    return zones.pop() if len(zones) == 1 else default


def clocks_differ(phones: Sequence[Phone], default: ZoneInfo, at: datetime) -> bool:
    """Whether their clocks show different times at that moment."""
    return len({at.astimezone(zone_of(phone, default)).utcoffset() for phone in phones}) > 1


def offset_of(at: datetime) -> str:
    """`UTC+7`, `UTC+5:30`."""
    minutes = round((at.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
