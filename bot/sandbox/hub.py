"""Everything that happens in the sandbox, numbered and told to whoever listens."""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Self

KEPT = 1_000
WAITING = 1_000


@dataclass(frozen=True, slots=True)
class Event:
    """`seq` grows by one with every event of the process and survives a reset of the sandbox."""

    seq: int
    kind: str
    data: dict[str, Any]


class Subscription:
    """Events from now on. One that falls 1,000 behind loses them and gets a single `reload` instead."""

    def __init__(self) -> None:
        self._events: asyncio.Queue[Event | None] = asyncio.Queue()

    def put(self, event: Event) -> None:
        if self._events.qsize() >= WAITING:
            while not self._events.empty():
                self._events.get_nowait()
            event = Event(event.seq, "reload", {})
        self._events.put_nowait(event)

    def close(self) -> None:
        self._events.put_nowait(None)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Event:
        event = await self._events.get()
        if event is None:
            raise StopAsyncIteration
        return event


class Hub:
    def __init__(self) -> None:
        self.seq = 0
        self._kept: deque[Event] = deque(maxlen=KEPT)
        self._subscriptions: set[Subscription] = set()

    def publish(self, kind: str, data: dict[str, Any]) -> None:
        """The hub keeps `data` as it is: the caller must not change it afterwards."""
        self.seq += 1
        event = Event(self.seq, kind, data)
        self._kept.append(event)
        for subscription in self._subscriptions:
            subscription.put(event)

    @contextmanager
    def subscribe(self, after: int | None = None) -> Iterator[Subscription]:
        """With `after`, what was published since that number comes first, or `reload` if it is gone."""
        subscription = Subscription()
        if after is not None and after != self.seq:
            for event in self._since(after):
                subscription.put(event)
        self._subscriptions.add(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)

    async def wait(self, after: int, timeout: float) -> int:
        """The newest number, as soon as it is above `after` or `timeout` seconds have passed."""
        if self.seq <= after:
            with self.subscribe() as news, suppress(TimeoutError, StopAsyncIteration):
                async with asyncio.timeout(timeout):
                    await anext(news)
        return self.seq

    def close(self) -> None:
        for subscription in self._subscriptions:
            subscription.close()

    def _since(self, after: int) -> list[Event]:
        if after > self.seq or not self._kept or self._kept[0].seq > after + 1:
            return [Event(self.seq, "reload", {})]
        return [event for event in self._kept if event.seq > after]
