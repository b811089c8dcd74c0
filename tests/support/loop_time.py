"""The event loop's own clock, led by hand: however slow the machine is, no timer goes off before its time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest


class LoopTime:
    """Stands still until somebody says that time `passes`. Threads, sockets and child processes go on."""

    def __init__(self, now: float) -> None:
        self.now = now

    def passes(self, seconds: float) -> None:
        self.now += seconds


@contextmanager
def held_time() -> Iterator[LoopTime]:
    """For the running loop; afterwards it has the machine's time again."""
    loop = asyncio.get_running_loop()
    time = LoopTime(loop.time())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loop, "time", lambda: time.now)
        yield time


@asynccontextmanager
async def unhurried_time(step: float = 0.01, turns: int = 20) -> AsyncIterator[None]:
    """Time that goes by when everybody in the loop has had so many turns: for clients and servers that share it."""

    async def go_by() -> None:
        while True:
            for _ in range(turns):
                await asyncio.sleep(0)
            time.passes(step)

    with held_time() as time:
        going = asyncio.create_task(go_by())
        yield
        going.cancel()
        await asyncio.gather(going, return_exceptions=True)
