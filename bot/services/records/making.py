"""What a record is made of: a name, and a sound or a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.access import Person
from bot.domain.errors import OrderProblem
from bot.domain.orders import Place
from bot.domain.records import LONGEST_NAME, AudioRecord, RecordStage
from bot.domain.sayings import Voice
from bot.ports import UnitOfWork
from bot.ports.media import FetchFile, PhoneAudio, Progress, Transcoder

STRESS = re.compile(r"\+(?=[аеёиоуыэюяaeiouy])", re.IGNORECASE)
"""`зам+ок`: how a text tells the voice where to put the stress."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A file that somebody sent: `file` is Telegram's id of it, `progress` hears how far its making is."""

    file: str
    fetch: FetchFile
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class NewRecords:
    """One record at each of `providers`, from `sound` or else from `text`. `source` is the message it comes from.

    `voice_file` is Telegram's id of it as it sounds on the phone, if anybody has listened to it yet. Its owner is told
    of the moderation in `place`, in the language `locale`.
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


def record_name(written: str) -> str:
    """In one line. Raises OrderProblem for none, and for one that is too long."""
    name = " ".join(written.split())
    if not name:
        raise OrderProblem("records-name-empty")
    if len(name) > LONGEST_NAME:
        raise OrderProblem("records-name-long", length=len(name), limit=LONGEST_NAME)
    return name


def offered_name(*candidates: str) -> str:
    """The first that says anything, without its stress marks. A long one is cut between words."""
    name = next((found for written in candidates if (found := " ".join(STRESS.sub("", written).split()))), "")
    if len(name) <= LONGEST_NAME:
        return name
    head = name[:LONGEST_NAME]
    return head.rpartition(" ")[0] or head


def check_text(text: str, limit: int) -> None:
    """Raises OrderProblem for what no provider would read."""
    if not text.strip():
        raise OrderProblem("records-text-empty")
    if len(text) > limit:
        raise OrderProblem("records-text-long", length=len(text), limit=limit)


def records_of(actor: Person, new: NewRecords, name: str, seconds: int | None, *, listed: bool) -> list[AudioRecord]:
    """One for each provider, as they are saved. Whoever makes them for their own calls alone makes their own."""
    source = new.source if listed else f"{new.source}:{actor.id}"
    return [
        AudioRecord(
            name=name,
            provider=provider,
            author_id=actor.id,
            place=new.place,
            locale=new.locale,
            source=f"{source}:{provider}",
            text=new.text if new.sound is None else None,
            voice=new.voice,
            source_file=new.sound.file if new.sound else None,
            voice_file=new.voice_file,
            seconds=seconds,
            listed=listed,
        )
        for provider in new.providers
    ]


def keep_new(uow: UnitOfWork, records: Sequence[AudioRecord], now: datetime) -> tuple[list[int], list[AudioRecord]]:
    """Returns the ids of all, and the records to send: the new ones, and those that were removed since."""
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
