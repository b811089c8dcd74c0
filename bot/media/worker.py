"""The child that makes one file fit for a telephone: `python -m bot.media.worker LONGEST`; with `look` it only looks.

With `chat` it makes it fit for a chat instead.

The file comes on stdin, until its end. How far the work is goes to stderr, a number a line. The answer goes to stdout:
one line of JSON, and after it the WAV and the voice note whose sizes it gives, or a problem's key and arguments.
"""

import json
import os
import sys
import time
from collections.abc import Callable

import av.logging
import numpy as np

from bot.domain.errors import BadAudio
from bot.media.decoding import look
from bot.media.phone import Made, for_chat, for_phone, to_int16, to_wav
from bot.media.sound import RATE

EVERY = 0.1
"""Seconds between two words of progress."""
MEMORY = 512 * 1024 * 1024
"""Bytes of address space, libraries and all. The longest record that the settings allow takes less."""
CPU_SECONDS = 60
NICE = 5
"""The bot answers people meanwhile."""


def confine() -> None:
    """Gives up what a stranger's file must not reach through a fault in a decoder. To be called once all is imported.

    Open files stay usable, and not one more can be opened: nor any address.

    Linux and macOS keep to it; elsewhere only the parent's time limit holds.
    """
    if sys.platform == "win32":
        return
    import resource

    os.nice(NICE)
    # The second above is for the signal that tells why: at the limit itself the kernel just kills.
    _at_most(resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 1)
    if sys.platform == "linux":
        # Others have the name and refuse the limit.
        _at_most(resource.RLIMIT_AS, MEMORY)
    _at_most(resource.RLIMIT_FSIZE, 0)
    # A dump would hold what people said.
    _at_most(resource.RLIMIT_CORE, 0)
    _at_most(resource.RLIMIT_NPROC, 0)
    _at_most(resource.RLIMIT_NOFILE, 0)


def _at_most(kind: int, value: int, never_more: int | None = None) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    highest = value if never_more is None else never_more
    highest = highest if hard == resource.RLIM_INFINITY else min(highest, hard)
    resource.setrlimit(kind, (min(value, highest), highest))


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
