"""What becomes of records at their providers: they are asked from time to time, and the owner is told what is new."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby

from bot.domain.errors import NotFound
from bot.domain.records import AudioRecord, RecordStage
from bot.domain.subscriptions import Topic
from bot.domain.views import Notice, NoticeKind
from bot.ports import Clock, Database, UnitOfWork
from bot.ports.abilities import ProviderRecord
from bot.services.providers import Providers
from bot.services.records.listing import AT_PROVIDER, Listing, Listings, stage_of
from bot.services.telling import Happened, promise

BATCH = 1000
FIRST_CHECK = timedelta(minutes=1)
GIVE_UP_AFTER = timedelta(days=14)
"""A moderator who has not decided by then will not."""
LOOK_FOR = timedelta(days=1)
"""So long a record whose answer was lost is looked for."""

_PAUSES = (
    (timedelta(minutes=5), FIRST_CHECK),
    (timedelta(minutes=30), timedelta(minutes=5)),
    (timedelta(hours=3), timedelta(minutes=15)),
)
_LATER = timedelta(hours=1)


class RecordNews(StrEnum):
    """`lost`: the bot stopped while sending. `found`: the provider has it after all. `silent`: it waited too long."""

    APPROVED = "approved"
    REFUSED = "refused"
    LOST = "lost"
    FOUND = "found"
    SILENT = "silent"


_NEWS = {RecordStage.APPROVED: RecordNews.APPROVED, RecordStage.REFUSED: RecordNews.REFUSED}


class WatchRecords:
    """Asks about records that wait for a moderator and looks for lost ones; each provider is asked once a sweep."""

    def __init__(self, database: Database, providers: Providers, listings: Listings, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._listings = listings
        self._clock = clock

    async def sweep(self) -> None:
        due = await self._database.transact(lambda uow: uow.audio_records.to_check(self._clock.now(), BATCH))
        for name, records in groupby(sorted(due, key=lambda one: one.provider), lambda one: one.provider):
            await self._look(name, list(records))

    async def _look(self, name: str, records: Sequence[AudioRecord]) -> None:
        try:
            title, listing = self._providers.get(name).title, await self._listings.anew(name)
        except NotFound:  # its key was taken away: it may come back
            title, listing = name, Listing(offered=False)

        def work(uow: UnitOfWork) -> None:
            for record in records:
                _check(uow, record, listing, title, self._clock.now())

        await self._database.transact(work)


def _check(uow: UnitOfWork, record: AudioRecord, listing: Listing, title: str, now: datetime) -> None:
    if record.stage is RecordStage.LOST and _find_again(uow, record, listing, title, now):
        return
    heard = listing.get(record.provider_record_id)
    if heard is not None and update(uow, record, heard, title, now):
        return
    age, silent = now - (record.created_at or now), is_silent(record, now)
    is_over = silent or (record.stage is RecordStage.LOST and age >= LOOK_FOR)
    # The longer a record waits, the less often its provider is asked.
    check_at = None if is_over else now + next((pause for until, pause in _PAUSES if age < until), _LATER)
    if uow.audio_records.change(record.id, now, of={record.stage}, check_at=check_at) and silent:
        promise_news(uow, record, RecordNews.SILENT, title, now)


def _find_again(uow: UnitOfWork, lost: AudioRecord, listing: Listing, title: str, now: datetime) -> bool:
    """Take up the provider's record of this name that nobody knows. False when there is none, or more than one."""
    same = [
        one
        for one in listing.records
        if one.name == lost.name
        and (not lost.text or not one.text or one.text.casefold() == lost.text.casefold())
        and uow.audio_records.find(lost.provider, one.id) is None
    ]
    if len(same) != 1:
        return False
    if not uow.audio_records.change(lost.id, now, of={RecordStage.LOST}, **fields_of(same[0], now)):
        return False
    promise_news(uow, lost, RecordNews.FOUND, title, now)
    return True


def is_silent(record: AudioRecord, now: datetime) -> bool:
    """The record waited so long for a moderator that nobody asks any more."""
    return record.stage is RecordStage.WAITING and now - (record.created_at or now) >= GIVE_UP_AFTER


def fields_of(found: ProviderRecord, now: datetime) -> dict[str, object]:
    """The fields of a record that the provider has taken."""
    stage = stage_of(found.state) or RecordStage.READY
    return {
        "stage": stage,
        "provider_record_id": found.id,
        "cost": found.cost,
        "words": found.comment,
        "reason_key": None,
        "check_at": now + FIRST_CHECK if stage is RecordStage.WAITING else None,
    }


def update(uow: UnitOfWork, record: AudioRecord, heard: ProviderRecord, title: str, now: datetime) -> bool:
    """Store what the provider says of a record that it has, and promise to tell the owner. False for nothing new."""
    stage = stage_of(heard.state)
    if stage is None or record.stage not in AT_PROVIDER or stage is record.stage:
        return False
    fields = {**fields_of(heard, now), "cost": heard.cost if heard.cost is not None else record.cost}
    if not uow.audio_records.change(record.id, now, of={record.stage}, **fields):
        return False
    if stage in _NEWS and not (record.stage is RecordStage.READY and stage is RecordStage.APPROVED):
        promise_news(uow, replace(record, words=heard.comment), _NEWS[stage], title, now)
    return True


def promise_news(uow: UnitOfWork, record: AudioRecord, news: RecordNews, title: str, now: datetime) -> None:
    """Call it in the transaction that changed the record, after its guard: then each change is told once.

    `title` is the provider's. The event holds the moment: a record can be sent again, and be lost again.
    """
    words = record.words if news in (RecordNews.APPROVED, RecordNews.REFUSED) else ""
    notice = Notice(
        event=f"record:{record.id}:{news}:{int(now.timestamp())}",
        kind=NoticeKind.RECORD,
        place=record.place,
        locale=record.locale,
        payload={
            "news": str(news),
            "name": record.name,
            "service": title,
            "words": words,
            "author_id": record.author_id,
            "listed": record.listed,
        },
    )
    promise(uow, Topic.RECORDS, Happened(notice.event, notice.event, notice.kind, notice.payload), [notice], now)
