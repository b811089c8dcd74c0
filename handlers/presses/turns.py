"""Taps on what costs something, one after another for each thing: whoever answers first knows what it comes to."""

from __future__ import annotations

import asyncio
from weakref import WeakValueDictionary


class Turns:
    """In this process. Two replicas may both say «placing»; placing itself is once by the database."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[tuple[str, int], asyncio.Lock] = WeakValueDictionary()

    def of(self, kind: str, number: int) -> asyncio.Lock:
        lock = self._locks.get((kind, number))
        if lock is None:
            lock = self._locks[kind, number] = asyncio.Lock()
        return lock
