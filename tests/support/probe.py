"""A child that does what it is told, for the tests of what holds children: `python -m tests.support.probe DEED`."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable

from bot.media import worker


def environment() -> None:
    sys.stdout.write("\n".join(os.environ))


def count() -> None:
    sys.stdout.write(str(len(sys.stdin.buffer.read())))


def speak() -> None:
    for line in ("0.25", "malloc(): corrupted top size", "7", "nan", "0.5"):
        sys.stderr.write(f"{line}\n")
    sys.stdout.write('{"seconds": 1.5, "wav": 2, "voice": 3}\nWWVVV')


def leave() -> None:
    """Ends without reading stdin."""
    sys.stdout.write("gone")


def wait() -> None:
    time.sleep(600)


def flood() -> None:
    while True:
        sys.stdout.write("x" * 65_536)


def abort() -> None:
    worker.confine()
    os.abort()


def fail() -> None:
    raise ImportError("no library")


def spin() -> None:
    worker.CPU_SECONDS = 1
    worker.confine()
    while True:
        pass


def confined() -> None:
    """Prints what a confined child can still do."""
    sys.stdin.buffer.read()
    worker.confine()
    deeds: dict[str, Callable[[], object]] = {
        "read": lambda: os.open(os.devnull, os.O_RDONLY),
        "connect": socket.socket,
        "pipe": os.pipe,
        "memory": lambda: bytearray(worker.MEMORY),
    }
    for name, deed in deeds.items():
        try:
            deed()
        except (OSError, MemoryError):
            continue
        sys.stdout.write(f"{name} ")


def work() -> None:
    """The worker itself, but instead of decoding it looks if a file can be opened."""
    from bot.media import worker
    from bot.media.phone import Made

    def look(*_: object) -> Made:
        try:
            os.close(os.open(os.devnull, os.O_RDONLY))
        except OSError:
            return Made(b"shut", b"", 0)
        return Made(b"open", b"", 0)

    worker.WAYS["phone"] = look
    worker.main(1)


def exhaust() -> None:
    """The worker itself, whose memory gives out after the rehearsal."""
    from bot.media import worker
    from bot.media.phone import Made

    def fall_short(*_: object) -> Made:
        raise MemoryError

    worker.WAYS["phone"] = fall_short
    worker.main(1)


DEEDS: dict[str, Callable[[], None]] = {
    deed.__name__: deed
    for deed in (environment, count, speak, leave, wait, flood, abort, fail, spin, confined, work, exhaust)
}

if __name__ == "__main__":
    DEEDS[sys.argv[1]]()
