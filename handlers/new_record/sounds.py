"""What somebody sent, if it can be a sound, and the dialog that begins with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from aiogram.types import Audio, Document, Message, VideoNote, Voice

from bot.services.records.making import offered_name
from bot.telegram.look import Look
from handlers.numbers import source_of

LARGEST = 20 * 2**20
"""Bytes: what Telegram lets bots download."""
_ENDINGS = frozenset({".ogg", ".oga", ".opus", ".mp3", ".m4a", ".wav"})


@dataclass(frozen=True, slots=True)
class SentSound:
    """`seconds` are None where Telegram does not say. `names` are what it may be called, the best first."""

    file: str
    seconds: int | None
    size: int
    names: tuple[str, ...]


def sound_of(message: Message) -> SentSound | None:
    """None for what is no sound. Of a document its name or its type has to say that it is one."""
    caption = (message.caption or "").partition("\n")[0]
    match message.voice or message.video_note or message.audio or message.document:
        case (Voice() | VideoNote()) as found:
            return SentSound(found.file_id, found.duration, found.file_size or 0, (caption,))
        case Audio() as found:
            return SentSound(
                found.file_id,
                found.duration,
                found.file_size or 0,
                (caption, found.title or "", _stem(found.file_name)),
            )
        case Document() as found if _is_sound(found):
            return SentSound(found.file_id, None, found.file_size or 0, (caption, _stem(found.file_name)))
    return None


def _is_sound(document: Document) -> bool:
    kind = (document.mime_type or "").casefold()
    ending = PurePosixPath((document.file_name or "").casefold()).suffix
    return kind.startswith("audio/") or kind == "application/ogg" or ending in _ENDINGS


def _stem(name: str | None) -> str:
    return PurePosixPath((name or "").replace("\\", "/")).stem


def beginning(
    sound: SentSound, bearer: Message, names: Sequence[str], providers: Sequence[str], look: Look
) -> dict[str, Any]:
    """What the dialog of a new record starts with. `bearer` is the message that holds the sound.

    However often the sound is offered, one record is made of it at each provider.
    """
    moment = bearer.date.astimezone(look.zone).strftime("%d.%m.%Y %H:%M")
    return {
        "file": sound.file,
        "seconds": sound.seconds,
        "source": source_of(bearer),
        "name": offered_name(*names, look.tr.plain("records-offer-name", moment=moment)),
        "services": list(providers[:1]),
    }
