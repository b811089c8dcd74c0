"""Settings → the telephony services that have a key."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import SecretStr

from bot.ports import Provider
from bot.ports.telling import WordedStatuses
from bot.providers.registry import CallkeeperConfig, EngineConfig, MobilgroupConfig, Providers, build_providers
from bot.settings import DUTY, Settings


def build_services(settings: Settings) -> Providers:
    """Those that are absent from it have no key."""
    return build_providers(
        calldog=EngineConfig(settings.calldog_url, _value(settings.calldog_api_key), settings.calldog_caller_id),
        obzvonov=EngineConfig(settings.obzvonov_url, _value(settings.obzvonov_api_key), settings.obzvonov_caller_id),
        callkeeper=CallkeeperConfig(
            settings.callkeeper_url,
            _value(settings.callkeeper_api_key),
            settings.callkeeper_company,
            _value(settings.callkeeper_widget_hash),
            _value(settings.callkeeper_widget_alias),
        ),
        mobilgroup=MobilgroupConfig(
            settings.mobilgroup_url,
            _value(settings.mobilgroup_api_key),
            _value(settings.mobilgroup_login),
            _value(settings.mobilgroup_password),
            settings.mobilgroup_caller_id or "",
        ),
    )


def words_of(provider: Provider) -> Callable[[str], str | None]:
    """The service's own wording of its statuses, where it has one."""
    if isinstance(provider, WordedStatuses):
        return provider.status_key
    return lambda vendor_status: None


def caller_id_of(settings: Settings, service: str) -> str | None:
    """Whom its callees see when an order names nobody; None where calls have no such number."""
    named = {
        "calldog": settings.calldog_caller_id,
        "obzvonov": settings.obzvonov_caller_id,
        "mobilgroup": settings.mobilgroup_caller_id,
    }
    number = named.get(service)
    return f"7{number[-10:]}" if number and number != DUTY else number


def _value(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""
