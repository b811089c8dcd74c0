from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""Noon in Moscow, a Friday."""


class FakeClock:
    def __init__(self, now: datetime = NOON) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)

    def set(self, now: datetime) -> None:
        self._now = now


class MovedClock:
    """The real time and a shift that a test may enlarge."""

    def __init__(self) -> None:
        self.shift = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.shift
