"""A real little recording: 8 kHz, mono, 16 bit, as a telephone line sounds."""

import io
import math
import struct
import wave
from functools import lru_cache

RATE = 8000
LONGEST = 600
"""Seconds of a record; the documents name no limit, this is the sandbox's own."""


class NotForTheLine(Exception):
    """A file that cannot be played to a callee as it is; `str()` says why, in Russian."""


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


def seconds_of(content: bytes) -> float:
    """How long a file plays, every sample of it read. Raises NotForTheLine."""
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise NotForTheLine("должно быть звуковым файлом WAV")
    if int.from_bytes(content[4:8], "little") != len(content) - 8:
        raise NotForTheLine("содержит файл, размер которого не совпадает с заголовком")
    try:
        with wave.open(io.BytesIO(content)) as file:
            frames: int = file.getnframes()
            shape = (file.getnchannels(), file.getframerate(), file.getsampwidth())
            played = len(file.readframes(frames))
    except (wave.Error, EOFError, struct.error):
        raise NotForTheLine("содержит файл, который не читается") from None
    if shape != (1, RATE, 2):
        raise NotForTheLine("должно быть файлом моно, 8000 Гц, 16 бит")
    if not frames:
        raise NotForTheLine("содержит файл без звука")
    if played != frames * 2:
        raise NotForTheLine("содержит обрезанный файл")
    if frames > LONGEST * RATE:
        raise NotForTheLine(f"содержит запись длиннее {LONGEST} секунд")
    return frames / RATE
