"""What a file is, by its bytes, and how long it says it is: its name and what Telegram says of it decide nothing."""

import struct

OGG = "ogg"
WAV = "wav"
MP4 = "mov"
MP3 = "mp3"

UNKNOWN_SIZE = 0x7FFF0000
"""Who writes a WAV into a pipe cannot know its size, and writes 0 or something from here on."""
XING_WITHIN = 4096
"""Bytes after the tags; the mark stands in the first frame."""


def demuxer_for(data: bytes) -> str | None:
    """FFmpeg's name of the one demuxer that may read this; None: of no kind that we take."""
    if data.startswith(b"OggS"):
        return OGG
    if data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        return WAV
    if data[4:8] == b"ftyp":
        return MP4
    if data.startswith(b"ID3") or _starts_mp3_frame(data):
        return MP3
    return None


def _starts_mp3_frame(data: bytes) -> bool:
    """Sync, a known version, layer III, a bit rate and a sample rate that exist."""
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE0 != 0xE0:
        return False
    version, layer = data[1] >> 3 & 3, data[1] >> 1 & 3
    bit_rate, sample_rate = data[2] >> 4, data[2] >> 2 & 3
    return version != 1 and layer == 1 and 0 < bit_rate < 15 and sample_rate != 3


def claimed_seconds(demuxer: str, data: bytes, of_stream: float | None) -> float | None:
    """Shows whether a file was cut on its way. None: it does not say.

    `of_stream`: the demuxer's word, in some formats a mere guess from the bit rate.
    """
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
