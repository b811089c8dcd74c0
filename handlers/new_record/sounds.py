"""What somebody sent, if it can be a sound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from aiogram.types import Audio, Document, Message, VideoNote, Voice

LARGEST = 20 * 2**20
"""Bytes: what Telegram lets bots download."""
_ENDINGS = frozenset({".ogg", ".oga", ".opus", ".mp3", ".m4a", ".wav"})


@dataclass(frozen=True, slots=True)
class SentSound:
    """`seconds` as Telegram says it, None where it does not. `names` are what it may be called, the best first."""

    file: str
    seconds: int | None
    size: int
    names: tuple[str, ...]


def sound_of(message: Message) -> SentSound | None:
    """None for what is no sound: of documents, those that neither their name nor their type calls one."""
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
