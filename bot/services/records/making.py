"""Making records from a sound or a text: saved first, then sent once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.access import Person, Right
from bot.domain.errors import NotFound, OrderProblem
from bot.domain.orders import Place
from bot.domain.records import AudioRecord, RecordStage
from bot.domain.sayings import Voice
from bot.ports import Capability, Clock, Database, UnitOfWork
from bot.ports.audio import PhoneAudio, Progress, Transcoder
from bot.ports.files import FetchFile
from bot.services.access import UseCase
from bot.services.defaults import own_provider, require
from bot.services.providers import Providers
from bot.services.records.names import record_name
from bot.services.records.sending import RecordSender


@dataclass(frozen=True, slots=True)
class Sound:
    """A file that somebody sent: `file` is Telegram's id of it, `progress` is told how far its making is."""

    file: str
    fetch: FetchFile
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class NewRecords:
    """One record at each of `providers`, from `sound` or else from `text`.

    `source` is the message that it comes from. `voice_file` is Telegram's id of it as it sounds on the phone, if
    anybody has listened to it yet. `place` and `locale` are where its owner is told of the moderation.
    """

    name: str
    providers: Sequence[str]
    source: str
    place: Place
    locale: str
    sound: Sound | None = None
    text: str | None = None
    voice: Voice = Voice.FEMALE
    voice_file: str | None = None


async def phone_audio(transcoder: Transcoder, sound: Sound) -> PhoneAudio:
    """Raises NotFound when Telegram has the file no more, BadAudio."""
    return await transcoder.for_phone(await sound.fetch(sound.file), sound.progress)


class HearRecord(UseCase[Sound, PhoneAudio]):
    """How it will sound on the phone; nothing is stored or sent. Raises NotFound, BadAudio."""

    right = Right.MANAGE_RECORDS

    def __init__(self, transcoder: Transcoder) -> None:
        self._transcoder = transcoder

    async def run(self, actor: Person, command: Sound) -> PhoneAudio:
        return await phone_audio(self._transcoder, command)


class CheckRecords(UseCase[None, list[str]]):
    """The names of the services that keep records, the person's own first. Raises NotFound when none does."""

    right = Right.MANAGE_RECORDS

    def __init__(self, providers: Providers) -> None:
        self._providers = providers

    async def run(self, actor: Person, command: None) -> list[str]:
        found = [one.name for one in self._providers.all() if Capability.RECORDS in one.capabilities]
        if not found:
            raise NotFound("none-records")
        own = own_provider(actor, self._providers).name
        return sorted(found, key=lambda name: name != own)


class MakeRecords(UseCase[NewRecords, list[AudioRecord]]):
    """One a service and message, however often it is pressed, also after a crash. How it ended is told, never raised.

    Raises OrderProblem, NotFound and BadAudio before anything is stored or sent.
    """

    right = Right.MANAGE_RECORDS

    def __init__(
        self, database: Database, providers: Providers, transcoder: Transcoder, clock: Clock, sender: RecordSender
    ) -> None:
        self._database = database
        self._providers = providers
        self._transcoder = transcoder
        self._clock = clock
        self._sender = sender

    async def run(self, actor: Person, command: NewRecords) -> list[AudioRecord]:
        name = record_name(command.name)
        self._check(command)
        audio = await phone_audio(self._transcoder, command.sound) if command.sound else None
        seconds = math.ceil(audio.seconds) if audio else None
        new = [_record(actor, name, provider, command, seconds) for provider in command.providers]
        kept, fresh = await self._database.transact(lambda uow: _keep(uow, new, self._clock.now()))
        await self._sender.send(fresh, audio.wav if audio else None)
        found = await self._database.transact(lambda uow: [uow.audio_records.get(id_) for id_ in kept])
        return [record for record in found if record is not None]

    def _check(self, command: NewRecords) -> None:
        if not command.providers:
            raise OrderProblem("records-no-service")
        providers = [self._providers.get(name) for name in command.providers]
        for provider in providers:
            require(provider, Capability.RECORDS)
        if command.sound is None:
            limit = min(provider.text_limit for provider in providers)
            check_text(command.text or "", limit)


def check_text(text: str, limit: int) -> None:
    """Raises OrderProblem for what no service would read."""
    if not text.strip():
        raise OrderProblem("records-text-empty")
    if len(text) > limit:
        raise OrderProblem("records-text-long", length=len(text), limit=limit)


def _record(actor: Person, name: str, provider: str, command: NewRecords, seconds: int | None) -> AudioRecord:
    return AudioRecord(
        name=name,
        provider=provider,
        author_id=actor.id,
        place=command.place,
        locale=command.locale,
        source=f"{command.source}:{provider}",
        text=command.text if command.sound is None else None,
        voice=command.voice,
        source_file=command.sound.file if command.sound else None,
        voice_file=command.voice_file,
        seconds=seconds,
    )


def _keep(uow: UnitOfWork, records: Sequence[AudioRecord], now: datetime) -> tuple[list[int], list[AudioRecord]]:
    """The ids of all, and those that are to be sent: the new ones, and those that were removed since."""
    ids, fresh = [], []
    for record in records:
        kept, is_new = uow.audio_records.add(record, now)
        ids.append(kept.id)
        if is_new or _revived(uow, kept.id, record, now):
            fresh.append(uow.audio_records.get(kept.id) or kept)
            uow.audit.add(record.author_id, "record.create", f"{record.provider} {record.name}", now)
    return ids, fresh


def _revived(uow: UnitOfWork, record_id: int, record: AudioRecord, now: datetime) -> bool:
    """Whoever removed a record may make it again from the same message."""
    fields = {name: getattr(record, name) for name in ("name", "text", "voice", "voice_file", "seconds")}
    blank = {"provider_record_id": None, "cost": None, "words": "", "reason_key": None, "check_at": None}
    return uow.audio_records.change(
        record_id, now, of={RecordStage.REMOVED}, stage=RecordStage.SENDING, **fields, **blank
    )
