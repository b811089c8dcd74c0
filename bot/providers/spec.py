"""What a provider's package exports, and what the settings of all providers have in common.

Nothing here imports HTTP: the registry is read also where no provider is made.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TYPE_CHECKING, Annotated, Any, Protocol
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.errors import BadPhone
from bot.domain.phones import Duty, ShownNumber, parse_phone
from bot.ports import Provider

if TYPE_CHECKING:
    from bot.providers.base import Timing


def _url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an address that starts with https:// or http://")
    return url.rstrip("/")


def _caller_id(written: str) -> ShownNumber:
    """Eleven digits from 7, however they were written, or `duty`."""
    if written.lower() == Duty.ANY:
        return Duty.ANY
    try:
        return parse_phone(written)
    except BadPhone:
        raise ValueError("must be a number of eleven digits or the word duty") from None


def _networks(written: Any) -> Any:
    if not isinstance(written, str):
        return written
    try:
        return tuple(ip_network(part.strip(), strict=False) for part in written.split(",") if part.strip())
    except ValueError:
        raise ValueError("must be addresses or networks such as 10.0.0.0/8, separated by commas") from None


Url = Annotated[str, AfterValidator(_url)]
CallerIdOrDuty = Annotated[ShownNumber, BeforeValidator(_caller_id)]
Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_networks)]


class BuiltProvider(Provider, Protocol):
    """A provider that is set up, to be closed in the end."""

    async def aclose(self) -> None: ...


class ProviderSettings(BaseSettings):
    """A field `url` is `<PROVIDER>_URL` in the environment. Secrets are SecretStr: so they are masked everywhere."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    @abstractmethod
    def build(self, timing: Timing | None = None) -> BuiltProvider | None:
        """None when the key is missing: then the package's client and models are not even imported."""
        ...

    @property
    def own_caller_id(self) -> ShownNumber | None:
        """Whom callees see when an order names nobody; None where there is no such number."""
        return None

    @property
    def webhook_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """From where its webhooks may come; empty: from anywhere, their address is the secret."""
        return ()


@dataclass(frozen=True, slots=True)
class ProviderSpec:
    """`name` is its key in settings, tables and addresses, `title` what people call it."""

    name: str
    title: str
    settings: type[ProviderSettings]


def revealed(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""
