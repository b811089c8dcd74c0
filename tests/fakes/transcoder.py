from __future__ import annotations

import asyncio

from bot.domain.errors import BadAudio
from bot.ports.media import PhoneAudio, Progress

SOUND = PhoneAudio(wav=b"RIFF-phone", voice=b"OggS-phone", seconds=4.2)


class FakeTranscoder:
    """Answers at once with `result`, or raises `problem`. `taken` keeps what was brought, `told` what it reports."""

    def __init__(self, result: PhoneAudio = SOUND) -> None:
        self.result = result
        self.problem: BadAudio | None = None
        self.told: list[float] = [0.5, 1.0]
        self.taken: list[bytes] = []
        self.hold: asyncio.Event | None = None
        """Unset: the work goes on until it is set."""
        self.progress: Progress | None = None
        """The progress callback of the work under way."""

    async def for_phone(self, source: bytes, progress: Progress | None = None) -> PhoneAudio:
        self.taken.append(source)
        if self.problem is not None:
            raise self.problem
        for part in self.told if progress is not None else ():
            assert progress is not None
            progress(part)
        self.progress = progress
        if self.hold is not None:
            await self.hold.wait()
        return self.result

    async def for_chat(self, source: bytes) -> bytes | None:
        """What begins like an MP3 is played as it is."""
        if self.problem is not None:
            raise self.problem
        return None if source.startswith(b"ID3") else self.result.voice

    async def look(self, source: bytes) -> None:
        """Takes everything but what begins like a PDF, unless it is to have another problem."""
        if self.problem is not None:
            raise self.problem
        if source.startswith(b"%PDF"):
            raise BadAudio("audio-unknown", kind="pdf")
