"""The callee's time zone, as far as the number tells it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import phonenumbers

from bot.domain.phones import Phone


def zone_of(phone: Phone, default: ZoneInfo) -> ZoneInfo:
    """A landline's own zone; `default` for mobiles, whose prefix belongs to every zone of the country."""
    from phonenumbers import timezone  # its table of prefixes is large, and needed only where calls are placed

    zones = timezone.time_zones_for_number(phonenumbers.parse("+" + phone))
    return ZoneInfo(zones[0]) if len(zones) == 1 and zones[0] != timezone.UNKNOWN_TIMEZONE else default
