"""What people asked for and wait for."""

from datetime import datetime
from typing import Any, Protocol

from bot.domain.errands import Errand


class Errands(Protocol):
    def add(self, errand: Errand, held_until: datetime) -> int | None:
        """In this process's hands; its id. None when the same is there already."""

    def claim(self, now: datetime, until: datetime, limit: int) -> list[Errand]:
        """Those in nobody's hands; one try more is counted of each."""

    def keep(self, errand_id: int, asked: dict[str, Any]) -> None:
        """What is left of it for the next try."""

    def end(self, errand_id: int) -> None: ...
