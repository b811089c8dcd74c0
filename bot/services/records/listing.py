"""What providers tell of their records, asked once for many looks."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import ProviderError
from bot.domain.records import HeardRecord, RecordStage
from bot.ports import Clock, Database
from bot.ports.abilities import ProviderRecord, RecordList, RecordState, able
from bot.services.providers import Providers

log = logging.getLogger(__name__)

FRESH_FOR = timedelta(seconds=20)
"""Within it people turn pages and the provider is not asked."""

LONGEST_ID = 30
"""Bytes of a provider's number of a record: a button has to carry it. The engine's numbers have ten digits."""

LONGEST_NAME = 200
"""Characters of a provider's name of a record that are kept."""

AT_PROVIDER = frozenset({RecordStage.WAITING, RecordStage.APPROVED, RecordStage.REFUSED, RecordStage.READY})


def stage_of(state: RecordState) -> RecordStage | None:
    """None when the provider says nothing of moderation."""
    return None if state is RecordState.UNKNOWN else RecordStage(state)


@dataclass(frozen=True, slots=True)
class Listing:
    """`problem` is the key of an error: the provider told nothing. It never does when it is not `offered`."""

    records: tuple[ProviderRecord, ...] = ()
    problem: str | None = None
    offered: bool = True

    @property
    def is_known(self) -> bool:
        return self.offered and self.problem is None

    def get(self, provider_record_id: str | None) -> ProviderRecord | None:
        return next((record for record in self.records if record.id == provider_record_id), None)


class Listings:
    """What each provider told last, in memory and stored: cards ask nobody. Call `forget` after every change."""

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock
        self._kept: dict[str, tuple[datetime, Listing]] = {}
        self._stored: dict[str, list[HeardRecord]] = {}

    async def of(self, name: str) -> Listing:
        """Raises NotFound for a provider that is not set up, but never ProviderError."""
        kept = self._kept.get(name)
        if kept is not None and self._clock.now() - kept[0] < FRESH_FOR:
            return kept[1]
        return await self.anew(name)

    async def anew(self, name: str) -> Listing:
        """The same, but the provider is asked now."""
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
        """Most answers tell nothing new, and nothing is written."""
        heard = [_heard(record) for record in listing.records]
        if self._stored.get(name) == heard:
            return
        await self._database.transact(lambda uow: uow.provider_records.heard(name, heard, at))
        self._stored[name] = heard

    def forget(self, name: str) -> None:
        self._kept.pop(name, None)


def _heard(record: ProviderRecord) -> HeardRecord:
    name = (record.name or record.id)[:LONGEST_NAME]
    return HeardRecord(record.id, name, stage_of(record.state) or RecordStage.READY)
