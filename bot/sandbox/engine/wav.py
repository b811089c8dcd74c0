"""A real little recording: 8 kHz, mono, 16 bit, as a telephone line sounds."""

import io
import math
import struct
import wave
from functools import lru_cache

RATE = 8000
MPEG_FRAMES = (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xf1", b"\xff\xf9")
AUDIO_STARTS = (b"RIFF", b"ID3", b"OggS", b"fLaC", b"FORM", *MPEG_FRAMES)


@lru_cache(maxsize=32)
def tone(seconds: int = 2, hertz: int = 425) -> bytes:
    """A WAV file of a fading tone; 425 Hz is the dial tone of Russian exchanges."""
    frames = RATE * seconds
    samples = (int(9000 * (1 - at / frames) * math.sin(2 * math.pi * hertz * at / RATE)) for at in range(frames))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return out.getvalue()


def looks_like_audio(content: bytes) -> bool:
    """WAV, MP3, Ogg, FLAC, AIFF, AAC or MP4 by their first bytes."""
    return content.startswith(AUDIO_STARTS) or content[4:8] == b"ftyp"
