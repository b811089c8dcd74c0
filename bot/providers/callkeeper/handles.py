"""`123456@1497096000`: the service's id and when we placed the call, so that one question by date covers many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.providers import loose


@dataclass(frozen=True, slots=True)
class Handle:
    """`placed_at` is None for a bare id, as webhooks give it."""

    id: str
    placed_at: datetime | None = None

    @classmethod
    def parse(cls, written: str) -> Handle:
        id_, _, seconds = written.partition("@")
        return cls(id_, loose.moment(seconds))

    def __str__(self) -> str:
        return self.id if self.placed_at is None else f"{self.id}@{int(self.placed_at.timestamp())}"
