"""How something is to be shown: language, audience, and what the services are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.phones import Phone, masked, pretty
from bot.ports import Capability
from bot.telegram.texts import Translation


@dataclass(frozen=True, slots=True)
class Service:
    """`text_limit`: how many characters a text may have."""

    title: str
    text_limit: int
    status_key: Callable[[str], str | None] = lambda status: None
    """What the service's own cabinet calls a status: a Fluent key, where that says more than ours."""
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

    def status_key(self, provider: str, vendor_status: str | None) -> str | None:
        if vendor_status is None or provider not in self.services:
            return None
        return self.services[provider].status_key(vendor_status)

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
