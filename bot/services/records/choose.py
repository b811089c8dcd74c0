"""The records that a call or a menu may play."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.access import Person, Right
from bot.domain.records import RecordStage
from bot.ports import Capability, Database, UnitOfWork
from bot.services.access import UseCase
from bot.services.defaults import require
from bot.services.providers import Providers
from bot.services.records.listing import Listing, Listings, stage_of

MOST = 5000
"""Records of ours at one service that are looked at together."""
AT_SERVICE = frozenset({RecordStage.WAITING, RecordStage.APPROVED, RecordStage.REFUSED, RecordStage.READY})


@dataclass(frozen=True, slots=True)
class RecordChoice:
    """`record_id` is the service's number of it. `stage` None: the service says nothing of its moderation.

    `seconds` None: nobody knows its length.
    """

    record_id: str
    name: str
    stage: RecordStage | None
    seconds: int | None = None


class ChooseRecords(UseCase[str, list[RecordChoice]]):
    """At a service, the command: ours, the newest first, then those that only the service knows.

    What the service does not tell now is left out. Raises NotFound, OrderProblem when the service keeps no records.
    """

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, providers: Providers, listings: Listings) -> None:
        self._database = database
        self._providers = providers
        self._listings = listings

    async def run(self, actor: Person, command: str) -> list[RecordChoice]:
        require(self._providers.get(command), Capability.RECORDS)
        listing = await self._listings.of(command)
        return await self._database.transact(lambda uow: _choices(uow, command, listing))


def _choices(uow: UnitOfWork, provider: str, listing: Listing) -> list[RecordChoice]:
    kept = uow.audio_records.page(provider, "", 0, MOST)
    ours = {one.provider_record_id: one for one in kept if one.provider_record_id and one.stage in AT_SERVICE}
    heard = {one.id: stage_of(one.state) for one in listing.records}
    mine = [RecordChoice(id_, one.name, heard.get(id_) or one.stage, one.seconds) for id_, one in ours.items()]
    others = [RecordChoice(one.id, one.name or one.id, heard[one.id]) for one in listing.records if one.id not in ours]
    return mine + others
