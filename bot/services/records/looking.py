"""Records as people look at them: ours and those that only the service knows, one list a service."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.access import Person, Right
from bot.domain.records import AudioRecord, RecordStage
from bot.ports import Capability, Clock, Database, UnitOfWork
from bot.ports.abilities import ServiceRecord
from bot.services.access import UseCase
from bot.services.defaults import require
from bot.services.providers import Providers
from bot.services.records.choose import AT_SERVICE, MOST
from bot.services.records.hearing import hear_all, is_silent
from bot.services.records.listing import Listing, Listings, stage_of

PAGE = 8


@dataclass(frozen=True, slots=True)
class RecordRow:
    """Ours when it has a `record`, and what the service tells of it in `heard`; one of them at least.

    `stage` None: the service says nothing of moderation. `is_missing`: the service lists its records without it.
    `is_silent`: it waited so long for a moderator that nobody asks any more.
    """

    name: str
    stage: RecordStage | None
    record: AudioRecord | None = None
    heard: ServiceRecord | None = None
    is_missing: bool = False
    is_silent: bool = False

    @property
    def provider_record_id(self) -> str | None:
        return self.heard.id if self.heard else self.record.provider_record_id if self.record else None


@dataclass(frozen=True, slots=True)
class Looking:
    """`page` counts from 0; one that is not there any more is the last one. `anew`: ask the service now."""

    provider: str
    search: str = ""
    page: int = 0
    anew: bool = False


@dataclass(frozen=True, slots=True)
class RecordPage:
    """`problem`: the service told nothing now, an error's key; not `offered`: it never does."""

    rows: Sequence[RecordRow]
    page: int
    pages: int
    total: int
    problem: str | None
    offered: bool


class ListRecords(UseCase[Looking, RecordPage]):
    """Ours, the newest first, then the service's own. What is new of ours is stored, and its owner told.

    Raises NotFound, OrderProblem when the service keeps no records.
    """

    right = Right.MANAGE_RECORDS

    def __init__(self, database: Database, providers: Providers, listings: Listings, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._listings = listings
        self._clock = clock

    async def run(self, actor: Person, command: Looking) -> RecordPage:
        provider = self._providers.get(command.provider)
        require(provider, Capability.RECORDS)
        listing = await (self._listings.anew if command.anew else self._listings.of)(provider.name)

        def work(uow: UnitOfWork) -> list[RecordRow]:
            now = self._clock.now()
            kept = uow.audio_records.page(provider.name, "", 0, MOST)
            if hear_all(uow, kept, listing, provider.title, now):
                kept = uow.audio_records.page(provider.name, "", 0, MOST)
            rows = [row_of(record, listing, silent=is_silent(record, now)) for record in kept]
            return rows + _others(kept, listing)

        rows = await self._database.transact(work)
        return _page([row for row in rows if _folded(command.search) in _folded(row.name)], command.page, listing)


def row_of(record: AudioRecord, listing: Listing, *, silent: bool) -> RecordRow:
    heard = listing.get(record.provider_record_id) if record.stage in AT_SERVICE else None
    missing = listing.is_known and heard is None and record.stage in AT_SERVICE
    return RecordRow(record.name, record.stage, record, heard, is_missing=missing, is_silent=silent)


def foreign_row(heard: ServiceRecord) -> RecordRow:
    return RecordRow(heard.name or heard.id, stage_of(heard.state), None, heard)


def _others(kept: Sequence[AudioRecord], listing: Listing) -> list[RecordRow]:
    ours = {record.provider_record_id for record in kept}
    return [foreign_row(heard) for heard in listing.records if heard.id not in ours]


def _page(rows: Sequence[RecordRow], page: int, listing: Listing) -> RecordPage:
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = rows[page * PAGE : (page + 1) * PAGE]
    return RecordPage(shown, page, pages, len(rows), listing.problem, listing.offered)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())
