"""All that is done to a sound on its way to a telephone. Runs in the child only, see bot.media.worker."""

from collections.abc import Callable
from typing import NamedTuple

from bot.domain.errors import BadAudio
from bot.media.decoding import decode
from bot.media.encoding import to_int16, to_voice, to_wav
from bot.media.shaping import as_on_the_phone, levelled, trimmed
from bot.media.sound import RATE

SHORTEST = 0.5
"""Seconds."""

DECODED, TRIMMED, LEVELLED = 0.6, 0.7, 0.9
"""How far the work is after each step."""


class Made(NamedTuple):
    """As bot.ports.media has it; the ports themselves would make the child's start slower."""

    wav: bytes
    voice: bytes
    seconds: float


def for_phone(source: bytes, longest: float, tell: Callable[[float], None]) -> Made:
    """The sound is cut to a telephone's band before its loudness is measured: what counts is what the callee hears.

    The voice note holds the very samples that the service gets. Raises BadAudio.
    """
    sound = decode(source, longest, lambda part: tell(part * DECODED))
    tell(DECODED)
    sound = trimmed(as_on_the_phone(sound), SHORTEST)
    if len(sound) > longest * RATE:
        raise BadAudio("audio-too-long", limit=int(longest))
    tell(TRIMMED)
    samples = to_int16(levelled(sound))
    tell(LEVELLED)
    return Made(to_wav(samples), to_voice(samples), len(samples) / RATE)
