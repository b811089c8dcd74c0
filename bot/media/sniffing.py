"""What a file is, by its first bytes: its name and what Telegram says of it decide nothing."""

from __future__ import annotations

OGG = "ogg"
WAV = "wav"
MP4 = "mov"
MP3 = "mp3"


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
