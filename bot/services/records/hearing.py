"""What a service's listing changes in our records, and when to ask next."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.records import AudioRecord, RecordStage
from bot.ports import UnitOfWork
from bot.ports.abilities import ServiceRecord
from bot.services.records.choose import AT_SERVICE
from bot.services.records.listing import Listing, stage_of
from bot.services.records.telling import RecordNews, promise_news

FIRST_CHECK = timedelta(minutes=1)
GIVE_UP_AFTER = timedelta(days=14)
"""A moderator who has not spoken by then will not."""
LOOK_FOR = timedelta(days=1)
"""How long a record whose answer was lost is looked for."""

_PAUSES = (
    (timedelta(minutes=5), FIRST_CHECK),
    (timedelta(minutes=30), timedelta(minutes=5)),
    (timedelta(hours=3), timedelta(minutes=15)),
)
_LATER = timedelta(hours=1)
_NEWS = {RecordStage.APPROVED: RecordNews.APPROVED, RecordStage.REFUSED: RecordNews.REFUSED}


def next_check(record: AudioRecord, now: datetime) -> datetime:
    """The longer a record waits, the less often the service is asked of it."""
    age = now - (record.created_at or now)
    return now + next((pause for until, pause in _PAUSES if age < until), _LATER)


def is_silent(record: AudioRecord, now: datetime) -> bool:
    """Nobody asks any more: what the moderator thinks is not known."""
    return record.stage is RecordStage.WAITING and now - (record.created_at or now) >= GIVE_UP_AFTER


def taken(found: ServiceRecord, now: datetime) -> dict[str, Any]:
    """The fields of a record that the service has taken."""
    stage = stage_of(found.state) or RecordStage.READY
    return {
        "stage": stage,
        "provider_record_id": found.id,
        "cost": found.cost,
        "words": found.comment,
        "reason_key": None,
        "check_at": now + FIRST_CHECK if stage is RecordStage.WAITING else None,
    }


def hear(uow: UnitOfWork, record: AudioRecord, heard: ServiceRecord, service: str, now: datetime) -> bool:
    """Store what the service says of a record that it has, and promise to tell of it. False when it is known."""
    stage = stage_of(heard.state)
    if stage is None or record.stage not in AT_SERVICE or stage is record.stage:
        return False
    fields = {**taken(heard, now), "cost": heard.cost if heard.cost is not None else record.cost}
    if not uow.audio_records.change(record.id, now, of={record.stage}, **fields):
        return False
    if stage in _NEWS and not (record.stage is RecordStage.READY and stage is RecordStage.APPROVED):
        promise_news(uow, replace(record, words=heard.comment), _NEWS[stage], service, now)
    return True


def hear_all(uow: UnitOfWork, kept: list[AudioRecord], listing: Listing, service: str, now: datetime) -> bool:
    """True when there is something to tell."""
    by_id = {heard.id: heard for heard in listing.records}
    changed = False
    for record in kept:
        heard = by_id.get(record.provider_record_id or "")
        changed = (heard is not None and hear(uow, record, heard, service, now)) or changed
    return changed


def find_again(uow: UnitOfWork, lost: AudioRecord, listing: Listing, service: str, now: datetime) -> bool:
    """Take up the one record of its name that nobody knows: the answer to ours was lost. False when there is none.

    Two of one name: nobody can tell which is ours.
    """
    same = [
        one
        for one in listing.records
        if one.name == lost.name
        and (not lost.text or not one.text or one.text.casefold() == lost.text.casefold())
        and uow.audio_records.find(lost.provider, one.id) is None
    ]
    if len(same) != 1:
        return False
    if not uow.audio_records.change(lost.id, now, of={RecordStage.LOST}, **taken(same[0], now)):
        return False
    promise_news(uow, lost, RecordNews.FOUND, service, now)
    return True
