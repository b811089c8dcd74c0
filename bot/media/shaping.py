"""What makes a sound fit for a telephone: the line's band, no silence at the ends, everybody's voice equally loud.

FFmpeg measures and filters; what stands here is how far each goes.
"""

import math
from typing import NamedTuple

import numpy as np

from bot.domain.errors import BadAudio
from bot.media.sound import RATE, Filter, Sound, filtered, measured

BAND: tuple[Filter, ...] = (
    ("highpass", "f=250:width_type=q:width=0.54"),
    ("highpass", "f=250:width_type=q:width=1.31"),  # the two make a Butterworth filter of the fourth order
    ("lowpass", "f=3550"),
)
"""Just outside the 300 to 3400 Hz of a telephone line (ITU-T G.712), whose own filters come on top."""

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
AIR = 0.15
"""Seconds that stay on each side: a line swallows the first moments of a sound."""
FADE = 0.01
"""Seconds. A cut in the middle of a noise would click."""

TARGET = -18.0
"""LUFS. 5 dB above the −23 of broadcasting, because a callee listens through one small loudspeaker in a noisy place;
no more, because a voice needs 15 dB for its peaks: louder, and a limiter would press every syllable."""
EXACTLY = 0.2
"""LU."""
TRIES = 8
CEILING = -3.0
"""dBTP: what a line's coder and the callee's loudspeaker add to a peak has room above it."""
MARGIN = 0.6
"""dB. Coming back to 8 kHz moves the peaks that the limiter has cut."""
ROUNDING = 0.1
"""dB. So does rounding to 16 bits, a little."""
FINER = 32_000
"""Samples a second while peaks are cut: hardly any peak is left between two samples then."""
METER_RATE = 48_000
"""The rate for which EBU R128 gives its filters."""
GATE = -70.0
"""LUFS. The meter says this of what it has not heard."""

_LIMITER: tuple[Filter, ...] = (
    ("aresample", str(FINER)),
    ("alimiter", f"limit={10 ** ((CEILING - MARGIN) / 20):.5f}:level=0:latency=1"),
    ("aresample", str(RATE)),
)


def as_on_the_phone(sound: Sound) -> Sound:
    """What the callee's ear gets of it. Knocks, wind and hum are below that, and would only use up the loudness."""
    return filtered(sound, *BAND)


def trimmed(sound: Sound, shortest: float) -> Sound:
    """Cuts the silence off both ends. `shortest` in seconds. Raises BadAudio when nothing or too little is left."""
    levels = _levels(sound)
    if not len(levels):
        raise BadAudio("audio-too-short")
    loudest = _loudest(levels)
    if loudest < SILENT:
        raise BadAudio("audio-silent")
    room = float(np.sort(levels)[len(levels) // 10])
    edge = float(np.clip(room + ABOVE_NOISE, loudest - QUIET, loudest - LEAST_QUIET))
    # Where there is nothing to remove, silenceremove gives a sample twice.
    kept = filtered(sound, *_at_both_ends(_without_silence(edge)))[: len(sound)]
    if len(kept) < shortest * RATE:
        raise BadAudio("audio-too-short")
    return kept


def levelled(sound: Sound) -> Sound:
    """At TARGET as far as the ceiling lets it; what is all knocks and no voice may stay quieter.

    `loudnorm` is not used: over 8 kHz speech it stays 1 to 3 LU below the target, for it turns into a slow compressor
    as soon as peaks are in the way. A gain and a limiter, measured again, meet it.
    """
    gain, shaped = 0.0, sound
    off = TARGET - meter(sound).loudness
    for _ in range(TRIES):
        if abs(off) < EXACTLY or not math.isfinite(off):
            break
        gain += off
        shaped = filtered(sound, _louder(gain), *_LIMITER)
        off = TARGET - meter(shaped).loudness
    over = meter(shaped).true_peak - (CEILING - ROUNDING)
    if over > 0:  # where a step in the sound rings, or there is no loudness to go by
        shaped = filtered(shaped, _louder(-over))
    return filtered(shaped, *_at_both_ends(("afade", f"type=in:duration={FADE}")))


class Meter(NamedTuple):
    """EBU R128: integrated loudness in LUFS, minus infinity where nothing passes the gate; the true peak in dBTP."""

    loudness: float
    true_peak: float


def meter(sound: Sound) -> Meter:
    told = measured(sound, ("aresample", str(METER_RATE)), ("ebur128", "metadata=1:peak=true"))
    last = next((each for each in reversed(told) if "lavfi.r128.I" in each), None)
    if last is None:  # shorter than the meter's first word
        return Meter(-math.inf, _decibels(float(np.abs(sound).max(initial=0))))
    loudness = float(last["lavfi.r128.I"])
    return Meter(loudness if loudness > GATE else -math.inf, _decibels(float(last["lavfi.r128.true_peak"])))


def _at_both_ends(front: Filter) -> tuple[Filter, ...]:
    """Backwards, the end is a front as well."""
    return (front, ("areverse", "")) * 2


def _louder(gain: float) -> Filter:
    return "volume", f"{gain:.3f}dB:precision=double"


def _decibels(level: float) -> float:
    return 20 * math.log10(max(level, 1e-9))


def _without_silence(edge: float) -> Filter:
    options = f"start_periods=1:start_threshold={edge:.2f}dB:start_silence={AIR}:window={FRAME / RATE}:detection=rms"
    return "silenceremove", options


def _levels(sound: Sound) -> Sound:
    """dB of full scale, frame by frame; a last one that is not whole does not count."""
    whole = sound[: len(sound) // FRAME * FRAME]
    told = measured(whole, ("asetnsamples", f"n={FRAME}"), ("astats", "metadata=1:reset=1:measure_perchannel=none"))
    return np.array([max(-120.0, float(each["lavfi.astats.Overall.RMS_level"])) for each in told], np.float32)


def _loudest(levels: Sound) -> float:
    window = min(SPOKEN, len(levels))
    powers = np.convolve(10 ** (levels / 10), np.ones(window) / window, mode="valid")
    return float(10 * np.log10(powers.max() + 1e-12))
