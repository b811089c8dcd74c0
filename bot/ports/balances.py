"""Whose money is below the set sum, as it is kept."""

from __future__ import annotations

from typing import Protocol


class Balances(Protocol):
    def fell(self, service: str) -> int | None:
        """How many times it has fallen by now; None when it was low already. One caller gets the number."""

    def rose(self, service: str) -> None:
        """The next fall is told of again."""
