"""What is left at the services, and how the bot itself is doing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from bot.domain.access import Person, Right
from bot.domain.errors import ProviderError
from bot.ports import Capability, Clock, Database, Provider
from bot.ports.abilities import able
from bot.ports.telling import BalanceUnit, CountedBalance
from bot.services.access import UseCase
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


class ReadBalance(UseCase[None, list[ServiceBalance]]):
    right = Right.SEE_BALANCE

    def __init__(self, providers: Providers, limit: Decimal) -> None:
        self._providers = providers
        self._limit = limit

    async def run(self, actor: Person, command: None) -> list[ServiceBalance]:
        return await ask_balances(self._providers, self._limit)


@dataclass(frozen=True, slots=True)
class Status:
    """`problems`: webhooks that could not be applied, up to `MOST_PROBLEMS`."""

    uptime: timedelta
    open_calls: int
    problems: int
    services: list[ServiceBalance]


class ReadStatus(UseCase[None, Status]):
    """How the bot is doing: since when it runs, how many calls it follows, which services answer."""

    right = Right.SEE_STATUS

    def __init__(self, database: Database, providers: Providers, clock: Clock, limit: Decimal) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock
        self._started = clock.now()
        self._limit = limit

    async def run(self, actor: Person, command: None) -> Status:
        services = await ask_balances(self._providers, self._limit)
        open_calls, problems = await self._database.transact(
            lambda uow: (uow.calls.open_count(), len(uow.webhooks.problems(MOST_PROBLEMS)))
        )
        return Status(self._clock.now() - self._started, open_calls, problems, services)
