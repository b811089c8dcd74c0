"""Loudness and peaks at their edges, judged by FFmpeg's meter over the finished file."""

from __future__ import annotations

import math

import numpy as np

from bot.media.phone import to_int16, to_wav
from bot.media.shaping import levelled, meter
from bot.media.sound import Sound
from tests.support.sounds import Samples, measured, silence, tone, voice


def at_line(sound: Samples) -> Sound:
    return sound.astype(np.float32)


def test_silence_has_no_loudness() -> None:
    assert meter(at_line(silence(3, 8000))).loudness == -math.inf
    assert meter(at_line(tone(0.2, 8000))).loudness == -math.inf


def test_a_peak_between_two_samples_is_found() -> None:
    """A quarter of the rate, 45° off: every sample stands at 0.707 of what the wave reaches."""
    sound = np.sin(np.arange(8000) * np.pi / 2 + np.pi / 4)
    sound *= np.sin(np.linspace(0, np.pi, len(sound)))
    assert np.abs(sound).max() < 0.71
    assert meter(at_line(sound)).true_peak > -0.1


def test_knocks_never_pass_the_ceiling_however_quiet_the_rest() -> None:
    sound = voice(5.0, 8000) * 0.01
    sound[8000::8000] = 1.0
    assert measured(to_wav(to_int16(levelled(at_line(sound))))).true_peak <= -3.0


def test_what_has_no_loudness_stays_below_the_ceiling_too() -> None:
    assert measured(to_wav(to_int16(levelled(at_line(tone(0.3, 8000, peak=1.0)))))).true_peak <= -3.0


def test_a_voice_is_turned_down_without_a_crack() -> None:
    """The limiter moves slowly: what it does to a steady tone under a louder burst stays a smooth curve."""
    sound = tone(2, 8000, 500, peak=0.2)
    sound[8000:8400] *= 5
    result = levelled(at_line(sound))
    steady = np.abs(np.diff(result[2000:7000])).max()
    assert np.abs(np.diff(result[7000:7990])).max() <= steady * 1.05
