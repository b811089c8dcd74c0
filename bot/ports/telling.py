"""What a service counts and words in a way of its own."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol, runtime_checkable


@runtime_checkable
class WordedStatuses(Protocol):
    """A service whose statuses say more than our states. Both: None for a status that it does not list."""

    def status_key(self, vendor_status: str) -> str | None:
        """The Fluent key of what the service's cabinet calls this status."""

    def detail_key(self, vendor_status: str) -> str | None:
        """The same at length."""


class BalanceUnit(StrEnum):
    ROUBLES = "roubles"
    MINUTES = "minutes"


@runtime_checkable
class CountedBalance(Protocol):
    """A service that counts something else than roubles."""

    balance_unit: BalanceUnit
    """What `Provider.balance` is counted in."""
