"""A recording for a chat, by the real child: an MP3 stays as it is, other sounds become voice notes."""

from __future__ import annotations

import io

import av
import pytest

from bot.domain.errors import BadAudio
from bot.media.transcoder import PyavTranscoder
from tests.support.sounds import encoded, voice

PATIENCE = 250.0


@pytest.fixture
def transcoder() -> PyavTranscoder:
    """Of records of two minutes: a talk may be longer."""
    return PyavTranscoder(120, PATIENCE)


def seconds_of(ogg: bytes) -> float:
    with av.open(io.BytesIO(ogg), "r") as container:
        assert container.streams.audio[0].codec_context.name in ("opus", "libopus")
        return float(container.duration or 0) / av.time_base


async def test_an_mp3_stays_as_it_is(transcoder: PyavTranscoder) -> None:
    assert await transcoder.for_chat(encoded(voice(3.0), "mp3")) is None


async def test_a_wav_becomes_a_voice_note_longer_than_any_record(transcoder: PyavTranscoder) -> None:
    made = await transcoder.for_chat(encoded(voice(150.0), "wav"))
    assert made is not None
    assert made.startswith(b"OggS")
    assert abs(seconds_of(made) - 150) < 1


@pytest.mark.parametrize("source", [b"", b"<html>404</html>", b"%PDF-1.7", b"RIFF\0\0\0\0WAVEfmt "])
async def test_what_is_no_sound_is_refused(transcoder: PyavTranscoder, source: bytes) -> None:
    with pytest.raises(BadAudio):
        await transcoder.for_chat(source)
