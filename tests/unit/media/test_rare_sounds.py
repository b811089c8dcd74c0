"""What FFmpeg decodes is taken; each format that it may read has a file here, and what harms one is bounded."""

from __future__ import annotations

import io
import struct
from functools import cache

import av
import pytest
from av.codec import Codec
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.media.decoding import CODERS, DEMUXERS, look
from bot.media.phone import Made
from tests.support import odd_sounds
from tests.support.hostile_sounds import noise
from tests.support.rare_sounds import BEGINNINGS, FORMATS, SECONDS, SILENT
from tests.support.sounds import measured
from tests.unit.media.outcomes import outcome

SAY_THEIR_LENGTH = {
    *("truespeech.wav", "g729.wav", "g723.wav", "siren.wav", "dialogic.wav", "creative.wav", "g726.wav"),
    *("g722.au", "mulaw.au", "ima.caf", "amr.caf", "alac.caf", "mulaw.aifc", "ima.aifc", "opus.mp4", "tta.mkv"),
    *("wavpack.mkv", "pcm.wma", "corpus.sph", "real-film.rm", "loki.mjpg", "quite-ok.qoa", "music.ape"),
    *("game.apm", "game.asf", "game.ast", "game.vag"),
}


@cache
def whole(name: str) -> bytes:
    return FORMATS[name]()


@pytest.mark.parametrize("name", FORMATS)
def test_what_ffmpeg_decodes_is_taken(name: str) -> None:
    result = outcome(whole(name))
    if name in SILENT:
        assert result == "audio-silent"
        return
    assert isinstance(result, Made)
    assert result.seconds == pytest.approx(SECONDS, abs=0.1)
    assert measured(result.wav).true_peak <= -3


def test_each_format_that_ffmpeg_may_read_has_a_file() -> None:
    found = {look(made(), 120) for made in (*FORMATS.values(), *odd_sounds.FORMATS.values())}
    assert found | BEGINNINGS.keys() == DEMUXERS


@pytest.mark.parametrize("name", ["concat", "hls", "dash", "sdp", "rtsp", "image2", "lavfi", "imf", "s16le", "data"])
def test_what_opens_others_or_has_no_head_is_read_never(name: str) -> None:
    assert name not in DEMUXERS


def test_a_format_that_is_not_on_the_list_is_left_alone() -> None:
    """FFmpeg would decode this console's sound; it reads the text as a list of chapters."""
    sound = b"\2\0" + noise(14)
    console = b"VAGp" + struct.pack(">IIII", 4, 0, 16 * 2000, 8000) + bytes(28) + sound * 2000
    with av.open(io.BytesIO(console), "r") as container:
        assert container.format.name == "vag"
        assert next(container.decode(audio=0)).samples
    assert outcome(console) == outcome(b";FFMETADATA1\ntitle=x\n" * 9) == "audio-unknown"


def test_no_coder_shows_pictures_or_makes_a_sound_of_nothing() -> None:
    assert {Codec(name, "r").type for name in CODERS} == {"audio"}
    assert not CODERS & {"wavesynth", "anull"}


@pytest.mark.parametrize("name", FORMATS)
def test_a_cut_one_is_a_sound_only_where_nothing_tells_how_long_it_was(name: str) -> None:
    for part in (0.02, 0.3, 0.5, 0.8):
        result = outcome(whole(name)[: int(len(whole(name)) * part)])
        assert isinstance(result, str) or name not in SAY_THEIR_LENGTH, part


@pytest.mark.parametrize("name", FORMATS)
def test_cut_anywhere_near_the_beginning(name: str) -> None:
    for size in range(0, 120, 7):
        assert isinstance(outcome(whole(name)[:size]), str), size


RESTS = {"noise": noise(40_000), "zeros": bytes(40_000), "ones": b"\xff" * 40_000}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("rest", RESTS)
def test_anything_behind_a_true_beginning(name: str, rest: str) -> None:
    for head in (12, 40, 400):
        outcome(whole(name)[:head] + RESTS[rest])


@pytest.mark.parametrize("name", BEGINNINGS)
@pytest.mark.parametrize("rest", RESTS)
def test_a_beginning_that_no_coder_here_goes_on_with(name: str, rest: str) -> None:
    assert outcome(BEGINNINGS[name] + RESTS[rest]) in ("audio-broken", "audio-unknown", "audio-too-long")


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Bytes near the beginning say what comes; claims of nothing and of all stand among them."""
    file = bytearray(whole(draw(st.sampled_from([*FORMATS]))))
    near = st.integers(4, min(600, len(file) - 4))
    for at, value in draw(st.lists(st.tuples(near, st.integers(0, 255)), max_size=12)):
        file[at] = value
    for at in draw(st.lists(near, max_size=3)):
        file[at : at + 4] = draw(st.sampled_from([b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\1"]))
    return bytes(file[: draw(st.integers(len(file) // 2, len(file)))])


@settings(max_examples=400)
@given(mutated())
def test_any_mutation_is_a_sound_or_a_clear_no(file: bytes) -> None:
    outcome(file, longest=10)
