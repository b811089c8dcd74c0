"""A file that somebody sent, if it can be a sound: what Telegram says of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from aiogram.types import Audio, Document, Message, Video, VideoNote, Voice

from bot.domain.errors import BadAudio

_USUAL = (
    "ogg oga ogx opus spx mp3 mp2 mpga m4a m4b qta aac 3gp 3g2 amr awb wav w64 flac webm weba mka aif aiff aifc caf wma"
)
_RARE = "au snd voc gsm qcp dss sph latm loas ac3 eac3 dts ape wv tta mpc tak dsf dff oma ra rm mmf lbc"
MEANT = frozenset(f"{_USUAL} {_RARE}".split())
"""Endings of files that are meant as a sound even if they turn out to be none."""
_BARE = "ul ulaw mulaw pcmu al alaw pcma vox sln slin sln16 sln48 pcm raw sw uw sb ub"
_FRAMES = "g711 g722 g723 g723_1 g726 g728 g729 sbc msbc aptx dfpwm c2"
HEADLESS = frozenset(f"{_BARE} {_FRAMES}".split())
"""Those of samples and frames without a head, as exchanges keep them: nothing else says how they were recorded."""


@dataclass(frozen=True, slots=True)
class SentSound:
    """`seconds` are None where Telegram does not say. `names` are what it may be called, the best first.

    `is_meant`: it was sent as a sound. Of any other file it is not known if it holds one.
    """

    file: str
    seconds: int | None
    size: int
    names: tuple[str, ...]
    is_meant: bool = True
    ending: str = ""


def sound_of(message: Message) -> SentSound | None:
    """None for what is no file."""
    caption = (message.caption or "").partition("\n")[0]
    match message.voice or message.video_note or message.audio or message.video or message.document:
        case (Voice() | VideoNote()) as found:
            return SentSound(found.file_id, found.duration, found.file_size or 0, (caption,))
        case Audio() as found:
            titles = (caption, found.title or "", _stem(found.file_name))
            ending = _ending(found.file_name)
            return SentSound(found.file_id, found.duration, found.file_size or 0, titles, ending=ending)
        case Video() as found:
            names = (caption, _stem(found.file_name))
            return SentSound(found.file_id, found.duration, found.file_size or 0, names, is_meant=False)
        case Document() as found:
            names = (caption, _stem(found.file_name))
            ending = _ending(found.file_name)
            return SentSound(found.file_id, None, found.file_size or 0, names, _is_sound(found, ending), ending)
    return None


@contextmanager
def told_by_ending(ending: str) -> Iterator[None]:
    """Raises BadAudio that names a headless sound, where a file could not be read."""
    try:
        yield
    except BadAudio as problem:
        unread = problem.key == "audio-broken" or problem.args_.get("kind") == "other"
        if unread and ending in HEADLESS:
            raise BadAudio("audio-headless", ending=ending.upper()) from problem
        raise


def _is_sound(document: Document, ending: str) -> bool:
    kind = (document.mime_type or "").casefold()
    return kind.startswith("audio/") or kind == "application/ogg" or ending in MEANT | HEADLESS


def _stem(name: str | None) -> str:
    return PurePosixPath((name or "").replace("\\", "/")).stem


def _ending(name: str | None) -> str:
    """`g722` of `Greeting.G722`."""
    return PurePosixPath((name or "").replace("\\", "/").casefold()).suffix.removeprefix(".")
