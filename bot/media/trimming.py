"""Silence at both ends is cut off: on the phone it sounds like nobody there."""

from __future__ import annotations

import numpy as np

from bot.domain.errors import BadAudio
from bot.media.sound import RATE, Sound

FRAME = RATE // 50
"""20 ms."""
SPOKEN = 20
"""Frames: 400 ms, the window in which the loudest part is looked for."""

SILENT = -65.0
"""dB of full scale. What is never louder holds no voice, only the noise of a microphone."""
QUIET = 35.0
"""dB below the loudest part: quieter than the end of any word."""
LEAST_QUIET = 20.0
"""dB below the loudest part. Where the noise of a room is louder than this, it is not told from the voice."""
ABOVE_NOISE = 6.0
"""dB above the quietest tenth of the frames, which is the room."""

AIR = int(0.15 * RATE)
"""Samples that stay on each side: a line swallows the first moments of a sound."""
FADE = RATE // 100


def trimmed(sound: Sound, shortest: float) -> Sound:
    """`shortest`: seconds. Raises BadAudio when nothing is heard, or too little."""
    levels = _levels(sound)
    if not len(levels):
        raise BadAudio("audio-too-short")
    loudest = _loudest(levels)
    if loudest < SILENT:
        raise BadAudio("audio-silent")
    room = float(np.sort(levels)[len(levels) // 10])
    edge = float(np.clip(room + ABOVE_NOISE, loudest - QUIET, loudest - LEAST_QUIET))
    heard = np.flatnonzero(levels > edge)
    start = max(0, int(heard[0]) * FRAME - AIR)
    kept = sound[start : (int(heard[-1]) + 1) * FRAME + AIR].copy()
    if len(kept) < shortest * RATE:
        raise BadAudio("audio-too-short")
    _fade(kept)
    return kept


def _levels(sound: Sound) -> Sound:
    """dB of full scale, frame by frame."""
    frames = sound[: len(sound) // FRAME * FRAME].reshape(-1, FRAME)
    levels: Sound = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-12)
    return levels


def _loudest(levels: Sound) -> float:
    window = min(SPOKEN, len(levels))
    powers = np.convolve(10 ** (levels / 10), np.ones(window) / window, mode="valid")
    return float(10 * np.log10(powers.max() + 1e-12))


def _fade(sound: Sound) -> None:
    """A cut in the middle of a noise would click."""
    ramp = np.linspace(0, 1, FADE)
    sound[:FADE] *= ramp
    sound[-FADE:] *= ramp[::-1]
