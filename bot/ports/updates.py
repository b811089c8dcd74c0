"""What Telegram tells the bot: stored before it is confirmed, handled once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.queues import Queue


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update as Telegram's JSON. A tap that is handled after `fresh_until` is one that people gave up on.

    `tries` counts how often its handling was begun anew because a process had died of it, or beside it.
    """

    update_id: int
    body: str
    fresh_until: datetime
    id: int = 0
    tries: int = 0


class Updates(Queue[Incoming], Protocol):
    """Due are those unhandled, in the order they came."""

    def add(self, updates: Sequence[Incoming], held_until: datetime) -> dict[int, int]:
        """Our ids of those that never came before, by Telegram's: this process has them in hand."""
        ...

    def handled(self, ids: Collection[int], at: datetime) -> None:
        """They are remembered, so that a repetition is known, and what stood in them is not."""
        ...

    def clear(self, handled_before: datetime) -> None:
        """Forget handled ones that Telegram can no longer repeat."""
        ...

    def heard_at(self) -> datetime | None:
        """When the bot last heard of Telegram's updates; None when it never did."""
        ...

    def set_heard(self, at: datetime) -> None: ...
