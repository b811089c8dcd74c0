"""What CallKeeper's pairs `status_code/status2_code` mean; the wording is in `locales/*/callkeeper.ftl`.

The first code is the manager's leg, the second the client's: 0 when nobody tried to reach the client.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.calls import CallState
from bot.ports.telling import Side


@dataclass(frozen=True, slots=True)
class Meaning:
    state: CallState
    side: Side | None = None


def _meanings(state: CallState, side: Side | None, *pairs: str) -> dict[str, Meaning]:
    return {pair: Meaning(state, side) for pair in pairs}


# 707/0 may still be about to change, so it ends nothing. 200/0 does: the manager's leg broke off.
TABLE: dict[str, Meaning] = {
    **_meanings(CallState.PLACED, None, "2/0", "707/0"),
    **_meanings(CallState.RINGING, None, "1/0"),
    **_meanings(CallState.COMPLETED, None, "200/200", "200/717"),
    **_meanings(CallState.BUSY, Side.CLIENT, "200/486", "200/600"),
    **_meanings(CallState.BUSY, Side.MANAGER, "486/0"),
    **_meanings(CallState.NO_ANSWER, Side.CLIENT, "200/406", "200/408", "200/480", "200/487", "200/718"),
    **_meanings(CallState.NO_ANSWER, Side.MANAGER, "408/0", "480/0", "487/0"),
    **_meanings(CallState.FAILED, Side.CLIENT, "200/403", "200/404", "200/410", "200/461", "200/484", "200/603"),
    **_meanings(CallState.FAILED, Side.CLIENT, "200/400", "200/491", "200/500", "200/502", "200/503", "200/504"),
    **_meanings(CallState.FAILED, Side.CLIENT, "667/0", "668/0", "718/0"),
    **_meanings(CallState.FAILED, Side.MANAGER, "200/0", "200/1", "403/0", "404/0", "484/0", "488/0", "491/0"),
    **_meanings(CallState.FAILED, Side.MANAGER, "500/0", "502/0", "503/0", "504/0", "603/0", "604/0", "705/0"),
    **_meanings(CallState.FAILED, None, "703/0", "709/0", "710/0", "720/0", "811/0", "812/0", "814/0"),
    **_meanings(CallState.CANCELED, Side.MANAGER, "200/708", "708/0"),
    **_meanings(CallState.CANCELED, None, "701/0", "702/0", "704/0", "790/0", "813/0", "815/0"),
}


def status_key(vendor_status: str) -> str | None:
    """The Fluent key of what the service's cabinet calls this pair; None for one that it does not list."""
    return f"callkeeper-status-{vendor_status.replace('/', '_')}" if vendor_status in TABLE else None


def detail_key(vendor_status: str) -> str | None:
    """The same at length."""
    return f"callkeeper-detail-{vendor_status.replace('/', '_')}" if vendor_status in TABLE else None


def side_of(vendor_status: str) -> Side | None:
    meaning = TABLE.get(vendor_status)
    return meaning.side if meaning else None
