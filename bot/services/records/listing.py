"""What services say of their records, asked once for many looks."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import ProviderError
from bot.domain.records import HeardRecord, RecordStage
from bot.ports import Clock, Database
from bot.ports.abilities import RecordList, RecordState, ServiceRecord, able
from bot.services.providers import Providers

log = logging.getLogger(__name__)

FRESH_FOR = timedelta(seconds=20)
"""Turning pages asks the service nothing."""

LONGEST_ID = 30
"""Bytes of a service's number of a record: a button has to carry it. The engine's are ten digits."""

LONGEST_NAME = 200
"""Characters of a name of the service's that are kept."""

_STAGES = {
    RecordState.WAITING: RecordStage.WAITING,
    RecordState.APPROVED: RecordStage.APPROVED,
    RecordState.REFUSED: RecordStage.REFUSED,
}


def stage_of(state: RecordState) -> RecordStage | None:
    """None: the service says nothing of moderation."""
    return _STAGES.get(state)


@dataclass(frozen=True, slots=True)
class Listing:
    """`problem`: the service told nothing, an error's key; `offered`: it could have."""

    records: tuple[ServiceRecord, ...] = ()
    problem: str | None = None
    offered: bool = True

    @property
    def is_known(self) -> bool:
        return self.offered and self.problem is None

    def get(self, provider_record_id: str | None) -> ServiceRecord | None:
        return next((record for record in self.records if record.id == provider_record_id), None)


class Listings:
    """One per process: what a service told lately is told again until it is `forgotten`, which our changes do.

    What it told last is stored as well, for cards, which ask nobody.
    """

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock
        self._kept: dict[str, tuple[datetime, Listing]] = {}
        self._stored: dict[str, list[HeardRecord]] = {}

    async def of(self, name: str) -> Listing:
        """Never raises ProviderError. Raises NotFound for a service that is not set up."""
        kept = self._kept.get(name)
        if kept is not None and self._clock.now() - kept[0] < FRESH_FOR:
            return kept[1]
        return await self.anew(name)

    async def anew(self, name: str) -> Listing:
        """The service is asked now."""
        provider = self._providers.get(name)
        lister = able(provider, RecordList)
        if lister is None:
            return Listing(offered=False)
        asked_at = self._clock.now()
        try:
            found = await lister.list_records()
        except ProviderError as error:
            log.info("%s does not list its records now (%s)", name, error.key)
            return Listing(problem=error.key)
        listing = Listing(tuple(one for one in found if len(one.id.encode()) <= LONGEST_ID))
        await self._store(name, listing, asked_at)
        self._kept[name] = asked_at, listing
        return listing

    async def _store(self, name: str, listing: Listing, at: datetime) -> None:
        """Most polls hear nothing new, and write nothing."""
        heard = [_heard(record) for record in listing.records]
        if self._stored.get(name) == heard:
            return
        await self._database.transact(lambda uow: uow.service_records.heard(name, heard, at))
        self._stored[name] = heard

    def forget(self, name: str) -> None:
        self._kept.pop(name, None)


def _heard(record: ServiceRecord) -> HeardRecord:
    name = (record.name or record.id)[:LONGEST_NAME]
    return HeardRecord(record.id, name, stage_of(record.state) or RecordStage.READY)
