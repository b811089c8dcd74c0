"""Work that waits for whichever process takes it up."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Queue(Protocol[Item]):
    """What a process claims is in no other's hands until its lease ends or the process dies."""

    def claim(self, now: datetime, until: datetime, limit: int) -> list[Item]:
        """Take up what is due and in nobody's hands, in its order, until the moment `until`."""
        ...

    def hold(self, ids: Collection[int], until: datetime) -> None:
        """Renew the lease of what this process has in hand."""
        ...

    def release(self, ids: Collection[int]) -> None:
        """Give back what is not done: whatever is stored as done is in nobody's hands any more."""
        ...
