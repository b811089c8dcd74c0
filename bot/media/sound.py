"""Mono samples at the telephone's rate, and FFmpeg's filters over them. Runs in the child only: bot.media.worker."""

from collections.abc import Iterator
from fractions import Fraction

import av.filter
import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

RATE = 8000
"""Samples a second on a telephone line."""

Sound = NDArray[np.float32]
"""Mono, RATE a second, 1.0 is full scale."""

Filter = tuple[str, str]
"""FFmpeg's name of a filter, and its options as `ffmpeg -af` takes them."""

Told = dict[str, str]
"""What a filter that measures says of one frame: FFmpeg's metadata, such as `lavfi.r128.I`."""

_AS_IT_CAME: Filter = ("aformat", f"sample_fmts=flt:sample_rates={RATE}:channel_layouts=mono")


def filtered(sound: Sound, *filters: Filter) -> Sound:
    """The sound after all of them, at the rate it had."""
    parts = [frame.to_ndarray().reshape(-1) for frame in _frames(sound, *filters, _AS_IT_CAME)]
    return np.concatenate(parts) if parts else sound[:0]


def measured(sound: Sound, *filters: Filter) -> list[Told]:
    """What the filters say, frame by frame."""
    return [frame.metadata for frame in _frames(sound, *filters)]


def _frames(sound: Sound, *filters: Filter) -> Iterator[AudioFrame]:
    graph = av.filter.Graph()
    graph.threads = 1  # a confined child may start none
    source = graph.add_abuffer(sample_rate=RATE, format="flt", layout="mono", time_base=Fraction(1, RATE))
    graph.link_nodes(source, *(graph.add(*each) for each in filters), graph.add("abuffersink")).configure()
    # A second at a time: at the limiter's rate a whole record would not fit into the child's memory.
    for start in range(0, len(sound), RATE):
        graph.push(_frame(sound, start))
        yield from _ready(graph)
    graph.push(None)
    yield from _ready(graph)


def _frame(sound: Sound, start: int) -> AudioFrame:
    frame = AudioFrame.from_ndarray(sound[start : start + RATE].reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
    return frame


def _ready(graph: av.filter.Graph) -> Iterator[AudioFrame]:
    while True:
        try:
            frame = graph.pull()
        except (BlockingIOError, EOFError):
            return
        if isinstance(frame, AudioFrame):
            yield frame
