"""Mobilgroup's settings: what the environment says, what the provider is made of, and how a request is signed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.domain.phones import Phone, ShownNumber
from bot.providers.secrecy import masked
from bot.providers.spec import BuiltProvider, ProviderSettings, ProviderSpec, Timing, Url, revealed

MOSCOW = ZoneInfo("Europe/Moscow")


@dataclass(frozen=True, slots=True)
class MobilgroupConfig:
    """Either `api_key` or `login` and `password`; the key wins when all are given.

    `url` is the provider's root, such as `https://voice.mobilgroup.ru`; `caller_id` one of the account's own numbers.
    `key_in_body` sends the key in the request's `security` instead of the `Authorization` header. `zone` is that of
    the dates in reports, of which the documents say nothing.
    """

    url: str
    api_key: str = field(default="", repr=False)
    login: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    caller_id: str = ""
    key_in_body: bool = False
    zone: ZoneInfo = MOSCOW

    @property
    def has_key(self) -> bool:
        return bool(self.api_key.strip() or (self.login and self.password))


class Access:
    """The two ways of authorisation: a header, or `security` in the body; never both."""

    def __init__(self, config: MobilgroupConfig) -> None:
        key = config.api_key.strip()
        # What no header can carry goes into the body: httpx would quote it in its error.
        in_header = bool(key) and not config.key_in_body and key.isascii() and key.isprintable()
        self.uses_login = not key
        self.headers: Mapping[str, str] = {"Authorization": key} if in_header else {}
        self._security = {} if in_header else _security(key, config.login, config.password)
        self.secrets: tuple[str, ...] = tuple(filter(None, (key, config.login, config.password)))

    def signed(self, body: Mapping[str, Any]) -> dict[str, Any]:
        return {"security": self._security, **body} if self._security else dict(body)

    def shown(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """`signed`, for people."""
        security = {name: masked(secret) for name, secret in self._security.items()}
        return {"security": security, **body} if security else dict(body)

    @property
    def shown_headers(self) -> dict[str, str]:
        return {name: masked(secret) for name, secret in self.headers.items()}


def _security(key: str, login: str, password: str) -> dict[str, str]:
    """`{"login": "…", "password": "…"}` or `{"apiKey": "…"}`"""
    return {"apiKey": key} if key else {"login": login, "password": password}


class MobilgroupSettings(ProviderSettings):
    url: Url = "https://voice.mobilgroup.ru"
    api_key: SecretStr | None = None
    login: SecretStr | None = None
    password: SecretStr | None = None
    caller_id: str | None = None

    def build(self, timing: Timing | None = None) -> BuiltProvider | None:
        secrets = revealed(self.api_key), revealed(self.login), revealed(self.password)
        config = MobilgroupConfig(self.url, *secrets, self.caller_id or "")
        if not config.has_key:
            return None
        from bot.providers.mobilgroup.provider import MobilgroupProvider

        return MobilgroupProvider(config, timing)

    @property
    def own_caller_id(self) -> ShownNumber | None:
        return Phone(f"7{self.caller_id[-10:]}") if self.caller_id else None


MOBILGROUP = ProviderSpec("mobilgroup", "Mobilgroup", MobilgroupSettings)
