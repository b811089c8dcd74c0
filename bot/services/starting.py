"""When the calls of an order may go: at once, at the time that was named, or when the callee's hours begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.errors import OrderProblem
from bot.domain.orders import CallingWindow, Order
from bot.domain.phones import Phone
from bot.domain.zones import zone_of


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
