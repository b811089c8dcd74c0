"""The settings of the providers that run on Zvonobot, and what such a provider is made of."""

from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network

from pydantic import SecretStr

from bot.domain.phones import Duty, ShownNumber
from bot.providers.spec import (
    BuiltProvider,
    CallerIdOrDuty,
    Networks,
    ProviderSettings,
    ProviderSpec,
    Timing,
    Url,
    revealed,
)


@dataclass(frozen=True, slots=True)
class ZvonobotConfig:
    """`url` is the provider's root, such as `https://lk.calldog.ru`."""

    url: str
    api_key: str = field(repr=False)
    caller_id: ShownNumber = Duty.ANY


class ZvonobotSettings(ProviderSettings):
    url: Url
    api_key: SecretStr | None = None
    caller_id: CallerIdOrDuty = Duty.ANY
    webhook_ips: Networks = ()

    @property
    def has_key(self) -> bool:
        return bool(revealed(self.api_key))

    @property
    def config(self) -> ZvonobotConfig:
        return ZvonobotConfig(self.url, revealed(self.api_key), self.caller_id)

    @property
    def own_caller_id(self) -> ShownNumber | None:
        return self.caller_id

    @property
    def webhook_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        return self.webhook_ips


class CalldogSettings(ZvonobotSettings):
    url: Url = "https://lk.calldog.ru"

    def build(self, timing: Timing | None = None) -> BuiltProvider | None:
        if not self.has_key:
            return None
        from bot.providers.zvonobot.provider import CalldogProvider

        return CalldogProvider(self.config, timing)


class ObzvonovSettings(ZvonobotSettings):
    url: Url = "https://admin.programma-obzvonov.ru"

    def build(self, timing: Timing | None = None) -> BuiltProvider | None:
        if not self.has_key:
            return None
        from bot.providers.zvonobot.provider import ObzvonovProvider

        return ObzvonovProvider(self.config, timing)


CALLDOG = ProviderSpec("calldog", "CallDog", CalldogSettings)
OBZVONOV = ProviderSpec("obzvonov", "Программа обзвонов", ObzvonovSettings)
