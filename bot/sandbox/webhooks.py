"""Webhooks out: posted until HTTP 200, a limited number of times or for ever, a minute apart (times the pace)."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp

RETRY_AFTER = 60.0
AT_ONCE = 8
TIMEOUT = aiohttp.ClientTimeout(total=10)


class WebhookSender:
    """Posts a few at once, so that thousands of calls turning together open few connections."""

    def __init__(self, pace: float, attempts: int | None) -> None:
        """`attempts`: None for as long as it takes."""
        self._attempts = attempts
        self.retry_after = RETRY_AFTER * pace
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._deliveries: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._is_closed = False

    def send(self, url: str, body: dict[str, Any], tried: Callable[[int | None], None] = lambda _: None) -> None:
        """`tried` hears the HTTP status of each attempt, None for no answer. Nothing is sent once this is closed."""
        if self._is_closed:
            return
        delivery = asyncio.create_task(self._deliver(url, json.dumps(body).encode(), tried))
        self._deliveries.add(delivery)
        delivery.add_done_callback(self._deliveries.discard)

    async def close(self) -> None:
        """Drops what has not been delivered yet."""
        self._is_closed = True
        for delivery in self._deliveries:
            delivery.cancel()
        await asyncio.gather(*self._deliveries, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _deliver(self, url: str, body: bytes, tried: Callable[[int | None], None]) -> None:
        attempts = 0
        while True:
            async with self._slots:
                status = await self._post(url, body)
            tried(status)
            attempts += 1
            if status == 200 or attempts == self._attempts:
                return
            await asyncio.sleep(self.retry_after)

    async def _post(self, url: str, body: bytes) -> int | None:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=TIMEOUT)
        headers = {"Content-Type": "application/json"}
        try:
            async with self._session.post(url, data=body, headers=headers, allow_redirects=False) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError, ValueError, OSError):
            return None
