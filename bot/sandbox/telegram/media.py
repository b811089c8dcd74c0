"""A stored file as the field of a message."""

from typing import Any

from bot.sandbox.telegram.content import Media
from bot.sandbox.telegram.files import StoredFile
from bot.sandbox.telegram.pictures import picture_size

VIDEO_NOTE_SIDE = 384
VIDEO_SIZE = {"width": 640, "height": 360}
"""Pixels, for every video: the sandbox looks into none."""


def file_media(stored: StoredFile) -> Media:
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
