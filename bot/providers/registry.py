"""The providers that there are, and those of them that are set up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.providers.callkeeper.settings import CALLKEEPER
from bot.providers.mobilgroup.settings import MOBILGROUP
from bot.providers.spec import BuiltProvider, ProviderSettings, ProviderSpec, Timing
from bot.providers.zvonobot.settings import CALLDOG, OBZVONOV

PROVIDERS: tuple[ProviderSpec, ...] = (CALLDOG, OBZVONOV, CALLKEEPER, MOBILGROUP)
"""The first one places calls unless the settings or a person choose another."""


@dataclass(frozen=True, slots=True)
class Providers:
    """Those that are set up, by name."""

    by_name: Mapping[str, BuiltProvider] = field(default_factory=dict)

    async def aclose(self) -> None:
        for provider in self.by_name.values():
            await provider.aclose()


def build_providers(settings: Mapping[str, ProviderSettings], timing: Timing | None = None) -> Providers:
    """`settings` by the provider's name. One without a key is absent, and its models take no memory."""
    built = {name: one.build(timing) for name, one in settings.items()}
    return Providers({name: provider for name, provider in built.items() if provider is not None})
