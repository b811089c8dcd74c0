"""Telegram's flood limits (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)."""

import math
import time
from dataclasses import dataclass, field

from bot.sandbox.telegram.refusal import too_many_requests


@dataclass(slots=True)
class Bucket:
    """`burst` at once, then `rate` a second."""

    burst: float
    rate: float
    filled: float = 0.0
    at: float = 0.0

    def wait(self, now: float) -> float:
        """Seconds until one more fits."""
        self.filled = max(self.filled - (now - self.at) * self.rate, 0.0)
        self.at = now
        return max((self.filled + 1 - self.burst) / self.rate, 0.0)


@dataclass(slots=True)
class Limits:
    """Off until asked for. Sending and editing share them; answers to presses are free."""

    on: bool = False
    _all: Bucket = field(default_factory=lambda: Bucket(30, 30))
    _chats: dict[int, list[Bucket]] = field(default_factory=dict)

    def spend(self, chat_id: int, *, private: bool) -> None:
        """Raises `RefusalError` with the seconds to wait; a refused message costs nothing."""
        if not self.on:
            return
        buckets = self._chats.get(chat_id)
        if buckets is None:
            buckets = [Bucket(3, 1)] if private else [Bucket(3, 1), Bucket(20, 20 / 60)]
            self._chats[chat_id] = buckets
        now = time.monotonic()
        buckets = [self._all, *buckets]
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > 0:
            raise too_many_requests(max(math.ceil(wait), 1))
        for bucket in buckets:
            bucket.filled += 1

    def clear(self) -> None:
        self._all = Bucket(30, 30)
        self._chats.clear()
