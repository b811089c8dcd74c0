"""Loudness as EBU R128 has it (ITU-R BS.1770-4), and true peaks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.media.sound import RATE, Sound, filtered

STANDARD_RATE = 48000
"""The standard gives its filters for this rate; below 4 kHz we take from them what they do there."""
SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))

BLOCK, STEP = RATE * 400 // 1000, RATE * 100 // 1000
ABSOLUTE_GATE = -70.0
"""LUFS."""
RELATIVE_GATE = -10.0
"""LU."""
OFFSET = -0.691
"""LU. Makes 997 Hz at 0 dB of full scale −3.01 LUFS in one channel."""

FINER = 8
"""Points that are looked at between two samples, twice what the standard asks for."""
TAPS = 64


def loudness(sound: Sound) -> float:
    """Integrated, in LUFS; minus infinity where all is below the gate or shorter than a block."""
    powers = _block_powers(filtered(sound, _k_weight))
    powers = powers[_lufs(powers) > ABSOLUTE_GATE]
    if not len(powers):
        return float("-inf")
    gate = _lufs(powers.mean()) + RELATIVE_GATE
    return float(_lufs(powers[_lufs(powers) > gate].mean()))


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    level: NDArray[np.float64] = OFFSET + 10 * np.log10(np.maximum(power, 1e-12))
    return level


def _k_weight(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    around = np.exp(-2j * np.pi * hertz / STANDARD_RATE)
    weight = np.ones_like(hertz)
    for above, below in (SHELF, HIGH_PASS):
        weight *= np.abs(np.polyval(above[::-1], around) / np.polyval(below[::-1], around))
    return weight


def _block_powers(sound: Sound) -> NDArray[np.float64]:
    """Of blocks of 400 ms, one every 100 ms."""
    sums = np.concatenate(([0.0], np.cumsum(sound**2)))
    starts = np.arange(0, len(sound) - BLOCK + 1, STEP)
    powers: NDArray[np.float64] = (sums[starts + BLOCK] - sums[starts]) / BLOCK
    return powers


def true_peaks(sound: Sound) -> Sound:
    """The highest level from each sample up to the next, as it will be once the sound is no longer samples."""
    highest = np.abs(sound)
    for part in range(1, FINER):
        between = np.abs(np.convolve(sound, _between(part / FINER), mode="full")[TAPS // 2 - 1 :][: len(sound)])
        np.maximum(highest, between, out=highest)
    return highest


def _between(part: float) -> NDArray[np.float64]:
    """A windowed sinc that tells the level `part` of the way from one sample to the next."""
    away = part - np.arange(-TAPS // 2 + 1, TAPS // 2 + 1)
    kernel: NDArray[np.float64] = np.sinc(away) * np.cos(np.pi * away / (TAPS + 2)) ** 2
    return kernel[::-1]


def decibels(level: float) -> float:
    return float(20 * np.log10(max(level, 1e-9)))
