"""What works off a queue of rows: when it is rung for, and every few seconds for what comes due in silence."""

import asyncio
import logging
from abc import ABC, abstractmethod

log = logging.getLogger(__name__)

LOOK_EVERY = 5.0
"""Seconds between looks when nobody rings: retries, and what other processes left when they died."""


class Worker(ABC):
    """`wake` whenever something may be due; `run` until cancelled; `settle` does all that is due now and returns."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def wake(self) -> None:
        self._rung.set()

    async def run(self) -> None:
        while True:
            self._rung.clear()
            try:
                await self._round()
            except Exception:
                log.exception("a round of %s failed and is repeated", type(self).__name__)
                await asyncio.sleep(1)
                continue
            try:
                async with asyncio.timeout(LOOK_EVERY):
                    await self._rung.wait()
            except TimeoutError:
                continue

    @abstractmethod
    async def settle(self) -> None: ...

    @abstractmethod
    async def _round(self) -> object:
        """Work off what is due, or begin to."""
