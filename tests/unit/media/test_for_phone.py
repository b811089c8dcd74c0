"""What becomes of a sound: measured by FFmpeg's own meters, not by ours."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable
from functools import partial

import av
import numpy as np
import pytest

from bot.domain.errors import BadAudio
from bot.media.decoding import look
from bot.media.phone import Made, for_phone
from tests.support.sounds import (
    KINDS,
    Samples,
    encoded,
    joined,
    measured,
    silence,
    tone,
    video_note,
    voice,
)

TARGET, NEAR, CEILING = -18.0, 0.5, -3.0
SPOKEN = voice(3.0)
WITH_SILENCE = joined(silence(2), SPOKEN, silence(2))


def made(file: bytes, longest: float = 120) -> Made:
    return for_phone(file, longest, lambda _: None)


def samples_of(file: bytes) -> Samples:
    with wave.open(io.BytesIO(file)) as opened:
        frames = opened.readframes(opened.getnframes())
    return np.frombuffer(frames, "<i2") / 32768


FILES: dict[str, Callable[[], bytes]] = {
    **{kind: partial(encoded, WITH_SILENCE, kind) for kind in KINDS},
    "stereo": lambda: encoded(WITH_SILENCE, "mp3", channels=2),
    "44.1 kHz": lambda: encoded(joined(silence(2, 44_100), voice(3.0, 44_100), silence(2, 44_100)), "mp4", 44_100),
    "11.025 kHz": lambda: encoded(joined(silence(2, 11_025), voice(3.0, 11_025), silence(2, 11_025)), "wav", 11_025),
    "a video note": lambda: video_note(WITH_SILENCE),
    "quiet": lambda: encoded(WITH_SILENCE * 0.02, "ogg"),
    "clipped": lambda: encoded(np.clip(WITH_SILENCE * 20, -1, 1), "wav"),
    "far too loud": lambda: encoded(WITH_SILENCE * 3.3, "mp3"),
    "with a knock": lambda: encoded(joined(silence(2), SPOKEN, tone(0.02, peak=1.0), SPOKEN, silence(2)), "ogg"),
}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_file_comes_out_the_same(name: str) -> None:
    result = made(FILES[name]())
    with av.open(io.BytesIO(result.wav)) as container:
        stream = container.streams.audio[0]
        assert (stream.codec.name, stream.rate, stream.channels) == ("pcm_s16le", 8000, 1)
    assert int.from_bytes(result.wav[4:8], "little") == len(result.wav) - 8
    assert int.from_bytes(result.wav[40:44], "little") == len(result.wav) - 44
    assert result.seconds == pytest.approx((len(result.wav) - 44) / 16_000)
    by_judge = measured(result.wav)
    assert by_judge.loudness == pytest.approx(TARGET, abs=NEAR)
    assert by_judge.true_peak <= CEILING


@pytest.mark.parametrize("kind", KINDS)
def test_silence_at_both_ends_is_cut_to_some_air(kind: str) -> None:
    word = joined(silence(2), tone(1), silence(0.5), tone(1), silence(2))
    result = made(encoded(word, kind))
    assert result.seconds == pytest.approx(2.5 + 2 * 0.15, abs=0.06)
    loud = np.flatnonzero(np.abs(samples_of(result.wav)) > 0.02)
    assert 0.1 < loud[0] / 8000 < 0.2
    assert 0.1 < result.seconds - loud[-1] / 8000 < 0.2


def test_the_noise_of_a_room_counts_as_silence() -> None:
    room = np.random.default_rng(3).standard_normal(7 * 48_000) * 0.004
    assert made(encoded(WITH_SILENCE + room, "wav")).seconds < 3.4


def test_a_sound_that_starts_at_once_does_not_click() -> None:
    samples = samples_of(made(encoded(tone(2, hertz=1000.5), "wav")).wav)
    assert (samples[0], samples[-1]) == (0, 0)
    assert np.abs(samples[:20]).max() < np.abs(samples).max() / 3


def test_the_voice_note_is_the_same_sound() -> None:
    result = made(encoded(WITH_SILENCE, "ogg"))
    assert look(result.voice, 10) == "ogg"
    with av.open(io.BytesIO(result.voice), "r") as container:
        stream = container.streams.audio[0]
        assert (stream.codec.name, stream.channels) == ("opus", 1)
        played = sum([frame.samples for frame in container.decode(stream)])
    assert played / 48_000 == pytest.approx(result.seconds, abs=0.03)
    assert measured(result.voice).loudness == pytest.approx(measured(result.wav).loudness, abs=NEAR)


@pytest.mark.parametrize(("hertz", "passes"), [(60, False), (120, False), (400, True), (1000, True), (3300, True)])
def test_only_the_band_of_a_line_is_left(hertz: float, passes: bool) -> None:
    """A marker tone keeps levelling from raising what the band takes away."""
    sound = tone(2, hertz=800) + (tone(2, hertz=hertz) if hertz != 800 else 0)
    spectrum = np.abs(np.fft.rfft(samples_of(made(encoded(sound, "wav")).wav)[:16_000]))
    marker, asked = (spectrum[int(at * 2) - 4 : int(at * 2) + 5].max() for at in (800, hertz))
    assert bool(asked > 0.7 * marker) is passes


def test_progress_goes_up_to_the_end() -> None:
    told: list[float] = []
    for_phone(encoded(voice(10.0), "ogg"), 120, told.append)
    assert told == sorted(told)
    assert told[0] < 0.2
    assert 0.9 <= told[-1] <= 1


def key_of(file: bytes, longest: float = 120) -> str:
    with pytest.raises(BadAudio) as caught:
        made(file, longest)
    return caught.value.key


def test_the_limit_of_length_is_told() -> None:
    with pytest.raises(BadAudio) as caught:
        made(encoded(voice(3.0), "ogg"), longest=2)
    assert (caught.value.key, caught.value.args_) == ("audio-too-long", {"limit": 2})


def test_silence_at_the_ends_does_not_count_for_the_length() -> None:
    assert made(encoded(WITH_SILENCE, "ogg"), longest=4).seconds < 4


@pytest.mark.parametrize(
    ("sound", "key"),
    [
        (silence(3), "audio-silent"),
        (np.random.default_rng(1).standard_normal(96_000) * 1e-4, "audio-silent"),
        (tone(3, hertz=50, peak=0.05), "audio-silent"),
        (tone(0.1), "audio-too-short"),
        (joined(silence(2), tone(0.1), silence(2)), "audio-too-short"),
        (tone(0.01), "audio-too-short"),
    ],
    ids=["silence", "noise of a microphone", "hum", "a beep", "a beep in silence", "a click"],
)
def test_what_holds_no_voice(sound: Samples, key: str) -> None:
    assert key_of(encoded(sound, "wav")) == key


def test_a_stream_may_change_its_shape_on_the_way() -> None:
    file = encoded(voice(2.0, 44_100), "mp3", 44_100) + encoded(voice(2.0, 24_000), "mp3", 24_000, channels=2)
    result = made(file)
    assert result.seconds == pytest.approx(4, abs=0.3)
    assert measured(result.wav).loudness == pytest.approx(TARGET, abs=NEAR)


def test_numbers_that_are_none_do_no_harm() -> None:
    """WAV may hold floats, and those may be infinite or no number at all."""
    floats = voice(2.0, 8000).astype("<f4")
    floats[100:200], floats[300:400], floats[500:600] = np.nan, np.inf, 1e38
    data = floats.tobytes()
    header = b"RIFF" + (36 + len(data)).to_bytes(4, "little") + b"WAVEfmt \x10\0\0\0\3\0\1\0"
    header += (8000).to_bytes(4, "little") + (32_000).to_bytes(4, "little") + b"\4\0\x20\0data"
    result = made(header + len(data).to_bytes(4, "little") + data)
    assert measured(result.wav).true_peak <= CEILING
