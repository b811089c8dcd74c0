"""A Transcoder that lets a child process do the work, see bot.media.worker."""

import asyncio
import json
import logging
import signal
from collections.abc import Callable, Sequence

from bot.domain.errors import BadAudio
from bot.media.child import Ended, run_child
from bot.ports.media import PhoneAudio, Progress

log = logging.getLogger(__name__)

WORKER = "bot.media.worker"

BIGGEST = 20 * 1024 * 1024
"""Bytes: as much as Telegram lets a bot fetch."""
MEGABYTE = 1024 * 1024
LONGEST_TALK = 2 * 60 * 60
"""Seconds of a recording."""

AT_ONCE = 2
"""Children; more wait."""
WITHIN = 60.0
"""Seconds of one child, however busy the machine is."""

A_SECOND = 24_000
"""Bytes of an answer for each second of a record: 16 000 of WAV and the voice note."""


class PyavTranscoder:
    """`longest`: seconds of a record. `within`: seconds that the making of one may take.

    `worker`: the child's module, and what it is told beside `longest`.
    """

    def __init__(self, longest: int, within: float = WITHIN, worker: Sequence[str] = (WORKER,)) -> None:
        self._longest = longest
        self._within = within
        self._module, *self._arguments = worker
        self._free = asyncio.Semaphore(AT_ONCE)

    async def for_phone(self, source: bytes, progress: Progress | None = None) -> PhoneAudio:
        return _read(await self._run(source, said=_numbers(progress) if progress else None))

    async def look(self, source: bytes) -> None:
        _read(await self._run(source, "look"))

    async def for_chat(self, source: bytes) -> bytes | None:
        return _read(await self._run(source, "chat", longest=LONGEST_TALK)).voice or None

    async def _run(
        self, source: bytes, *how: str, longest: int | None = None, said: Callable[[str], None] | None = None
    ) -> Ended:
        if len(source) > BIGGEST:
            raise BadAudio("audio-too-big", limit=BIGGEST // MEGABYTE)
        longest = longest or self._longest
        async with self._free:
            return await self._child(source, [*self._arguments, str(longest), *how], longest, said)

    async def _child(
        self, source: bytes, arguments: list[str], longest: int, said: Callable[[str], None] | None
    ) -> Ended:
        most = longest * A_SECOND + MEGABYTE
        try:
            return await run_child(self._module, arguments, source, self._within, most, said)
        except TimeoutError:
            raise BadAudio("audio-too-slow") from None
        except OverflowError:
            raise BadAudio("audio-broken") from None


def _numbers(progress: Progress) -> Callable[[str], None]:
    """Lines that are not numbers, such as a library's last words, are passed over."""

    def said(line: str) -> None:
        try:
            part = float(line)
        except ValueError:
            return
        if 0 <= part <= 1:
            progress(part)

    return said


def _read(ended: Ended) -> PhoneAudio:
    """Raises BadAudio, also where the decoder fell over the file; RuntimeError where the child never got to work."""
    if ended.code == -signal.SIGXCPU:
        raise BadAudio("audio-too-slow")
    if ended.code < 0:
        log.warning("signal %s ended a decoder", -ended.code)
        raise BadAudio("audio-broken")
    if ended.code:
        log.error("the audio worker failed: %s", ended.words)
        raise RuntimeError(f"the audio worker ended with {ended.code}")
    line, _, sounds = ended.answer.partition(b"\n")
    answer = json.loads(line)
    if "problem" in answer:
        raise BadAudio(answer["problem"], **answer["args"])
    wav = answer["wav"]
    return PhoneAudio(sounds[:wav], sounds[wav : wav + answer["voice"]], answer["seconds"])
