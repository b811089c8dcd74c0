"""Audio on its way from a chat to a telephone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

Progress = Callable[[float], None]
"""Called on the event loop with the part that is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class PhoneAudio:
    """`wav`: mono, 8 kHz, 16 bits. `voice`: the same as a Telegram voice note (OGG/OPUS)."""

    wav: bytes = field(repr=False)
    voice: bytes = field(repr=False)
    seconds: float


class Transcoder(Protocol):
    async def for_phone(self, source: bytes, progress: Progress | None = None) -> PhoneAudio:
        """Mono 8 kHz, loudness evened, silence at both ends gone. Raises BadAudio."""
