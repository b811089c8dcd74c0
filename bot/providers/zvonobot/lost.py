"""A call whose answer was lost, among all that the service knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from bot.ports.abilities import LostCall
from bot.providers import loose
from bot.providers.zvonobot.answers import is_error
from bot.providers.zvonobot.outcome import call_id, phone_of

BEFORE = timedelta(seconds=5)
"""Their clock may be behind ours."""
AFTER = timedelta(seconds=120)


def newest_of(items: Iterable[Any], lost: LostCall) -> str | None:
    """The id of the newest call to the phone, created from 5 s before it was submitted to 120 s after.

    A redial is none of ours: `{"id": 18, "createdAt": 1714993771, "prevCallId": 17, "calls": [{"phone": "79…"}]}`
    """
    found: list[tuple[datetime, int, str]] = []
    for place, item in enumerate(items):
        if not isinstance(item, dict) or is_error(item) or item.get("prevCallId"):
            continue
        created = loose.moment(item.get("createdAt"))
        if created is None or not lost.submitted_at - BEFORE <= created <= lost.submitted_at + AFTER:
            continue
        id_ = call_id(item)
        if id_ is not None and loose.phone(phone_of(item)) == lost.phone:
            found.append((created, loose.integer(id_) or place, id_))
    return max(found)[2] if found else None
