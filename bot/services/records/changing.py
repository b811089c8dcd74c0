"""Renaming and removing records, and keeping how they sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.access import Person, Right
from bot.domain.errors import NotFound, OrderProblem
from bot.domain.records import AudioRecord, RecordStage
from bot.ports import Clock, Database, UnitOfWork
from bot.ports.abilities import Records
from bot.services.access import UseCase
from bot.services.defaults import require
from bot.services.providers import Providers
from bot.services.records.details import RecordRef, find_row
from bot.services.records.listing import Listings
from bot.services.records.looking import RecordRow
from bot.services.records.names import record_name

NAMED = frozenset(RecordStage) - {RecordStage.SENDING, RecordStage.LOST, RecordStage.REMOVED}
"""By its name a lost record is found again at the service, so until then it keeps it."""


class ReadKept(UseCase[Sequence[int], list[AudioRecord]]):
    """Records of ours as they are now, by their ids; those that are gone are left out."""

    right = Right.MANAGE_RECORDS

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: Sequence[int]) -> list[AudioRecord]:
        found = await self._database.transact(lambda uow: [uow.audio_records.get(id_) for id_ in command])
        return [record for record in found if record is not None]


class RenameRecord(UseCase[tuple[int, str], None]):
    """The command is (id, name): ours only, and only here: the service knows no renaming.

    Raises NotFound, OrderProblem.
    """

    right = Right.MANAGE_RECORDS

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run(self, actor: Person, command: tuple[int, str]) -> None:
        record_id, name = command[0], record_name(command[1])

        def work(uow: UnitOfWork) -> None:
            now = self._clock.now()
            record = uow.audio_records.get(record_id)
            if record is None or record.stage is RecordStage.REMOVED:
                raise NotFound("records-gone")
            if not uow.audio_records.change(record_id, now, of=NAMED, name=name):
                raise OrderProblem("records-rename-later")
            uow.audit.add(actor.id, "record.rename", f"{record.provider} {record.name} → {name}", now)

        await self._database.transact(work)


@dataclass(frozen=True, slots=True)
class Heard:
    """`voice_file` is Telegram's id of the record as it sounds on the phone."""

    record_id: int
    voice_file: str
    seconds: int


class KeepVoice(UseCase[Heard, None]):
    """The next time it is played at once."""

    right = Right.MANAGE_RECORDS

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run(self, actor: Person, command: Heard) -> None:
        def work(uow: UnitOfWork) -> None:
            now, voice, seconds = self._clock.now(), command.voice_file, command.seconds
            uow.audio_records.change(command.record_id, now, voice_file=voice, seconds=seconds)

        await self._database.transact(work)


@dataclass(frozen=True, slots=True)
class Removing:
    """`only_here`: the service is not asked: where it lists nothing, nobody can tell whether it has such a record."""

    ref: RecordRef
    only_here: bool = False


class RemoveRecord(UseCase[Removing, None]):
    """At the service, then here. What never came to be there, or is there no more, is removed here alone.

    Raises NotFound, OrderProblem while it is being sent, ProviderError: then it stays.
    """

    right = Right.MANAGE_RECORDS

    def __init__(self, database: Database, providers: Providers, listings: Listings, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._listings = listings
        self._clock = clock

    async def run(self, actor: Person, command: Removing) -> None:
        provider = self._providers.get(command.ref.provider)
        keeper = require(provider, Records)
        listing = await self._listings.anew(provider.name)
        row = await self._database.transact(lambda uow: find_row(uow, command.ref, listing, self._clock.now()))
        if row.stage is RecordStage.SENDING:
            raise OrderProblem("records-remove-later")
        await self._database.transact(lambda uow: self._note(uow, actor, "record.remove", provider.name, row))
        if row.provider_record_id and not (row.is_missing or command.only_here):
            try:
                await keeper.remove_records([row.provider_record_id])
            finally:
                self._listings.forget(provider.name)
        if row.record is not None:
            await self._database.transact(lambda uow: self._remove(uow, row.record))

    def _note(self, uow: UnitOfWork, actor: Person, action: str, provider: str, row: RecordRow) -> None:
        """Before the request, as all that changes something at a service."""
        uow.audit.add(actor.id, action, f"{provider} {row.provider_record_id} {row.name}", self._clock.now())

    def _remove(self, uow: UnitOfWork, record: AudioRecord | None) -> None:
        if record is not None:
            others = frozenset(RecordStage) - {RecordStage.SENDING}
            uow.audio_records.change(record.id, self._clock.now(), of=others, stage=RecordStage.REMOVED, check_at=None)
