"""CallKeeper's settings: what the environment says, and what the provider is made of."""

from dataclasses import dataclass, field

from pydantic import SecretStr

from bot.providers.spec import BuiltProvider, ProviderSettings, ProviderSpec, Timing, Url, revealed

COMPANY = "zvonar"


@dataclass(frozen=True, slots=True)
class CallkeeperConfig:
    """`url` is the provider's root, such as `https://api.callkeeper.ru`.

    `company` is any word of letters and digits; of `widget_hash` and `widget_alias` one is enough, the hash goes first.
    """

    url: str
    api_key: str = field(repr=False)
    company: str = COMPANY
    widget_hash: str = field(default="", repr=False)
    widget_alias: str = field(default="", repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        return tuple(secret for secret in (self.api_key, self.widget_hash, self.widget_alias) if secret)

    @property
    def widget(self) -> dict[str, str]:
        if self.widget_hash:
            return {"whash": self.widget_hash}
        return {"walias": self.widget_alias} if self.widget_alias else {}


class CallkeeperSettings(ProviderSettings):
    url: Url = "https://api.callkeeper.ru"
    api_key: SecretStr | None = None
    company: str = COMPANY
    """`unique` in the provider's documents: letters and digits."""
    widget_hash: SecretStr | None = None
    widget_alias: SecretStr | None = None

    def build(self, timing: Timing | None = None) -> BuiltProvider | None:
        if not revealed(self.api_key):
            return None
        from bot.providers.callkeeper.provider import CallkeeperProvider

        widget = revealed(self.widget_hash), revealed(self.widget_alias)
        return CallkeeperProvider(CallkeeperConfig(self.url, revealed(self.api_key), self.company, *widget), timing)


CALLKEEPER = ProviderSpec("callkeeper", "CallKeeper", CallkeeperSettings)
