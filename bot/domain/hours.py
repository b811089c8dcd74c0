"""When the calls of an order may go: at once, at the time that was named, or when the callee's hours begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import phonenumbers

from bot.domain.errors import OrderProblem
from bot.domain.orders import CallingWindow, Order
from bot.domain.phones import Phone

_KAZAKHSTAN = ("76", "77")
_SEASONS = (datetime(2037, 1, 1, tzinfo=UTC), datetime(2037, 7, 1, tzinfo=UTC))
"""Far enough for the rules in force now to be all that counts."""


def zone_of(phone: Phone, default: ZoneInfo) -> ZoneInfo:
    """The zone of a landline or of Kazakhstan, or one of several that show the same time.

    `default` for Russian mobiles, whose prefix belongs to every zone of the country.
    """
    return _told_by(phone) or default


@lru_cache(1024)  # a call's hours are looked at when it is pressed, placed and sent
def _told_by(phone: Phone) -> ZoneInfo | None:
    from phonenumbers import timezone  # its table of prefixes is large, and needed only where calls are placed

    number = phonenumbers.PhoneNumber(country_code=7, national_number=int(phone[1:]))
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
    zones = [zone_of(phone, default) for phone in phones]
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


class OutsideWindow(OrderProblem):
    """A single call outside the callee's calling window: ask once more."""


@dataclass(frozen=True, slots=True)
class Hours:
    """`zone` is the company's, for numbers that do not tell their own."""

    window: CallingWindow
    zone: ZoneInfo

    def starts(self, order: Order, now: datetime, *, anyway: bool) -> dict[Phone, datetime | None]:
        """When each call may go; None is now. A list waits for the window, a single call asks once more.

        What counts is the callee's time when it rings, be it planned by us or by a provider that joins people.
        Raises OrderProblem (OutsideWindow among them) when the time has passed, or when nobody may be called then.
        """
        rings = order.terms.rings_at
        if rings is not None and rings <= now:
            raise OrderProblem("order-time-passed")
        return {phone: self._start(order, phone, rings, now, anyway=anyway) for phone in order.phones}

    def _start(
        self, order: Order, phone: Phone, rings: datetime | None, now: datetime, *, anyway: bool
    ) -> datetime | None:
        at = rings or now
        opens = self.next_opening(phone, at)
        if anyway or opens <= at:
            return order.terms.at
        if len(order.phones) > 1:
            return opens
        key = "order-outside-window-then" if rings else "order-outside-window"
        raise OutsideWindow(key, time=at.astimezone(zone_of(phone, self.zone)).strftime("%H:%M"))

    def next_opening(self, phone: Phone, at: datetime) -> datetime:
        """`at` when this callee may be called then."""
        return self.window.next_opening(at, zone_of(phone, self.zone))
