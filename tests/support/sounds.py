"""Sound files made in code: what people send, and what they should not."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

import av
import av.filter
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

Samples = NDArray[np.float64]

KINDS = {"ogg": "libopus", "mp3": "libmp3lame", "mp4": "aac", "wav": "pcm_s16le"}
"""Container → its usual coder."""
CODERS = KINDS | {
    "mov": "aac",
    "adts": "aac",
    "3gp": "libopencore_amrnb",
    "amr": "libopencore_amrnb",
    "mp2": "mp2",
    "flac": "flac",
    "webm": "libopus",
    "matroska": "libopus",
    "avi": "libmp3lame",
    "asf": "wmav2",
    "aiff": "pcm_s16be",
    "caf": "pcm_s16be",
    "au": "pcm_s16be",
    "w64": "pcm_s16le",
    "flv": "libmp3lame",
    "mpegts": "aac",
    "mpeg": "mp2",
    "vob": "ac3",
    "ac3": "ac3",
    "eac3": "eac3",
    "wv": "wavpack",
    "tta": "tta",
    "voc": "pcm_u8",
}
"""The same for those that people have more rarely."""


@lru_cache(maxsize=16)
def voice(seconds: float, rate: int = 48_000, peak: float = 0.3) -> Samples:
    """Syllables of a buzzing and hissing throat with pauses between them, as loud as a voice in a room."""
    at = np.arange(int(seconds * rate)) / rate
    buzz = sum((np.sin(2 * np.pi * 120 * k * at + k * k) / k for k in range(1, 25)), np.zeros_like(at))
    hiss = np.random.default_rng(7).standard_normal(len(at)) * 0.3
    syllables = np.clip(np.sin(2 * np.pi * 2.3 * at) + 0.3 * np.sin(2 * np.pi * 0.7 * at), 0, 1) ** 1.5
    sound = (buzz + hiss) * syllables
    return np.asarray(sound * (peak / np.abs(sound).max()))


def tone(seconds: float, rate: int = 48_000, hertz: float = 1000, peak: float = 0.3) -> Samples:
    return np.asarray(peak * np.sin(np.arange(int(seconds * rate)) * (2 * np.pi * hertz / rate)))


def silence(seconds: float, rate: int = 48_000) -> Samples:
    return np.zeros(int(seconds * rate))


def joined(*parts: Samples) -> Samples:
    return np.concatenate(parts)


def encoded(
    sound: Samples,
    container: str,
    rate: int = 48_000,
    channels: int = 1,
    coder: str = "",
    bits: int | None = None,
    **options: str,
) -> bytes:
    """A file of it, by the container's usual coder unless another is named; `options` are the container's."""
    return _written(sound, container, rate, channels, coder or CODERS[container], options, bits=bits)


def video_note(sound: Samples | None, rate: int = 48_000, **options: str) -> bytes:
    """MP4 with a second of moving picture, and the sound if there is one."""
    return _written(sound, "mp4", rate, 1, KINDS["mp4"], options, picture=True)


def two_tracks(sound: Samples, rate: int = 48_000) -> bytes:
    """MP4 that holds the sound twice."""
    return _written(sound, "mp4", rate, 1, KINDS["mp4"], {"movflags": "faststart"}, tracks=2)


@dataclass(frozen=True, slots=True)
class Measured:
    """By FFmpeg's own ebur128 at 48 kHz, the rate that the standard is written for: LUFS and dBTP."""

    loudness: float
    true_peak: float


def measured(file: bytes) -> Measured:
    with av.open(io.BytesIO(file), "r") as container:
        graph = av.filter.Graph()
        ends = (
            graph.add_abuffer(template=container.streams.audio[0]),
            graph.add("aresample", "48000"),
            graph.add("ebur128", "metadata=1:peak=true"),
            graph.add("abuffersink"),
        )
        graph.link_nodes(*ends).configure()
        told: dict[str, str] = {}
        for frame in (*container.decode(audio=0), None):
            graph.push(frame)
            _drain(graph, told)
    return Measured(float(told["lavfi.r128.I"]), 20 * float(np.log10(max(1e-9, float(told["lavfi.r128.true_peak"])))))


def _drain(graph: av.filter.Graph, told: dict[str, str]) -> None:
    while True:
        try:
            told.update(graph.pull().metadata)
        except (BlockingIOError, EOFError):
            return


def _written(
    sound: Samples | None,
    container: str,
    rate: int,
    channels: int,
    coder: str,
    options: Mapping[str, str],
    picture: bool = False,
    bits: int | None = None,
    tracks: int = 1,
) -> bytes:
    # By a path: some options make the muxer open its own output once more.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made")
        with av.open(str(path), "w", format=container, options=dict(options)) as file:
            shown = file.add_stream("mpeg4", rate=10) if picture else None
            layout = "mono" if channels == 1 else "stereo"
            count = 0 if sound is None else tracks
            heard = [cast(AudioStream, file.add_stream(coder, rate=rate, layout=layout)) for _ in range(count)]
            for stream in heard:
                if bits is not None:
                    stream.bit_rate = bits
            if shown is not None:
                _draw(file, shown)
            for stream in heard:
                _say(file, stream, np.zeros(0) if sound is None else sound)
        return path.read_bytes()


def _draw(file: OutputContainer, stream: VideoStream) -> None:
    stream.width = stream.height = 96
    stream.pix_fmt = "yuv420p"
    for number in range(10):
        pixels = np.full((96, 96, 3), number * 20, np.uint8)
        file.mux(stream.encode(VideoFrame.from_ndarray(pixels, format="rgb24")))
    file.mux(stream.encode(None))


def _say(file: OutputContainer, stream: AudioStream, sound: Samples) -> None:
    samples = np.repeat(np.clip(sound * 32767, -32768, 32767).astype("<i2"), stream.layout.nb_channels)
    frame = AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout=stream.layout.name)
    frame.sample_rate = stream.rate
    file.mux(stream.encode(frame))
    file.mux(stream.encode(None))
