"""Environment → Settings. Nothing else in the project reads the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from decimal import Decimal
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_core.core_schema import ValidationInfo
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.domain.accounts import SERVICE_ACCOUNTS
from bot.domain.errors import BadPhone
from bot.domain.orders import CallingWindow
from bot.domain.phones import parse_phone
from bot.proxies import broken_proxies

DUTY = "duty"
"""A caller id: any of the service's own numbers."""


class SettingsError(Exception):
    """The settings cannot be used. `lines` say why, one a setting, without the value of a secret."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def _ids(written: Any) -> Any:
    if not isinstance(written, str):
        return written
    parts = [part.strip() for part in written.split(",") if part.strip()]
    if not all(re.fullmatch(r"[0-9]{1,15}", part) for part in parts):
        raise ValueError("must be Telegram ids of people, separated by commas")
    ids = tuple(int(part) for part in parts)
    for nobody in SERVICE_ACCOUNTS.keys() & set(ids):
        raise ValueError(f"must be ids of people, and {nobody} is Telegram's own account {SERVICE_ACCOUNTS[nobody]}")
    return ids


def _zone(name: Any) -> Any:
    if not isinstance(name, str):
        return name
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise ValueError("must be a time zone such as Europe/Moscow") from None


def _window(written: Any) -> Any:
    if not isinstance(written, str):
        return written
    try:
        return CallingWindow.parse(written)
    except ValueError:
        raise ValueError("must be two times such as 09:00-21:00") from None


def _upper(written: Any) -> Any:
    return written.upper() if isinstance(written, str) else written


def _url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an address that starts with https:// or http://")
    return url.rstrip("/")


def _caller_id(written: str) -> str:
    """Eleven digits from 7, however they were written, or `duty`."""
    if written.lower() == DUTY:
        return DUTY
    try:
        return parse_phone(written)
    except BadPhone:
        raise ValueError("must be a number of eleven digits or the word duty") from None


def _secret(pattern: str, complaint: str) -> AfterValidator:
    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value()):
            raise ValueError(complaint)
        return secret

    return AfterValidator(check)


def _networks(written: Any) -> Any:
    if not isinstance(written, str):
        return written
    try:
        return tuple(ip_network(part.strip(), strict=False) for part in written.split(",") if part.strip())
    except ValueError:
        raise ValueError("must be addresses or networks such as 10.0.0.0/8, separated by commas") from None


def _proxy(secret: SecretStr) -> SecretStr:
    complaint = "must look like http://host:port or socks5://user:password@host:port"
    try:
        parts = urlsplit(secret.get_secret_value())
        usable = parts.scheme in ("http", "socks5") and parts.hostname and parts.port
    except ValueError:
        raise ValueError(complaint) from None
    if not usable or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError(complaint)
    return secret


_Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_networks)]
_Ids = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_ids)]
_Url = Annotated[str, AfterValidator(_url)]
_Zone = Annotated[ZoneInfo, NoDecode, BeforeValidator(_zone)]
_Window = Annotated[CallingWindow, NoDecode, BeforeValidator(_window)]
_Level = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)]


class Settings(BaseSettings):
    """`.env.example` explains every name. Build it with `load` or `given`."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    bot_token: Annotated[
        SecretStr, _secret(r"[0-9]+:[A-Za-z0-9_-]+", "must look like 123456789:AAE… as @BotFather gives it")
    ]
    bot_admins: _Ids = ()
    telegram_api_url: _Url = "https://api.telegram.org"
    telegram_proxy: Annotated[SecretStr, AfterValidator(_proxy)] | None = None
    """A secret, for a password may stand in it. None: straight to Telegram."""

    database_url: Annotated[
        SecretStr,
        _secret(
            r"sqlite\+aiosqlite:///.+|postgresql\+asyncpg://.+",
            "must start with sqlite+aiosqlite:/// or postgresql+asyncpg://",
        ),
    ] = SecretStr("sqlite+aiosqlite:///var/zvonar.sqlite3")
    """A secret, for a password may stand in it."""

    updates: Literal["polling", "webhook"] = "polling"
    public_url: Annotated[_Url | None, Field(validate_default=True)] = None
    """None: the services cannot reach us, no webhooks in."""
    web_host: str = "127.0.0.1"
    web_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    """0: any free one."""
    webhook_secret: Annotated[SecretStr | None, Field(validate_default=True)] = None

    trusted_proxies: _Networks = ()
    """Whose X-Forwarded-For counts."""

    default_locale: Literal["ru", "en"] = "ru"
    timezone: _Zone = ZoneInfo("Europe/Moscow")
    default_provider: Literal["calldog", "obzvonov", "callkeeper", "mobilgroup"] = "calldog"
    call_window: _Window = CallingWindow.parse("09:00-21:00")
    """In the callee's time."""
    poll_interval: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 3
    """Seconds."""

    low_balance: Annotated[Decimal, Field(ge=0, allow_inf_nan=False)] = Decimal(100)
    """Roubles: below it admins are warned."""
    record_max_seconds: Annotated[int, Field(ge=1, le=300)] = 120
    """Of an audio record made here."""

    log_level: _Level = "INFO"
    log_format: Literal["console", "json"] = "console"

    calldog_url: _Url = "https://lk.calldog.ru"
    calldog_api_key: SecretStr | None = None
    """None: the service is absent from the bot."""
    calldog_caller_id: Annotated[str, AfterValidator(_caller_id)] = DUTY
    calldog_webhook_ips: _Networks = ()
    """From where its webhooks may come; empty: from anywhere, their address is the secret."""

    obzvonov_url: _Url = "https://admin.programma-obzvonov.ru"
    obzvonov_api_key: SecretStr | None = None
    obzvonov_caller_id: Annotated[str, AfterValidator(_caller_id)] = DUTY
    obzvonov_webhook_ips: _Networks = ()

    callkeeper_url: _Url = "https://api.callkeeper.ru"
    callkeeper_api_key: SecretStr | None = None
    callkeeper_company: str = "zvonar"
    """`unique` in the service's documents: letters and digits."""
    callkeeper_widget_hash: SecretStr | None = None
    callkeeper_widget_alias: SecretStr | None = None

    mobilgroup_url: _Url = "https://voice.mobilgroup.ru"
    mobilgroup_api_key: SecretStr | None = None
    mobilgroup_login: SecretStr | None = None
    mobilgroup_password: SecretStr | None = None
    mobilgroup_caller_id: str | None = None

    @field_validator("public_url")
    @classmethod
    def _reachable_by_telegram(cls, url: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("updates") == "webhook" and not (url or "").startswith("https://"):
            raise ValueError("UPDATES=webhook needs an address that starts with https://")
        return url

    @field_validator("webhook_secret")
    @classmethod
    def _fit_for_telegram(cls, secret: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if secret is None and info.data.get("updates") == "webhook":
            raise ValueError("UPDATES=webhook needs it")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
            raise ValueError("may hold 1 to 256 Latin letters, digits, _ and - only")
        return secret

    def secrets(self) -> list[str]:
        """Every secret's value: for the log, which must never show one."""
        values = (getattr(self, name) for name in type(self).model_fields if name != "database_url")
        found = [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
        addresses = [self.database_url, *([self.telegram_proxy] if self.telegram_proxy else [])]
        passwords = [urlsplit(address.get_secret_value()).password or "" for address in addresses]
        return [secret for secret in (*found, *passwords, *map(unquote, passwords)) if secret]


class _Given(Settings):
    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def load(env_file: Path | None = Path(".env")) -> Settings:
    """What the environment says, and `env_file` where the environment is silent. Raises SettingsError."""
    check_proxies()
    return _built(lambda: Settings(_env_file=env_file))


def check_proxies() -> None:
    """Raises SettingsError when the environment names a proxy through which the services cannot be asked."""
    if lines := broken_proxies(os.environ):
        raise SettingsError(lines)


def given(**values: Any) -> Settings:
    """Settings of these values alone, whatever the environment says: for the demo and the tests.

    Raises SettingsError.
    """
    return _built(lambda: _Given(**values))


def _built(build: Callable[[], Settings]) -> Settings:
    try:
        return build()
    except ValidationError as error:
        lines = [_line(dict(problem)) for problem in error.errors()]
    # Outside the except block: a chained ValidationError would carry the values along.
    raise SettingsError(lines)


def _line(problem: dict[str, Any]) -> str:
    name = str(problem["loc"][0])
    if problem["type"] == "missing":
        return f"{name.upper()}: is not set"
    said = problem["msg"].removeprefix("Value error, ").removeprefix("Input ")
    shown = problem["input"]
    if shown is None or "SecretStr" in str(Settings.model_fields[name].annotation):
        return f"{name.upper()}: {said}"
    return f"{name.upper()}: {said}, not {shown!r}"
