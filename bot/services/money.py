"""What is left at the services, and how the bot itself is doing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from bot.domain.access import Person, Right
from bot.domain.errors import ProviderError
from bot.ports import Capability, Provider
from bot.ports.abilities import BalanceUnit, CountedBalance, able
from bot.services.access import Noun, needs
from bot.services.deps import Deps
from bot.services.providers import Providers

MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class ServiceBalance:
    """`error` instead of `amount` when the service did not say. `is_low`: below the sum that the settings name."""

    title: str
    amount: Decimal | None = None
    error: ProviderError | None = None
    unit: BalanceUnit = BalanceUnit.ROUBLES
    is_low: bool = False


def counts_roubles(provider: Provider) -> bool:
    return unit_of(provider) is BalanceUnit.ROUBLES


def unit_of(provider: Provider) -> BalanceUnit:
    counted = able(provider, CountedBalance)
    return BalanceUnit.ROUBLES if counted is None else counted.balance_unit


async def ask_balance(provider: Provider, limit: Decimal) -> ServiceBalance:
    """`limit` in roubles; what is counted in minutes is never low."""
    unit = unit_of(provider)
    try:
        amount = await provider.balance()
    except ProviderError as error:
        return ServiceBalance(provider.title, error=error)
    return ServiceBalance(provider.title, amount, unit=unit, is_low=unit is BalanceUnit.ROUBLES and amount < limit)


async def ask_balances(providers: Providers, limit: Decimal) -> list[ServiceBalance]:
    """All services side by side, asked at once."""
    asked = [provider for provider in providers.all() if Capability.BALANCE in provider.capabilities]
    return list(await asyncio.gather(*(ask_balance(provider, limit) for provider in asked)))


@dataclass(frozen=True, slots=True)
class Status:
    """`problems`: webhooks that could not be applied, up to `MOST_PROBLEMS`."""

    uptime: timedelta
    open_calls: int
    problems: int
    services: list[ServiceBalance]


class Money(Noun):
    """What is left at the providers; all of them are asked at once."""

    def __init__(self, deps: Deps) -> None:
        super().__init__(deps)
        self._started = deps.clock.now()

    @needs(Right.SEE_BALANCE)
    async def balances(self, actor: Person) -> list[ServiceBalance]:
        return await self._ask()

    @needs(Right.SEE_STATUS)
    async def status(self, actor: Person) -> Status:
        """How the bot is doing: since when it runs, how many calls it follows, which providers answer."""
        services = await self._ask()
        open_calls, problems = await self._deps.database.transact(
            lambda uow: (uow.calls.open_count(), len(uow.webhooks.problems(MOST_PROBLEMS)))
        )
        return Status(self._deps.clock.now() - self._started, open_calls, problems, services)

    async def _ask(self) -> list[ServiceBalance]:
        return await ask_balances(self._deps.providers, self._deps.low_balance)
