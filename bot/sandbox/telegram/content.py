"""What a message shows. An edit puts new content in place of the old one, whole."""

import struct
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.sandbox.telegram.files import StoredFile
from bot.sandbox.telegram.keyboards import Markup
from bot.sandbox.telegram.text.formatted import Formatted
from bot.sandbox.telegram.text.html_writer import to_html

VIDEO_NOTE_SIDE = 384
VIDEO_SIZE = {"width": 640, "height": 360}
"""Pixels, for every video: the sandbox looks into none."""
_JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Media:
    """`kind` names the field of the Bot API's message (`voice`, `document`, …), `data` stands in it."""

    kind: str
    data: Any
    file: StoredFile | None = None


@dataclass(frozen=True)
class Content:
    """`formatted` is the text, or the caption where there is `media`; `keyboard` is an inline one."""

    formatted: Formatted
    media: Media | None = None
    keyboard: Markup | None = None

    @cached_property
    def html(self) -> str:
        """Written once: a chat is shown again and again."""
        return to_html(self.formatted)


@dataclass(frozen=True, slots=True)
class Version:
    """`at` is a Unix time in seconds."""

    at: float
    content: Content


def file_media(stored: StoredFile) -> Media:
    """A stored file as the field of a message."""
    details = stored.details
    data: dict[str, Any] = {"file_id": stored.id, "file_unique_id": stored.key, "file_size": stored.size}
    if stored.kind == "photo":
        width, height = picture_size(stored.data) or (0, 0)
        return Media("photo", [{**data, "width": width, "height": height}], stored)
    if stored.kind != "document":
        data["duration"] = details.get("duration", 0)
    if stored.kind == "video_note":
        return Media("video_note", {**data, "length": VIDEO_NOTE_SIDE}, stored)
    data["mime_type"] = stored.mime
    if stored.kind == "video":
        data.update(VIDEO_SIZE)
    if stored.kind != "voice":
        data["file_name"] = stored.name
    if stored.kind == "audio":
        data.update({name: details[name] for name in ("performer", "title") if name in details})
    return Media(stored.kind, data, stored)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None where it is no PNG, GIF, JPEG or WebP."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp_size(data)
    return _jpeg_size(data) if data[:2] == b"\xff\xd8" else None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    kind = data[12:16]
    if kind == b"VP8X" and len(data) >= 30:
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if kind == b"VP8 " and len(data) >= 30:
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
