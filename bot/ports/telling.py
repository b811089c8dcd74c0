"""What a provider may tell beyond calls and money: protocols that no capability declares. `able` asks for one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from bot.domain.calls import Handle
from bot.domain.details import Detail, RawReport


@runtime_checkable
class WordedStatuses(Protocol):
    """A provider whose statuses say more than our states. Both: None for a status that it does not list."""

    def status_key(self, vendor_status: str) -> str | None:
        """The Fluent key of what the provider's cabinet calls this status."""

    def detail_key(self, vendor_status: str) -> str | None:
        """The same at length."""


@runtime_checkable
class Details(Protocol):
    """A provider whose reports say more than a card shows."""

    def details(self, handle: Handle, raw: RawReport) -> list[Detail]:
        """What `raw`, a report as it was stored ({} before the first), says; no field that we do not know."""


@runtime_checkable
class PricedTexts(Protocol):
    """A provider that is paid for each text that it reads aloud, once a request, whatever becomes of the calls."""

    text_price: Decimal
    """Roubles."""


@runtime_checkable
class Taps(Protocol):
    """A provider that counts who tapped a phone on a site and called by themselves."""

    async def taps(self, since: datetime, until: datetime) -> Sequence[Mapping[str, Any]]:
        """As it tells of them: its documents name no fields. Raises ProviderError."""


class BalanceUnit(StrEnum):
    ROUBLES = "roubles"
    MINUTES = "minutes"


@runtime_checkable
class CountedBalance(Protocol):
    """A provider that counts something else than roubles."""

    balance_unit: BalanceUnit
    """What `Provider.balance` is counted in."""
