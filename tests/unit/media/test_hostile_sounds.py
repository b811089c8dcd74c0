"""Whatever comes, the answer is a sound or one clear BadAudio, soon, and no other file is looked at."""

from __future__ import annotations

import io
import time
from functools import cache
from pathlib import Path

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.media.phone import Made
from tests.support.hostile_sounds import hours_of_silence, noise, playlists, refers_to, spoilt, wav_header
from tests.support.sounds import KINDS, encoded, silence, tone, video_note, voice
from tests.unit.media.outcomes import outcome


@cache
def whole(kind: str) -> bytes:
    return encoded(voice(4.0), "mp4", movflags="faststart") if kind == "fast mp4" else encoded(voice(4.0), kind)


@pytest.mark.parametrize("kind", [*KINDS, "fast mp4"])
@pytest.mark.parametrize("part", [0.02, 0.1, 0.3, 0.5, 0.7, 0.8])
def test_a_cut_file_is_refused_where_it_says_how_long_it_was(kind: str, part: float) -> None:
    result = outcome(whole(kind)[: int(len(whole(kind)) * part)])
    if kind == "ogg":
        # OGG tells its length nowhere: what is there counts as all.
        assert isinstance(result, Made) or result == "audio-broken"
    else:
        assert result == "audio-broken"


@pytest.mark.parametrize("kind", ["mp3", "wav", "fast mp4"])
def test_a_lost_moment_at_the_end_is_no_cut(kind: str) -> None:
    assert isinstance(outcome(whole(kind)[: int(len(whole(kind)) * 0.97)]), Made)


@pytest.mark.parametrize("kind", [*KINDS, "fast mp4"])
def test_cut_anywhere_near_the_beginning(kind: str) -> None:
    for size in range(0, 200, 3):
        assert isinstance(outcome(whole(kind)[:size]), str)


def test_a_wav_from_a_pipe_does_not_know_its_length() -> None:
    file = bytearray(encoded(voice(2.0), "wav", bitexact="1", fflags="bitexact"))
    at = file.index(b"data") + 4
    for size in (0xFFFFFFFF, 0x7FFFFFFF, 0x7FFFF000):
        file[at : at + 4] = size.to_bytes(4, "little")
        assert isinstance(outcome(bytes(file)), Made)


def test_ten_hours_of_silence_are_not_waited_for() -> None:
    file = hours_of_silence(encoded(silence(4), "ogg"), hours=10, page_seconds=1)
    started = time.process_time()
    assert outcome(file) == "audio-too-long"
    assert time.process_time() - started < 2


def test_a_header_that_claims_ten_hours() -> None:
    assert outcome(wav_header(36_000) + noise(16_000)) == "audio-too-long"
    assert outcome(wav_header(60) + noise(16_000)) == "audio-broken"


@pytest.mark.parametrize(("rate", "channels"), [(100, 1), (1_000_000, 1), (8000, 64)])
def test_a_header_of_no_sound_card(rate: int, channels: int) -> None:
    """A hundred samples a second would grow to eighty times as many on the way to the phone's rate."""
    file = wav_header(2, rate, channels)
    assert outcome(file + noise(2 * rate * channels * 2)) == "audio-broken"


def test_a_stream_of_which_a_third_is_spoilt() -> None:
    assert outcome(spoilt(encoded(voice(12.0), "ogg"), every=3)) == "audio-broken"


def test_an_mp3_that_grows_richer_on_the_way() -> None:
    """It names no length, and a guess from the first frame's bit rate would be six times too long."""
    parts = [encoded(voice(2.0), "mp3", bits=bits, write_xing="0", id3v2_version="0") for bits in (32_000, 320_000)]
    result = outcome(parts[0] + parts[1], longest=5)
    assert isinstance(result, Made)
    assert result.seconds > 3.5


def test_a_tag_in_an_old_alphabet() -> None:
    wav = encoded(voice(2.0), "wav", fflags="bitexact")
    tag = b"LIST\x12\0\0\0INFOINAM\6\0\0\0\xcf\xf0\xe8\xe2\xe5\xf2"
    assert isinstance(
        outcome(wav[:4] + (len(wav) + len(tag) - 8).to_bytes(4, "little") + wav[8:36] + tag + wav[36:]), Made
    )


@pytest.mark.parametrize("name", playlists(""))
@pytest.mark.parametrize("scheme", ["file://", ""])
def test_a_playlist_opens_nothing(name: str, scheme: str, tmp_path: Path) -> None:
    canary = tmp_path / "canary.wav"
    canary.write_bytes(whole("wav"))
    assert outcome(playlists(f"{scheme}{canary}")[name]) in ("audio-unknown", "audio-broken")


def test_an_mp4_whose_sound_is_in_another_file(tmp_path: Path) -> None:
    """FFmpeg would follow the reference if it were let: the first half proves that the file is loaded."""
    sound = encoded(tone(2), "mp4")
    canary = tmp_path / "canary.mp4"
    canary.write_bytes(sound)
    file = refers_to(sound, str(canary))
    let = {"enable_drefs": "1", "use_absolute_path": "1"}
    with av.open(io.BytesIO(file), "r", format="mov", container_options=let) as container:
        assert sum([frame.samples for frame in container.decode(audio=0)]) > 48_000
    assert outcome(file) == "audio-broken"


def test_a_video_without_sound() -> None:
    assert outcome(video_note(None)) == "audio-no-sound"


@pytest.mark.parametrize("content", [b"", b"\0", bytes(1000), b"%PDF-1.7"])
def test_what_is_no_sound_at_all(content: bytes) -> None:
    assert outcome(content) == "audio-unknown"


@pytest.mark.parametrize(
    "head", [b"", b"OggS", b"RIFF\0\0\0\0WAVEfmt ", b"\0\0\0\x20ftypM4A ", b"ID3\4", b"\xff\xfb\x90\0"]
)
def test_noise_behind_any_header(head: bytes) -> None:
    assert outcome(head + noise(300_000)) in ("audio-unknown", "audio-broken")


@cache
def small(kind: str) -> bytes:
    return encoded(tone(0.6), kind)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Changes bytes after the first ones, which only choose the reader."""
    file = bytearray(small(draw(st.sampled_from([*KINDS]))))
    for at, value in draw(st.lists(st.tuples(st.integers(12, len(file) - 1), st.integers(0, 255)), max_size=20)):
        file[at] = value
    for at in draw(st.lists(st.integers(12, min(900, len(file) - 4)), max_size=3)):
        file[at : at + 4] = draw(st.sampled_from([b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\1"]))
    return bytes(file[: draw(st.integers(len(file) // 2, len(file)))])


@settings(max_examples=300)
@given(mutated())
def test_any_mutation_is_a_sound_or_a_clear_no(file: bytes) -> None:
    outcome(file, longest=10)
