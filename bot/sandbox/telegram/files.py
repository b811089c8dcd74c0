"""Files that went through the chats, kept in memory up to 256 MB in all."""

import mimetypes
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, NamedTuple

KEPT_BYTES = 256 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024


class Kind(NamedTuple):
    """`name` and `mime` are of a file that comes without; `extension` where the path never has the name's own."""

    title: str
    folder: str
    prefix: str
    name: str
    mime: str | None
    extension: str = ""


KINDS = {
    "document": Kind("Document", "documents", "BQACAgI", "file.bin", None),
    "voice": Kind("VoiceNote", "voice", "AwACAgI", "voice.ogg", "audio/ogg", ".oga"),
    "audio": Kind("Audio", "music", "CQACAgI", "audio.mp3", "audio/mpeg"),
    "photo": Kind("Photo", "photos", "AgACAgI", "photo.jpg", "image/jpeg", ".jpg"),
    "video": Kind("Video", "videos", "BAACAgI", "video.mp4", "video/mp4"),
    "video_note": Kind("VideoNote", "video_notes", "DQACAgI", "video.mp4", "video/mp4", ".mp4"),
}
UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`path` is what getFile names, `key` is Telegram's `file_unique_id`.

    `details`: duration in seconds, performer, title, as given with the first sending.
    """

    id: str
    key: str
    kind: str
    path: str
    name: str
    mime: str
    data: bytes
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.data)


class Files:
    def __init__(self) -> None:
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}
        self.by_key: dict[str, StoredFile] = {}
        self.forgotten: set[str] = set()
        self._bytes = 0
        self._count = 0

    def store(
        self, kind: str, data: bytes, name: str, mime: str | None, details: dict[str, Any] | None = None
    ) -> StoredFile:
        self._count += 1
        name = PurePosixPath(name.replace("\\", "/")).name or "file"
        if mime in (None, UNKNOWN):
            # Clients name the type of what they upload or they do not: Telegram goes by the file's name.
            mime = mimetypes.guess_type(name)[0]
        extension = KINDS[kind].extension or PurePosixPath(name).suffix
        stored = StoredFile(
            id=KINDS[kind].prefix + secrets.token_urlsafe(40),
            key="AgAD" + secrets.token_urlsafe(9),
            kind=kind,
            path=f"{KINDS[kind].folder}/file_{self._count}{extension}",
            name=name,
            mime=mime or UNKNOWN,
            data=data,
            details=details or {},
        )
        self.by_id[stored.id] = self.by_path[stored.path] = self.by_key[stored.key] = stored
        self._bytes += stored.size
        self._forget_oldest()
        return stored

    def _forget_oldest(self) -> None:
        while self._bytes > KEPT_BYTES and len(self.by_id) > 1:
            oldest = next(iter(self.by_id.values()))
            del self.by_id[oldest.id], self.by_path[oldest.path], self.by_key[oldest.key]
            self._bytes -= oldest.size
            self.forgotten.add(oldest.id)


def is_playable_voice(data: bytes) -> bool:
    """OGG with OPUS in it, MP3 or M4A by its first bytes; Telegram sends anything else as a document."""
    return (data[:4] == b"OggS" and b"OpusHead" in data[:128]) or is_playable_audio(data)


def is_playable_audio(data: bytes) -> bool:
    mp3_frame = len(data) > 1 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0
    return data[:3] == b"ID3" or mp3_frame or data[4:8] == b"ftyp"


SNIFFERS: dict[str, Callable[[bytes], bool]] = {"voice": is_playable_voice, "audio": is_playable_audio}
