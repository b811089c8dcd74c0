"""What people asked for and wait for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.domain.errands import Errand


class Errands(Protocol):
    def add(self, errand: Errand, held_until: datetime) -> int | None:
        """In this process's hands; its id. None when the same is there already."""

    def claim(self, now: datetime, until: datetime, limit: int) -> list[Errand]:
        """Those in nobody's hands; one try more is counted of each."""

    def keep(self, errand_id: int, asked: Mapping[str, object]) -> None:
        """What is left of it for the next try."""

    def end(self, errand_id: int) -> None: ...
