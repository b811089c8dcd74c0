"""Webhooks out: posted until HTTP 200, a limited number of times or for ever, a minute apart (times the pace)."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

RETRY_AFTER = 60.0
WORKERS = 8
TIMEOUT = aiohttp.ClientTimeout(total=10)


@dataclass(slots=True)
class Delivery:
    """One body for one address; `tried` hears the HTTP status of each attempt (None: no answer)."""

    url: str
    body: dict[str, Any]
    tried: Callable[[int | None], None] = lambda _: None
    attempts: int = 0


class WebhookSender:
    """Posts from a few workers, so that thousands of calls turning at once open few connections."""

    def __init__(self, pace: float, attempts: int | None) -> None:
        """`attempts`: None for as long as it takes."""
        self._attempts = attempts
        self.retry_after = RETRY_AFTER * pace
        self._waiting: deque[Delivery] = deque()
        self._workers: set[asyncio.Task[None]] = set()
        self._retries: set[asyncio.TimerHandle] = set()
        self._session: aiohttp.ClientSession | None = None

    def send(self, delivery: Delivery) -> None:
        self._waiting.append(delivery)
        if len(self._workers) < WORKERS:
            worker = asyncio.create_task(self._work(), name="sandbox-webhook")
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)

    async def close(self) -> None:
        """Drops what has not been delivered yet."""
        self._waiting.clear()
        for retry in self._retries:
            retry.cancel()
        self._retries.clear()
        workers = list(self._workers)
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _work(self) -> None:
        while self._waiting:
            delivery = self._waiting.popleft()
            delivery.attempts += 1
            status = await self._post(delivery)
            delivery.tried(status)
            if status != 200 and (self._attempts is None or delivery.attempts < self._attempts):
                self._later(delivery)

    def _later(self, delivery: Delivery) -> None:
        def again() -> None:
            self._retries.discard(handle)
            self.send(delivery)

        handle = asyncio.get_running_loop().call_later(self.retry_after, again)
        self._retries.add(handle)

    async def _post(self, delivery: Delivery) -> int | None:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=TIMEOUT)
        headers = {"Content-Type": "application/json"}
        data = json.dumps(delivery.body).encode()
        try:
            async with self._session.post(delivery.url, data=data, headers=headers, allow_redirects=False) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError, ValueError, OSError):
            return None
