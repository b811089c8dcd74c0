"""What CallKeeper needs to know of us."""

from __future__ import annotations

from dataclasses import dataclass, field

COMPANY = "zvonar"


@dataclass(frozen=True, slots=True)
class CallkeeperConfig:
    """`url` is the service's root, such as `https://api.callkeeper.ru`.

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
