"""The child that makes one file fit for a telephone: `python -m bot.media.worker LONGEST`; with `look` it only looks.

With `chat` it makes it fit for a chat instead.

The file comes on stdin, until its end. How far the work is goes to stderr, a number a line. The answer goes to stdout:
one line of JSON, and after it the WAV and the voice note whose sizes it gives, or a problem's key and arguments.
"""

import json
import sys
import time
from collections.abc import Callable

import av.logging
import numpy as np

from bot.domain.errors import BadAudio
from bot.media.confinement import confine
from bot.media.decoding import look
from bot.media.phone import Made, for_chat, for_phone, to_int16, to_wav
from bot.media.sound import RATE

EVERY = 0.1
"""Seconds between two words of progress."""


def main(longest: float, how: str = "phone") -> None:
    # A decoder's own words would land on stderr and end among the numbers.
    av.logging.set_level(None)
    source = sys.stdin.buffer.read()
    rehearse()
    confine()
    out = sys.stdout.buffer
    try:
        made = WAYS[how](source, longest, Teller())
    except BadAudio as problem:
        out.write(_line({"problem": problem.key, "args": problem.args_}))
    except MemoryError:
        out.write(_line({"problem": "audio-broken", "args": {}}))
    else:
        out.write(_line({"seconds": made.seconds, "wav": len(made.wav), "voice": len(made.voice)}))
        out.write(made.wav)
        out.write(made.voice)
    out.flush()


def _looked(source: bytes, longest: float, tell: Callable[[float], None]) -> Made:
    look(source, longest)
    return Made(b"", b"", 0)


WAYS: dict[str, Callable[[bytes, float, Callable[[float], None]], Made]] = {
    "phone": for_phone,
    "look": _looked,
    "chat": for_chat,
}


def rehearse() -> None:
    """A second of a tone goes all the way: what libraries import at the first use, they cannot import later."""
    tone = np.sin(np.arange(RATE) * (2 * np.pi * 440 / RATE))
    for_phone(to_wav(to_int16(tone)), 1.0, lambda _: None)


class Teller:
    def __init__(self) -> None:
        self._told_at = 0.0
        self._told = 0.0

    def __call__(self, part: float) -> None:
        now = time.monotonic()
        if part > self._told and now - self._told_at >= EVERY:
            self._told_at, self._told = now, part
            sys.stderr.write(f"{part:.3f}\n")
            sys.stderr.flush()


def _line(answer: dict[str, object]) -> bytes:
    return json.dumps(answer).encode() + b"\n"


if __name__ == "__main__":
    main(float(sys.argv[1]), *sys.argv[2:])
