"""What is kept of requests that people make by hand, and where the files in them come from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

FetchFile = Callable[[str], Awaitable[bytes]]
"""A file's content by its Telegram id. Raises NotFound when Telegram has it no more."""


@dataclass(frozen=True, slots=True)
class Emulation:
    """A request that was sent by hand; `request` as it was shown, secrets masked. `key`: one showing, one sending.

    Neither `status` (HTTP's, with `answer`) nor `problem` (an error's key, with the service's `words`): the answer is
    not there yet, or never will be, for the bot was stopped in between.
    """

    key: str
    person_id: int
    service: str
    operation: str
    request: str
    status: int | None = None
    answer: str | None = None
    problem: str | None = None
    words: str | None = None

    @property
    def is_lost(self) -> bool:
        return self.status is None and self.problem is None


class Emulations(Protocol):
    def add(self, emulation: Emulation, at: datetime) -> bool:
        """True for exactly one caller with this key, who may then send it."""
        ...

    def answered(self, emulation: Emulation, at: datetime) -> None:
        """Store how it ended."""
        ...

    def get(self, key: str) -> Emulation | None: ...
    def newest(self, person_id: int, service: str, operation: str) -> Emulation | None:
        """What this person sent last."""
        ...

    def answers(self, service: str, limit: int) -> list[str]:
        """The newest answers of this service."""
        ...

    def remember(self, person_id: int, service: str, operation: str, values: Mapping[str, Any], at: datetime) -> None:
        """These are the values this person used last."""
        ...

    def remembered(self, person_id: int, service: str) -> dict[str, dict[str, Any]]:
        """Operation → the values this person used last."""
        ...
