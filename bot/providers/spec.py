"""What a provider's package exports, and what the settings of all providers have in common.

Nothing here imports HTTP: the registry is read also where no provider is made.
"""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, Protocol
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.errors import BadPhone
from bot.domain.phones import Duty, ShownNumber, parse_phone
from bot.ports import Provider


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds to connect, to wait for the next part of an answer, and for a whole request."""

    connect: float = 5.0
    answer: float = 15.0
    whole: float = 20.0
    whole_large: float = 60.0
    patience: float = 0.25
    """After which a request without an answer no longer holds back those behind it."""
    first_wait: float = 0.2
    """Before a question is repeated. It is doubled with each attempt, and as much again is added at random."""


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


def parsed(parse: Callable[[str], object], complaint: str) -> BeforeValidator:
    """What `parse` makes of a text; the complaint where it raises. What is no text any more stays as it is."""

    def read(written: object) -> object:
        if not isinstance(written, str):
            return written
        try:
            return parse(written)
        except (ValueError, OSError, LookupError):
            raise ValueError(complaint) from None

    return BeforeValidator(read)


def _networks(written: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(part.strip(), strict=False) for part in written.split(",") if part.strip())


Url = Annotated[str, AfterValidator(_url)]
CallerIdOrDuty = Annotated[ShownNumber, BeforeValidator(_caller_id)]
Networks = Annotated[
    tuple[IPv4Network | IPv6Network, ...],
    NoDecode,
    parsed(_networks, "must be addresses or networks such as 10.0.0.0/8, separated by commas"),
]
READING = SettingsConfigDict(
    env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
)
"""How all settings are read."""


class BuiltProvider(Provider, Protocol):
    """A provider that is set up, to be closed in the end."""

    async def aclose(self) -> None: ...


class ProviderSettings(BaseSettings):
    """A field `url` is `<PROVIDER>_URL` in the environment. Secrets are SecretStr: so they are masked everywhere."""

    model_config = READING

    url: str = ""

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
