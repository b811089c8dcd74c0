"""Колокол's settings and its spec. A module of its own: the registry reads it also where there is no key."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import SecretStr

from bot.providers.spec import BuiltProvider, ProviderSettings, ProviderSpec, Timing, Url, revealed


@dataclass(frozen=True, slots=True)
class KolokolConfig:
    """`url` is the provider's root."""

    url: str
    api_key: str = field(default="", repr=False)


class KolokolSettings(ProviderSettings):
    url: Url = "https://kolokol.example"
    api_key: SecretStr | None = None

    def build(self, timing: Timing | None = None) -> BuiltProvider | None:
        if self.api_key is None:
            return None
        from tests.contract.fifth.provider import KolokolProvider

        return KolokolProvider(KolokolConfig(self.url, revealed(self.api_key)), timing)


KOLOKOL = ProviderSpec("kolokol", "Колокол", KolokolSettings)
