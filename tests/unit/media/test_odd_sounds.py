"""Every kind of file that people have is taken; what is no sound is named; and harm in any of them is bounded."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import BadAudio
from bot.media.decoding import look
from bot.media.phone import Made
from tests.support.hostile_sounds import noise
from tests.support.odd_sounds import FORMATS, REFUSED, locked, piped_wav
from tests.support.sounds import encoded, measured, silence, tone, video_note, voice
from tests.unit.media.outcomes import outcome

TELL_NO_LENGTH = {
    *(
        "two-ends.ogg",
        "pipe-0.wav",
        "pipe-ffffffff.wav",
        "adpcm.wav",
        "nokia.amr",
        "radio.aac",
        "tagged.aac",
        "old.mp2",
    ),
    *("live.webm", "camera.ts", "camera.mpg", "disc.vob", "cinema.ac3", "cinema.eac3", "old.voc", "exchange.gsm"),
}
"""What is there counts as all, and so does what such a file is cut down to."""


@cache
def whole(name: str) -> bytes:
    return FORMATS[name]()


@pytest.mark.parametrize("name", FORMATS)
def test_what_people_have_is_taken(name: str) -> None:
    look(whole(name), 120)
    made = outcome(whole(name))
    assert isinstance(made, Made)
    assert made.seconds == pytest.approx(4, abs=0.05)
    heard = measured(made.wav)
    assert heard.loudness == pytest.approx(-18, abs=0.5)
    assert heard.true_peak <= -3


def named(file: bytes) -> tuple[str, object]:
    with pytest.raises(BadAudio) as caught:
        look(file, 120)
    return caught.value.key, caught.value.args_.get("kind")


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sound_is_named(name: str) -> None:
    content, kind = REFUSED[name]
    assert named(content) == ("audio-unknown", kind)


@pytest.mark.parametrize(("name", "size"), [("alaw.wav", 58), ("nokia.amr", 6), ("studio.aiff", 54), ("sun.au", 32)])
def test_a_head_without_a_sound_is_refused_at_once(name: str, size: int) -> None:
    assert named(whole(name)[:size]) == ("audio-broken", None)


def test_a_rate_of_nobody_is_called_broken_and_not_long() -> None:
    wav = bytearray(encoded(voice(4.0, 8000), "wav", 8000))
    struct.pack_into("<II", wav, 24, 1, 2)
    assert named(bytes(wav)) == ("audio-broken", None)


def test_a_track_that_begins_on_the_way_is_left_alone() -> None:
    """A camera's picture may come after the sound: what the file began with is heard, without a gap at the other."""
    mpeg = encoded(voice(60.0), "mpeg")
    half = len(mpeg) // 2
    other = mpeg[half : half + 200_000].replace(b"\0\0\1\xc0", b"\0\0\1\xe0")
    made = outcome(mpeg[:half] + other + mpeg[half + 200_000 :])
    assert isinstance(made, Made)
    assert 54 < made.seconds < 59


def test_a_russian_text_is_no_frames_of_an_exchange() -> None:
    text = "Здравствуйте, вас слушают. " * 200
    assert all(named(text[at:].encode()) == ("audio-unknown", "text") for at in range(33))


def test_what_only_the_tracks_tell_is_named_before_anything_is_decoded() -> None:
    assert named(locked(whole("film.mp4"))) == ("audio-unknown", "drm")
    nobody_decodes = encoded(tone(1), "matroska", coder="tta").replace(b"A_TTA1", b"A_ZZZ1")
    assert named(nobody_decodes) == ("audio-unknown", "coder")
    assert named(video_note(None)) == ("audio-no-sound", None)
    assert named(piped_wav(0)[:40]) == ("audio-broken", None)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("part", [0.02, 0.3, 0.5, 0.8])
def test_a_cut_one_is_refused_where_it_says_how_long_it_was(name: str, part: float) -> None:
    result = outcome(whole(name)[: int(len(whole(name)) * part)])
    if name == "exchange.gsm" and part < 0.1:  # without a head, less than half a second is anything
        assert result == "audio-unknown"
        return
    assert result in ("audio-broken", "audio-too-short") or (isinstance(result, Made) and name in TELL_NO_LENGTH)


@pytest.mark.parametrize("name", FORMATS)
def test_cut_anywhere_near_the_beginning(name: str) -> None:
    for size in range(0, 300, 7):
        assert isinstance(outcome(whole(name)[:size]), str)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("rest", [noise(300_000), bytes(300_000), b"\xff" * 300_000], ids=["noise", "zeros", "ones"])
@pytest.mark.parametrize("head", [12, 40, 400])
def test_anything_behind_a_true_beginning(name: str, rest: bytes, head: int) -> None:
    outcome(whole(name)[:head] + rest)


ENDLESS: dict[str, Callable[[], bytes]] = {
    "amr": lambda: encoded(silence(4, 8000), "amr", 8000) + encoded(silence(4, 8000), "amr", 8000)[6:] * 5000,
    "aac": lambda: encoded(silence(4), "adts") * 2000,
    "flac": lambda: encoded(silence(200), "flac"),
    "webm": lambda: encoded(silence(200), "webm", live="1"),
    "gsm": lambda: (b"\xd5" + bytes(32)) * 600_000,
    "ts": lambda: encoded(silence(4), "mpegts") * 250,
    "mpg": lambda: encoded(silence(4), "mpeg") * 90,
    "ac3": lambda: encoded(silence(4), "ac3") * 400,
    "eac3": lambda: encoded(silence(4), "eac3") * 400,
}


@pytest.mark.parametrize("name", ENDLESS)
def test_hours_are_not_waited_for(name: str) -> None:
    file = ENDLESS[name]()
    started = time.process_time()
    assert outcome(file) == "audio-too-long"
    assert time.process_time() - started < 4


def test_twenty_million_packets_without_a_sound() -> None:
    assert outcome(b"#!AMR\n" + b"\x7c" * 20_000_000) == "audio-broken"


def au(rate: int, channels: int, size: int = 0xFFFFFFFF) -> bytes:
    return b".snd" + struct.pack(">IIIII", 24, size, 3, rate, channels) + noise(50_000)


def caf(rate: float, channels: int, size: int = -1) -> bytes:
    shape = struct.pack(">d4sIIIII", rate, b"lpcm", 0, 2 * channels & 0xFFFFFFFF, 1, channels, 16)
    data = b"data" + struct.pack(">qI", size, 0) + noise(50_000)
    return b"caff\0\1\0\0desc" + struct.pack(">q", len(shape)) + shape + data


def aiff(rate: bytes, channels: int) -> bytes:
    shape = struct.pack(">HIH", channels, 25_000, 16) + rate
    body = (
        b"AIFFCOMM"
        + struct.pack(">I", len(shape))
        + shape
        + b"SSND"
        + struct.pack(">III", 50_008, 0, 0)
        + noise(50_000)
    )
    return b"FORM" + struct.pack(">I", len(body)) + body


CLAIMS = {
    "au, a rate of nobody": au(0xFFFFFFFF, 1),
    "au, no rate": au(0, 1),
    "au, 65535 channels": au(8000, 0xFFFF),
    "au, 2³¹ channels": au(8000, 0x80000000),
    "au, no channel": au(8000, 0),
    "caf, an infinite rate": caf(float("inf"), 1),
    "caf, a rate that is no number": caf(float("nan"), 1),
    "caf, a million channels": caf(8000.0, 1_000_000),
    "aiff, a rate of nobody": aiff(b"\x7f\xfe" + b"\xff" * 8, 1),
    "aiff, 65535 channels": aiff(b"\x40\x0b\xfa" + bytes(7), 0xFFFF),
}


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_header_of_no_sound_card(claim: str) -> None:
    nothing = claim in ("au, no rate", "au, no channel")  # by such a beginning nobody tells that it is a sound
    assert outcome(CLAIMS[claim]) == ("audio-unknown" if nothing else "audio-broken")


def test_a_claim_of_centuries() -> None:
    assert outcome(caf(8000.0, 1, 2**62)) == "audio-too-long"
    assert isinstance(outcome(caf(8000.0, 1, -2)), Made), "less than nothing is no length"
    assert outcome(au(8000, 1, 0x7FFFFFFF)) in ("audio-too-long", "audio-broken")


def nested(opening: bytes, grows: Callable[[bytes], bytes], depth: int) -> bytes:
    inner = b""
    for _ in range(depth):
        inner = grows(inner)
    return opening + inner


def _box(name: bytes) -> Callable[[bytes], bytes]:
    return lambda inner: struct.pack(">I", 8 + len(inner)) + name + inner


def _list(inner: bytes) -> bytes:
    return b"LIST" + struct.pack("<I", 4 + len(inner)) + b"hdrl" + inner


def _tag(inner: bytes) -> bytes:
    return b"\x67\xc8\x01" + len(inner).to_bytes(7, "big") + inner


EBML = b"\x1aE\xdf\xa3\x88\x42\x82\x84webm\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff\x12\x54\xc3\x67\x01"
NESTED = {
    "mp4 in mp4": nested(b"\0\0\0\x10ftypqt  \0\0\0\0", _box(b"moov"), 20_000),
    "tracks in tracks": nested(b"\0\0\0\x10ftypqt  \0\0\0\0", _box(b"trak"), 20_000),
    "tags in tags": nested(EBML + b"\xff" * 7 + b"\x73\x73\x01" + b"\xff" * 7, _tag, 10_000),
    "lists in lists": nested(b"RIFF\xff\xff\xff\x7fAVI ", _list, 10_000),
    "mp4 of empty boxes": b"\0\0\0\x10ftypqt  \0\0\0\0" + b"\0\0\0\x08free" * 500_000,
    "boxes without a size": b"\0\0\0\x10ftypqt  \0\0\0\0" + b"\0\0\0\0free" * 1000,
    "asf of objects without a size": b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c"
    + bytes(2_000_000),
    "caf of empty chunks": b"caff\0\1\0\0" + b"free" + bytes(8) + (b"free" + bytes(8)) * 500_000,
    "matroska of nothing": EBML + bytes(2_000_000),
    "avi of empty chunks": b"RIFF\xff\xff\xff\x7fAVI " + b"JUNK\0\0\0\0" * 500_000,
    "wav of empty chunks": b"RIFF\xff\xff\xff\xffWAVE" + b"JUNK\0\0\0\0" * 500_000,
    "aiff of empty chunks": b"FORM\x7f\xff\xff\xffAIFF" + b"NAME\0\0\0\0" * 500_000,
    "w64 of chunks without a size": b"riff\x2e\x91\xcf\x11" + bytes(2_000_000),
}


@pytest.mark.parametrize("name", NESTED)
def test_a_maze_is_left_soon(name: str) -> None:
    told = "audio-unknown" if name in ("caf of empty chunks", "w64 of chunks without a size") else "audio-broken"
    assert outcome(NESTED[name]) == told


def test_no_more_than_the_lengths_lie_in_a_locked_or_tagged_file() -> None:
    """A tag that claims 256 MB has nothing after it; and a song's tags over any kind of sound are passed over."""
    assert outcome(b"ID3\4\0\0\x7f\x7f\x7f\x7f" + whole("radio.aac")) in ("audio-unknown", "audio-broken")
    assert isinstance(outcome(b"ID3\4\0\0\0\0\0\0" + whole("studio.flac")), Made)


@cache
def small(name: str) -> bytes:
    """Short ones, so that a change strikes something."""
    rate = 8000 if name in ("3gp", "amr") else 48_000
    if name == "asf":
        return encoded(tone(0.6), name, channels=2, bits=64_000)
    if name in ("3gp", "mov"):
        return encoded(tone(0.6, rate), name, rate, movflags="faststart")
    return encoded(tone(0.6, rate), name, rate)


SMALL = ["mov", "3gp", "amr", "adts", "flac", "webm", "matroska", "avi", "asf", "aiff", "caf", "au", "w64", "mp2"]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Changes bytes after the first ones, which only choose the reader."""
    file = bytearray(small(draw(st.sampled_from(SMALL))))
    for at, value in draw(st.lists(st.tuples(st.integers(16, len(file) - 1), st.integers(0, 255)), max_size=20)):
        file[at] = value
    for at in draw(st.lists(st.integers(16, min(900, len(file) - 4)), max_size=3)):
        file[at : at + 4] = draw(st.sampled_from([b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\1"]))
    return bytes(file[: draw(st.integers(len(file) // 2, len(file)))])


@settings(max_examples=300)
@given(mutated())
def test_any_mutation_is_a_sound_or_a_clear_no(file: bytes) -> None:
    outcome(file, longest=10)
