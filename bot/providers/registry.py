"""Builds the services that have a key. One without is absent, and not even imported: each holds megabytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.ports import Provider
from bot.providers.base import Timing
from bot.providers.callkeeper.config import CallkeeperConfig
from bot.providers.mobilgroup.config import MobilgroupConfig
from bot.providers.zvonobot.dialect import EngineConfig

__all__ = ["CallkeeperConfig", "EngineConfig", "MobilgroupConfig", "Providers", "Service", "build_providers"]


class Service(Provider, Protocol):
    """A configured service, to be closed in the end."""

    async def aclose(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Providers:
    """The configured services by name."""

    by_name: Mapping[str, Service] = field(default_factory=dict)

    async def aclose(self) -> None:
        for provider in self.by_name.values():
            await provider.aclose()


def build_providers(
    *,
    calldog: EngineConfig | None = None,
    obzvonov: EngineConfig | None = None,
    callkeeper: CallkeeperConfig | None = None,
    mobilgroup: MobilgroupConfig | None = None,
    timing: Timing | None = None,
) -> Providers:
    """A config that is None, or has no key, makes no provider, and its package's models take no memory."""
    found: list[Service] = []
    if calldog and calldog.api_key:
        from bot.providers.zvonobot.provider import CalldogProvider

        found.append(CalldogProvider(calldog, timing))
    if obzvonov and obzvonov.api_key:
        from bot.providers.zvonobot.provider import ObzvonovProvider

        found.append(ObzvonovProvider(obzvonov, timing))
    if callkeeper and callkeeper.api_key:
        from bot.providers.callkeeper.provider import CallkeeperProvider

        found.append(CallkeeperProvider(callkeeper, timing))
    if mobilgroup and mobilgroup.has_key:
        from bot.providers.mobilgroup.provider import MobilgroupProvider

        found.append(MobilgroupProvider(mobilgroup, timing))
    return Providers({provider.name: provider for provider in found})
