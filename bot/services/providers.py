"""The providers that have a key, and which one is used when nobody says."""

from collections.abc import Mapping

from bot.domain.errors import NotFound
from bot.domain.reasons import Reason
from bot.ports import Provider


class Providers:
    """Raises NotFound when asked for a provider that is not set up."""

    def __init__(self, providers: Mapping[str, Provider], default: str) -> None:
        self._providers = providers
        self._default = default

    def get(self, name: str) -> Provider:
        if name not in self._providers:
            raise NotFound("provider-absent", provider=name)
        return self._providers[name]

    def default(self) -> Provider:
        """The one named in the settings, else the only one there is. Raises NotFound when there is none."""
        if self._default in self._providers:
            return self._providers[self._default]
        for provider in self._providers.values():
            return provider
        raise NotFound(Reason.NO_PROVIDER)

    def all(self) -> list[Provider]:
        return list(self._providers.values())
