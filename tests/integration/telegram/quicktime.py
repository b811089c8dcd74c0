"""Time for tests over real sockets: whoever waits goes on at once, and the clock tells how long it was."""

from __future__ import annotations

import asyncio
from bisect import insort
from collections.abc import Callable


class _Timer:
    def __init__(self, callback: Callable[[], None]) -> None:
        self.callback: Callable[[], None] | None = callback

    def cancel(self) -> None:
        self.callback = None


class QuickTime:
    def __init__(self) -> None:
        self._now = 1_000.0
        self._timers: list[tuple[float, int, _Timer]] = []
        self._made = 0
        self._is_stepping = False

    @property
    def passed(self) -> float:
        """Seconds that somebody would have waited so far."""
        return round(self._now - 1_000.0, 6)

    def time(self) -> float:
        return self._now

    def call_at(self, when: float, callback: Callable[[], None]) -> _Timer:
        timer = _Timer(callback)
        self._made += 1
        insort(self._timers, (when, self._made, timer))
        if not self._is_stepping:
            self._is_stepping = True
            asyncio.get_running_loop().call_soon(self._step)
        return timer

    async def sleep(self, seconds: float) -> None:
        over = asyncio.Event()
        self.call_at(self._now + seconds, over.set)
        await over.wait()

    def _step(self) -> None:
        """Fire the earliest timer; whoever it wakes may cancel the following ones before they fire."""
        when, _, timer = self._timers.pop(0)
        if timer.callback is not None:
            self._now = max(self._now, when)
            timer.callback()
        self._is_stepping = bool(self._timers)
        if self._is_stepping:
            asyncio.get_running_loop().call_soon(self._step)
