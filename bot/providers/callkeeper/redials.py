"""Further attempts that CallKeeper makes by itself: its widget's setting, or the order's `interval`.

The documents number them (`attempt`) and do not say whether a further one is the same record or one of its own. Both
are understood: a record of its own is known by both phones, its number and its date.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from bot.providers.callkeeper.mapping import Reader, attempt_in
from bot.providers.callkeeper.schemas import CallRecord

LONGEST_PAUSE = timedelta(hours=25)
"""Between two attempts: ours are a day apart at most."""


def redials_of(items: Mapping[str, dict[str, Any]], ids: Iterable[str], reader: Reader) -> dict[str, str]:
    """Of each further attempt at the calls with these ids: the id of the attempt before. Earlier ones come first."""
    if not any(attempt_in(item) > 1 for item in items.values()):
        return {}
    records = [record for record in map(reader.record, items.values()) if record and record.id and record.date]
    records.sort(key=lambda record: (record.attempt or 1, record.date))
    chained, taken = set(ids), set[str]()
    found: dict[str, str] = {}
    for record in records:
        before = _before(record, records, taken) if (record.attempt or 1) > 1 else None
        if before is None or record.id is None:
            continue
        taken.add(before)
        if before in chained:
            chained.add(record.id)
            found[record.id] = before
    return found


def _before(later: CallRecord, records: Iterable[CallRecord], taken: set[str]) -> str | None:
    """The latest attempt with the number before it, between the same phones."""
    fitting = [one for one in records if one.id not in taken and _precedes(one, later)]
    return max(fitting, key=lambda one: str(one.date)).id if fitting else None


def _precedes(one: CallRecord, later: CallRecord) -> bool:
    if (one.attempt or 1) + 1 != later.attempt or one.date is None or later.date is None:
        return False
    if (one.client, one.manager) != (later.client, later.manager) or one.client is None:
        return False
    if one.reference and later.reference and one.reference != later.reference:
        return False
    return timedelta() <= later.date - one.date <= LONGEST_PAUSE
