"""A callback whose answer was lost, looked for among the calls that the service shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot.ports.abilities import LostCall
from bot.providers import loose
from bot.providers.callkeeper.schemas import CallRecord

BEFORE = timedelta(seconds=30)
"""Two clocks may differ."""
AFTER = timedelta(minutes=10)
"""Later than that, a call between the same phones is another one."""


def same_call(records: Iterable[CallRecord], lost: LostCall) -> str | None:
    """The service's id: by our reference where the service returns it, else by date and both phones.

    None when there is none, and when several could be meant: then a person has to look.
    """
    known = [record for record in records if record.id]
    if lost.reference:
        for record in known:
            if record.reference == lost.reference:
                return record.id
    alike = {record.id for record in known if _is_alike(record, lost)}
    return alike.pop() if len(alike) == 1 else None


def _is_alike(record: CallRecord, lost: LostCall) -> bool:
    """A record that carries somebody else's reference is somebody else's call."""
    if record.reference or record.client != lost.phone or record.date is None:
        return False
    if lost.manager and record.manager != loose.phone(lost.manager.partition("^")[0]):
        return False
    return lost.submitted_at - BEFORE <= record.date <= lost.submitted_at + AFTER
