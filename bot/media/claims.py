"""How long a file says it is: what shows that it was cut on its way."""

from __future__ import annotations

import struct

from bot.media.sniffing import MP3, MP4, WAV

UNKNOWN_SIZE = 0x7FFF0000
"""Who writes a WAV into a pipe cannot know its size, and writes 0 or something from here on."""
XING_WITHIN = 4096
"""Bytes after the tags; the mark stands in the first frame."""


def claimed_seconds(demuxer: str, data: bytes, of_stream: float | None) -> float | None:
    """None: it does not say. `of_stream`: the demuxer's word, in some formats a mere guess from the bit rate."""
    if demuxer == WAV:
        return _wav_seconds(data)
    if demuxer == MP4 or (demuxer == MP3 and _counts_frames(data)):
        return of_stream
    return None


def _wav_seconds(data: bytes) -> float | None:
    at, bytes_a_second = 12, 0
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        if name == b"data":
            known = 0 < size < UNKNOWN_SIZE and bytes_a_second > 0
            return size / bytes_a_second if known else None
        if name == b"fmt " and at + 20 <= len(data):
            (bytes_a_second,) = struct.unpack_from("<I", data, at + 16)
        at += 8 + size + size % 2
    return None


def _counts_frames(data: bytes) -> bool:
    start = 0
    if data.startswith(b"ID3") and len(data) >= 10:
        start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    head = data[start : start + XING_WITHIN]
    return b"Xing" in head or b"Info" in head
