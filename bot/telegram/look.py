"""How something is to be shown: language, audience, and what the services are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.phones import Phone, masked, pretty
from bot.ports import Capability
from bot.ports.abilities import WordedStatuses
from bot.telegram.texts import Html, Translation


@dataclass(frozen=True, slots=True)
class Service:
    """`text_limit`: how many characters a text may have."""

    title: str
    text_limit: int
    worded: WordedStatuses | None = None
    """Where the service's own words for a status say more than ours."""
    capabilities: frozenset[Capability] = frozenset()
    caller_id: str | None = None
    """Whom callees see when an order names nobody: eleven digits, or `duty`."""


@dataclass(frozen=True, slots=True)
class Look:
    tr: Translation
    services: Mapping[str, Service]
    in_group: bool
    zone: ZoneInfo

    def phone(self, phone: Phone) -> str:
        """Masked in groups."""
        return masked(phone) if self.in_group else pretty(phone)

    def title(self, provider: str) -> str:
        """A service that is no longer set up keeps its key for a name."""
        return self.services[provider].title if provider in self.services else provider

    def in_their_words(self, provider: str, vendor_status: str | None) -> list[Html]:
        """What the service calls this status, and the same at length where that says more."""
        worded = self.services[provider].worded if provider in self.services else None
        if worded is None or vendor_status is None:
            return []
        keys = (worded.status_key(vendor_status), worded.detail_key(vendor_status))
        return list(dict.fromkeys(self.tr(key) for key in keys if key))

    def can(self, provider: str, capability: Capability) -> bool:
        return provider in self.services and capability in self.services[provider].capabilities

    def who_can(self, capability: Capability) -> list[str]:
        """The names of the services that can."""
        return [name for name in self.services if self.can(name, capability)]

    def caller_id(self, provider: str) -> str | None:
        return self.services[provider].caller_id if provider in self.services else None

    def text_limit(self, provider: str) -> int:
        """0 when the service is not set up: nothing can be placed there."""
        return self.services[provider].text_limit if provider in self.services else 0
