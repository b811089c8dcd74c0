"""How much Telegram takes from one bot, and the two ways of counting it.

Times are seconds of the event loop's clock. A gate never waits: it says when the next message may go.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Rate:
    """`count` messages in `seconds`."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's own numbers unless told otherwise (https://core.telegram.org/bots/faq, «hitting limits»).

    `chat` is an average with a burst of `count`; `overall` and `group` hold for every stretch of `seconds`.
    `background_share`: the part of each rate that requests nobody waits for may use up.
    `patience`: after so many seconds of waiting for Telegram's flood control a request is given up.
    """

    overall: Rate | None = Rate(30, 1)
    chat: Rate | None = Rate(3, 3)
    group: Rate | None = Rate(20, 60)
    background_share: float = 2 / 3
    patience: float = 300

    @classmethod
    def off(cls) -> Limits:
        """No rates of our own; Telegram's `retry_after` is obeyed all the same."""
        return cls(overall=None, chat=None, group=None)

    def background_count(self, rate: Rate) -> int:
        return max(1, int(rate.count * self.background_share))


class Gate(Protocol):
    def free_at(self, background: bool) -> float:
        """The time from which one more message may go."""
        ...

    def take(self, now: float, cost: int) -> None: ...

    def idle_at(self) -> float:
        """The time from which this gate remembers nothing that matters."""
        ...


class Window:
    """At most so many in every stretch of the period, wherever the stretch begins."""

    __slots__ = ("_background", "_count", "_period", "_sent")

    def __init__(self, rate: Rate, background_count: int) -> None:
        self._count = rate.count
        self._background = background_count
        self._period = rate.seconds
        self._sent: deque[float] = deque(maxlen=rate.count)

    def free_at(self, background: bool) -> float:
        allowed = self._background if background else self._count
        return self._sent[-allowed] + self._period if len(self._sent) >= allowed else 0.0

    def take(self, now: float, cost: int) -> None:
        self._sent.extend([now] * cost)

    def idle_at(self) -> float:
        return self._sent[-1] + self._period if self._sent else 0.0


class Bucket:
    """An even rate with a burst: a leaky bucket, kept as the one moment at which it will be empty."""

    __slots__ = ("_background_slack", "_empty_at", "_interval", "_slack")

    def __init__(self, rate: Rate, background_count: int) -> None:
        self._interval = rate.seconds / rate.count
        self._slack = (rate.count - 1) * self._interval
        self._background_slack = (background_count - 1) * self._interval
        self._empty_at = 0.0

    def free_at(self, background: bool) -> float:
        return self._empty_at - (self._background_slack if background else self._slack)

    def take(self, now: float, cost: int) -> None:
        self._empty_at = max(self._empty_at, now) + cost * self._interval

    def idle_at(self) -> float:
        return self._empty_at
