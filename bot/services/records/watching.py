"""Records that wait for a moderator, or whose answer was lost: the service is asked, the owner is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from bot.domain.errors import NotFound
from bot.domain.records import AudioRecord, RecordStage
from bot.ports import Capability, Clock, Database, UnitOfWork
from bot.services.providers import Providers
from bot.services.records.hearing import (
    FIRST_CHECK,
    LOOK_FOR,
    find_again,
    hear,
    is_silent,
    next_check,
)
from bot.services.records.listing import Listing, Listings
from bot.services.records.sending import LOST_KEY
from bot.services.records.telling import RecordNews, promise_news

BATCH = 1000
STRANDED_AFTER = timedelta(seconds=60)
"""Longer than any request may take: a record still `sending` then has lost its answer."""


class WatchRecords:
    """One question a service and sweep, however many wait there."""

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
                self._check(uow, record, listing, title)

        await self._database.transact(work)

    def _check(self, uow: UnitOfWork, record: AudioRecord, listing: Listing, title: str) -> None:
        now = self._clock.now()
        heard = listing.get(record.provider_record_id)
        if record.stage is RecordStage.LOST and find_again(uow, record, listing, title, now):
            return
        if heard is not None and hear(uow, record, heard, title, now):
            return
        is_over = is_silent(record, now) or self._is_lost_for_good(record)
        check_at = None if is_over else next_check(record, now)
        if uow.audio_records.change(record.id, now, of={record.stage}, check_at=check_at) and is_silent(record, now):
            promise_news(uow, record, RecordNews.SILENT, title, now)

    def _is_lost_for_good(self, record: AudioRecord) -> bool:
        now = self._clock.now()
        return record.stage is RecordStage.LOST and now - (record.created_at or now) >= LOOK_FOR


class SettleSending:
    """A record whose sending was cut off by a crash becomes `lost`; its request is never sent again by itself."""

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def at_start(self) -> int:
        """Before anything is sent by this process: every request under way died with the one before."""
        return await self._settle(timedelta(0))

    async def sweep(self) -> int:
        return await self._settle(STRANDED_AFTER)

    async def _settle(self, older_than: timedelta) -> int:
        def work(uow: UnitOfWork) -> int:
            stranded = uow.audio_records.stranded(self._clock.now() - older_than)
            return sum(self._lose(uow, record) for record in stranded)

        return await self._database.transact(work)

    def _lose(self, uow: UnitOfWork, record: AudioRecord) -> bool:
        now = self._clock.now()
        services = {one.name: one for one in self._providers.all()}
        service = services.get(record.provider)
        can_tell = service is not None and Capability.RECORD_LIST in service.capabilities
        fields = {
            "stage": RecordStage.LOST,
            "reason_key": LOST_KEY,
            "check_at": now + FIRST_CHECK if can_tell else None,
        }
        if not uow.audio_records.change(record.id, now, of={RecordStage.SENDING}, **fields):
            return False
        promise_news(uow, record, RecordNews.LOST, service.title if service else record.provider, now)
        return True
