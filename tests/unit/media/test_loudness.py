"""Our meters against FFmpeg's."""

from __future__ import annotations

import numpy as np
import pytest

from bot.media.encoding import to_int16, to_wav
from bot.media.levelling import levelled
from bot.media.loudness import decibels, loudness, true_peaks
from tests.support.sounds import Samples, joined, measured, silence, tone, voice

SOUNDS: dict[str, Samples] = {
    "1 kHz": tone(3, 8000, 997, peak=0.5),
    "300 Hz": tone(3, 8000, 300),
    "3.3 kHz": tone(3, 8000, 3300),
    "voice": voice(8.0, 8000),
    "mostly silence": joined(tone(1, 8000, peak=0.5), silence(9, 8000)),
    "loud and quiet": joined(voice(3.0, 8000), voice(3.0, 8000) * 0.05),
}


@pytest.mark.parametrize("name", SOUNDS)
def test_loudness_is_what_the_standard_says(name: str) -> None:
    assert loudness(SOUNDS[name]) == pytest.approx(measured(to_wav(to_int16(SOUNDS[name]))).loudness, abs=0.3)


def test_full_scale_is_where_the_standard_puts_it() -> None:
    assert loudness(tone(5, 8000, 997, peak=1.0)) == pytest.approx(-3.01, abs=0.1)


def test_silence_has_no_loudness() -> None:
    assert loudness(silence(3, 8000)) == -np.inf
    assert loudness(tone(0.2, 8000)) == -np.inf


def test_a_peak_between_two_samples_is_found() -> None:
    """A quarter of the rate, 45° off: every sample stands at 0.707 of what the wave reaches."""
    sound = np.sin(np.arange(8000) * np.pi / 2 + np.pi / 4)
    assert np.abs(sound).max() == pytest.approx(0.7071, abs=1e-4)
    assert true_peaks(sound)[100:-100].max() == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("hertz", [400, 1333, 2667, 3391])
def test_peaks_are_what_the_standard_says(hertz: float) -> None:
    sound = tone(2, 8000, hertz, peak=0.8)
    sound *= np.sin(np.linspace(0, np.pi, len(sound)))
    judge = measured(to_wav(to_int16(sound))).true_peak
    assert decibels(float(true_peaks(sound).max())) == pytest.approx(judge, abs=0.3)


def test_knocks_never_pass_the_ceiling_however_quiet_the_rest() -> None:
    sound = voice(5.0, 8000) * 0.01
    sound[8000::8000] = 1.0
    assert measured(to_wav(to_int16(levelled(sound)))).true_peak <= -3.0


def test_what_has_no_loudness_stays_below_the_ceiling_too() -> None:
    assert measured(to_wav(to_int16(levelled(tone(0.3, 8000, peak=1.0))))).true_peak <= -3.0


def test_a_voice_is_turned_down_without_a_crack() -> None:
    """The limiter moves slowly: what it does to a steady tone under a louder burst stays a smooth curve."""
    sound = tone(2, 8000, 500, peak=0.2)
    sound[8000:8400] *= 5
    result = levelled(sound)
    steady = np.abs(np.diff(result[2000:7000])).max()
    assert np.abs(np.diff(result[7000:7990])).max() <= steady * 1.05
