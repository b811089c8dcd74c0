"""Everybody's voice comes out equally loud, and nothing is ever clipped."""

from __future__ import annotations

import numpy as np

from bot.media.loudness import decibels, loudness, true_peaks
from bot.media.sound import Sound

TARGET = -18.0
"""LUFS. 5 dB above the −23 of broadcasting, because a callee listens through one small loudspeaker in a noisy place;
no more, because a voice needs 15 dB for its peaks: louder, and a limiter would press every syllable."""
EXACTLY = 0.2
"""LU."""
TRIES = 8

CEILING = -3.0
"""dBTP: what a line's coder and the callee's loudspeaker add to a peak has room above it."""
MARGIN = 0.3
"""dB. Peaks can hide between the points that we look at, and rounding to 16 bits moves them."""

LOOK = 7
"""The limiter turns down over 2 ** 7 samples, 16 ms, before a peak and after it."""


def levelled(sound: Sound) -> Sound:
    """At TARGET as far as the ceiling lets it; what is all knocks and no voice may stay quieter."""
    peaks = true_peaks(sound)
    gain = TARGET - loudness(sound)
    shaped = sound
    for _ in range(TRIES):
        if not np.isfinite(gain):
            break
        factor = 10 ** (gain / 20)
        shaped = sound * factor * _turned_down(peaks * factor)
        off = TARGET - loudness(shaped)
        if abs(off) < EXACTLY:
            break
        gain += off
    return _below_ceiling(shaped)


def _below_ceiling(sound: Sound) -> Sound:
    """All of it turned down, should a peak still stand out."""
    over = decibels(float(true_peaks(sound).max(initial=0))) - (CEILING - MARGIN)
    return sound * 10 ** (-over / 20) if over > 0 else sound


def _turned_down(peaks: Sound) -> Sound:
    """By how much each sample is multiplied: nowhere more than its peak allows, and never in a jump."""
    highest = 10 ** ((CEILING - 1.5 * MARGIN) / 20)
    allowed = np.minimum(1, highest / np.maximum(peaks, highest))
    size = 2**LOOK
    least = np.pad(allowed, size - 1, constant_values=1)
    for step in range(LOOK):
        least = np.minimum(least[: -(2**step)], least[2**step :])
    window = np.hanning(size + 2)[1:-1]
    smooth: Sound = np.convolve(least, window / window.sum(), mode="valid")
    return smooth
