"""When an order's calls go, by the callee's clock and by ours."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.hours import clocks_differ, offset_of, zone_of_all
from bot.domain.orders import Order
from bot.telegram.look import Look
from bot.telegram.texts import Html


def moment(at: datetime, zone: ZoneInfo) -> str:
    """`21.11 18:30`."""
    return at.astimezone(zone).strftime("%d.%m %H:%M")


def when(order: Order, at: datetime, look: Look) -> Html:
    """Both clocks, or one where they agree; of numbers in several zones, ours."""
    zone = zone_of_all(order.phones, look.zone)
    theirs, ours = at.astimezone(zone), at.astimezone(look.zone)
    if clocks_differ(order.phones, look.zone, at):
        return look.tr("call-when-mixed", time=moment(at, look.zone), zone=offset_of(ours))
    if theirs.utcoffset() == ours.utcoffset():
        return look.tr("call-when-one", time=moment(at, zone))
    here = ours.strftime("%H:%M") if ours.date() == theirs.date() else moment(at, look.zone)
    return look.tr("call-when-both", time=moment(at, zone), zone=offset_of(theirs), ours=here)


def whose_clock(order: Order, now: datetime, look: Look) -> Html:
    """Which clock a time is understood by, when somebody is to name one."""
    zone = zone_of_all(order.phones, look.zone)
    if clocks_differ(order.phones, look.zone, now):
        key, shown = "call-clock-ours", now.astimezone(look.zone)
    else:
        key, shown = "call-clock-callee", now.astimezone(zone)
    return look.tr(key, now=shown.strftime("%H:%M"), zone=offset_of(shown))
