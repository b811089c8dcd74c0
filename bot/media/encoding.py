"""Samples → a WAV for the service, and a voice note for the chat."""

import io
import wave

import av
import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

from bot.media.sound import RATE, Sound

VOICE_BITS = 24_000
"""A second; Opus has nothing to gain from more at this bandwidth."""


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


def to_voice(samples: NDArray[np.int16]) -> bytes:
    """OGG with Opus, which Telegram shows as a voice note."""
    out = io.BytesIO()
    # Without bitexact the muxer wants random bytes, and the child may open nothing to get them.
    with av.open(out, "w", format="ogg", container_options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libopus", rate=RATE, options={"application": "voip"})
        stream.layout = "mono"
        stream.bit_rate = VOICE_BITS
        frame = AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return out.getvalue()
