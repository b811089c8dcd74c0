"""All that is done to a sound on its way to a telephone, or to a chat. Runs in the child only: bot.media.worker."""

import io
import wave
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import av
import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

from bot.domain.errors import BadAudio
from bot.media.decoding import blocks_of, decode, look
from bot.media.shaping import as_on_the_phone, levelled, trimmed
from bot.media.sound import RATE, Sound

SHORTEST = 0.5
"""Seconds."""
VOICE_BITS = 24_000
"""A second; Opus has nothing to gain from more at this bandwidth."""

DECODED, TRIMMED, LEVELLED = 0.6, 0.7, 0.9
"""How far the work is after each step."""


class Made(NamedTuple):
    """As bot.ports.media has it; the ports themselves would make the child's start slower."""

    wav: bytes
    voice: bytes
    seconds: float


def for_phone(source: bytes, longest: float, tell: Callable[[float], None]) -> Made:
    """The sound is cut to a telephone's band before its loudness is measured: what counts is what the callee hears.

    The voice note holds the very samples that the provider gets. Raises BadAudio.
    """
    sound = decode(source, longest, lambda part: tell(part * DECODED))
    tell(DECODED)
    sound = trimmed(as_on_the_phone(sound), SHORTEST)
    if len(sound) > longest * RATE:
        raise BadAudio("audio-too-long", limit=int(longest))
    tell(TRIMMED)
    samples = to_int16(levelled(sound))
    tell(LEVELLED)
    return Made(to_wav(samples), *to_voice([samples], "s16"))


def for_chat(source: bytes, longest: float, tell: Callable[[float], None]) -> Made:
    """Without a voice note where Telegram plays the file itself. A long one is never held whole. Raises BadAudio."""
    if look(source, longest) == "mp3":
        return Made(b"", b"", 0)
    return Made(b"", *to_voice(blocks_of(source, longest, tell), "flt"))


def to_int16(sound: Sound) -> NDArray[np.int16]:
    return np.clip(np.round(sound * 32767), -32768, 32767).astype("<i2")


def to_wav(samples: NDArray[np.int16]) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return out.getvalue()


def to_voice(blocks: Iterable[NDArray[Any]], kind: str) -> tuple[bytes, float]:
    """OGG with Opus, which Telegram shows as a voice note, and its seconds. `kind` of samples: `s16` or `flt`."""
    out, length = io.BytesIO(), 0
    # Without bitexact the muxer wants random bytes, and the child may open nothing to get them.
    with av.open(out, "w", format="ogg", container_options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libopus", rate=RATE, options={"application": "voip"})
        stream.layout = "mono"
        stream.bit_rate = VOICE_BITS
        for block in blocks:
            frame = AudioFrame.from_ndarray(block.reshape(1, -1), format=kind, layout="mono")
            frame.sample_rate, frame.pts = RATE, length
            length += len(block)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue(), length / RATE
