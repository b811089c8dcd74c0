"""Environment → Settings. Nothing else in the project reads the environment."""

import os
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol, TypeVar, cast
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr, SecretStr, ValidationError, field_validator
from pydantic_core.core_schema import ValidationInfo
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource

from bot.domain.accounts import SERVICE_ACCOUNTS
from bot.domain.orders import CallingWindow
from bot.providers.registry import PROVIDERS
from bot.providers.spec import READING, Networks, ProviderSettings, ProviderSpec, Url, parsed
from bot.proxies import broken_proxies

Specs = tuple[ProviderSpec, ...]
M = TypeVar("M", bound=BaseSettings)


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


def _secret(pattern: str, complaint: str) -> AfterValidator:
    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value()):
            raise ValueError(complaint)
        return secret

    return AfterValidator(check)


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


def _address(secret: SecretStr) -> SecretStr:
    parts = urlsplit(secret.get_secret_value())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an address that starts with https:// or http://")
    return secret


_Ids = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_ids)]
_Zone = Annotated[ZoneInfo, NoDecode, parsed(ZoneInfo, "must be a time zone such as Europe/Moscow")]
_Window = Annotated[CallingWindow, NoDecode, parsed(CallingWindow.parse, "must be two times such as 09:00-21:00")]
_Level = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], parsed(str.upper, "must be a level")]


class Settings(BaseSettings):
    """`.env.example` explains every name. Build it with `load` or `given`."""

    model_config = READING

    bot_token: Annotated[
        SecretStr, _secret(r"[0-9]+:[A-Za-z0-9_-]+", "must look like 123456789:AAE… as @BotFather gives it")
    ]
    bot_admins: _Ids = ()
    telegram_api_url: Url = "https://api.telegram.org"
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
    public_url: Annotated[Url | None, Field(validate_default=True)] = None
    """None: the providers cannot reach us, no webhooks in."""
    web_host: str = "127.0.0.1"
    web_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    """0: any free one."""
    webhook_secret: Annotated[SecretStr | None, Field(validate_default=True)] = None

    trusted_proxies: Networks = ()
    """Whose X-Forwarded-For counts."""

    default_locale: Literal["ru", "en"] = "ru"
    timezone: _Zone = ZoneInfo("Europe/Moscow")
    default_provider: str = ""
    """A name of the registry; the first one there when nothing is said."""
    call_window: _Window = CallingWindow.parse("09:00-21:00")
    """In the callee's time."""
    poll_interval: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 3
    """Seconds."""

    heartbeat_url: Annotated[SecretStr, AfterValidator(_address)] | None = None
    """A secret: whoever knows it could keep the watcher quiet."""

    low_balance: Annotated[Decimal, Field(ge=0, allow_inf_nan=False)] = Decimal(100)
    """Roubles: below it admins are warned."""
    record_max_seconds: Annotated[int, Field(ge=1, le=300)] = 120
    """Of an audio record made here."""

    log_level: _Level = "INFO"
    log_format: Literal["console", "json"] = "console"

    _providers: Mapping[str, ProviderSettings] = PrivateAttr(default_factory=dict)

    @property
    def providers(self) -> Mapping[str, ProviderSettings]:
        """By the provider's name, those without a key too."""
        return self._providers

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
        values = [value for name, value in self if name != "database_url"]
        values += [value for provider in self.providers.values() for _, value in provider]
        found = [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
        addresses = [self.database_url, *([self.telegram_proxy] if self.telegram_proxy else [])]
        passwords = [urlsplit(address.get_secret_value()).password or "" for address in addresses]
        return [secret for secret in (*found, *passwords, *map(unquote, passwords)) if secret]


class _Read(Protocol):
    def __call__(self, model: type[M], prefix: str) -> M:
        """Raises ValidationError."""


def load(env_file: Path | None = Path(".env"), specs: Specs = PROVIDERS) -> Settings:
    """What the environment says, and `env_file` where the environment is silent. Raises SettingsError."""
    check_proxies()

    def read(model: type[M], prefix: str) -> M:
        return model(_env_file=env_file, _env_prefix=prefix)

    return _whole(specs, read)


def given(specs: Specs = PROVIDERS, /, **values: Any) -> Settings:
    """Settings of these values alone, whatever the environment says. Raises SettingsError."""

    def read(model: type[M], prefix: str) -> M:
        own = {name.removeprefix(prefix): value for name, value in values.items() if name.startswith(prefix)}
        deaf: type[M] = _deaf(model)
        return deaf(**own)

    return _whole(specs, read)


def names(specs: Specs = PROVIDERS) -> list[str]:
    """Every name that the environment may give a value."""
    own = [f"{spec.name}_{name}" for spec in specs for name in spec.settings.model_fields]
    return [name.upper() for name in (*Settings.model_fields, *own)]


class _Deaf(BaseSettings):
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


def check_proxies() -> None:
    """Raises SettingsError when the environment names a proxy through which the providers cannot be asked."""
    if lines := broken_proxies(os.environ):
        raise SettingsError(lines)


@cache
def _deaf(model: type[M]) -> type[M]:
    """The same model, which does not hear the environment."""
    return cast("type[M]", type(model.__name__, (_Deaf, model), {"__module__": model.__module__}))


def _whole(specs: Specs, read: _Read) -> Settings:
    lines: list[str] = []
    settings = _built(Settings, "", read, lines)
    providers = {spec.name: _built(spec.settings, f"{spec.name}_", read, lines) for spec in specs}
    chosen = (settings and settings.default_provider) or specs[0].name
    if chosen not in providers:
        *others, last = (repr(name) for name in providers)
        lines.append(f"DEFAULT_PROVIDER: should be {', '.join(others)} or {last}, not {chosen!r}")
    if settings is None or lines:
        raise SettingsError(lines)
    whole = settings.model_copy(update={"default_provider": chosen})
    whole._providers = {name: one for name, one in providers.items() if one is not None}
    return whole


def _built(model: type[M], prefix: str, read: _Read, lines: list[str]) -> M | None:
    """None when a value is bad; `lines` then say why. Nothing is raised on: it would carry the values along."""
    try:
        return read(model, prefix)
    except ValidationError as error:
        lines += [_line(model, prefix, dict(problem)) for problem in error.errors()]
    return None


def _line(model: type[BaseSettings], prefix: str, problem: dict[str, Any]) -> str:
    field = str(problem["loc"][0])
    name = f"{prefix}{field}".upper()
    if problem["type"] == "missing":
        return f"{name}: is not set"
    said = problem["msg"].removeprefix("Value error, ").removeprefix("Input ")
    shown = problem["input"]
    if shown is None or "SecretStr" in str(model.model_fields[field].annotation):
        return f"{name}: {said}"
    return f"{name}: {said}, not {shown!r}"
