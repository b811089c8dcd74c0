"""What becomes of a file, and that it becomes it soon."""

from __future__ import annotations

import time

from bot.domain.errors import BadAudio
from bot.media.phone import Made, for_phone

SOON = 5.0
"""Seconds of CPU time. A busy machine may take a minute for it, and no longer."""


def outcome(file: bytes, longest: float = 120) -> Made | str:
    started, worked = time.monotonic(), time.process_time()
    try:
        return for_phone(file, longest, lambda _: None)
    except BadAudio as problem:
        return problem.key
    finally:
        assert time.process_time() - worked < SOON
        assert time.monotonic() - started < 60
