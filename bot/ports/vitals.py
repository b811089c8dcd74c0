"""What the bot knows of its own health. Whoever does the work notes it here; who watches, or exposes it, reads it.

It is kept in memory and holds counts and moments only: nothing that names a person, a number or a key.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.calls import CallState

BUCKETS = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 60.0)
"""Seconds up to which answers are counted together."""


@dataclass(slots=True)
class Durations:
    """How long requests took. `counts` has one place more than `BUCKETS`, for all that took longer."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    total: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(BUCKETS, seconds)] += 1
        self.total += seconds


@dataclass(slots=True)
class Line:
    """How one operation of a provider goes: when it last succeeded, and its failures in a row since."""

    answered_at: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    failed_at: datetime | None = None

    def answered(self, at: datetime) -> None:
        self.answered_at, self.failures, self.failing_since, self.failed_at = at, 0, None, None

    def failed(self, at: datetime) -> None:
        self.failures += 1
        self.failing_since = self.failing_since or at
        self.failed_at = at


@dataclass(slots=True)
class Vitals:
    """`poll_seconds`, `loop_lag`: how long the last poll took, and how late the event loop last was, in seconds."""

    polled_at: datetime | None = None
    poll_seconds: float = 0.0
    lines: dict[str, defaultdict[str, Line]] = field(default_factory=dict)
    """By provider and operation."""
    durations: defaultdict[tuple[str, str], Durations] = field(default_factory=lambda: defaultdict(Durations))
    """By provider and operation, whatever came of the request."""
    errors: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """By provider, operation and kind of error."""
    ended: Counter[tuple[str, CallState]] = field(default_factory=Counter)
    """Calls that came to an end, by provider and state."""
    telegram_answered_at: datetime | None = None
    telegram_refuses: bool = False
    """It does not know our token any more."""
    too_many_requests: int = 0
    """How often Telegram asked for silence (429)."""
    loop_lag: float = 0.0
    unwell: tuple[str, ...] = ()
    """What keeps the bot from working as it should, in words for a log; empty while all is well."""

    def polled(self, at: datetime, seconds: float) -> None:
        self.polled_at, self.poll_seconds = at, seconds

    def lines_of(self, provider: str) -> defaultdict[str, Line]:
        return self.lines.setdefault(provider, defaultdict(Line))
