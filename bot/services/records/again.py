"""Sending a record again, because a person says so."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.access import Person, Right
from bot.domain.errors import NotFound
from bot.domain.records import AudioRecord, RecordStage
from bot.ports import Clock, Database, UnitOfWork
from bot.ports.audio import Transcoder
from bot.ports.files import FetchFile
from bot.services.access import UseCase
from bot.services.records.making import Sound, phone_audio
from bot.services.records.sending import RecordSender

CAN_GO_AGAIN = frozenset({RecordStage.FAILED, RecordStage.LOST})


@dataclass(frozen=True, slots=True)
class Again:
    """`stage` is what the person saw: `lost` is sent again by whoever knows that its answer was lost."""

    record_id: int
    stage: RecordStage
    fetch: FetchFile


class SendAgain(UseCase[Again, AudioRecord]):
    """Once a showing: in any other stage it is told as it is, and nothing leaves. Raises NotFound, BadAudio."""

    right = Right.MANAGE_RECORDS

    def __init__(self, database: Database, transcoder: Transcoder, clock: Clock, sender: RecordSender) -> None:
        self._database = database
        self._transcoder = transcoder
        self._clock = clock
        self._sender = sender

    async def run(self, actor: Person, command: Again) -> AudioRecord:
        record = await self._read(command.record_id)
        if record.stage is not command.stage or record.stage not in CAN_GO_AGAIN:
            return record
        sound = Sound(record.source_file, command.fetch) if record.source_file else None
        audio = await phone_audio(self._transcoder, sound) if sound else None
        if await self._database.transact(lambda uow: self._begin(uow, actor, record)):
            await self._sender.send([record], audio.wav if audio else None)
        return await self._read(record.id)

    def _begin(self, uow: UnitOfWork, actor: Person, record: AudioRecord) -> bool:
        now = self._clock.now()
        blank = {"words": "", "reason_key": None, "check_at": None}
        if not uow.audio_records.change(record.id, now, of={record.stage}, stage=RecordStage.SENDING, **blank):
            return False
        uow.audit.add(actor.id, "record.send_again", f"{record.provider} {record.name}", now)
        return True

    async def _read(self, record_id: int) -> AudioRecord:
        found = await self._database.transact(lambda uow: uow.audio_records.get(record_id))
        if found is None:
            raise NotFound("records-gone")
        return found
