"""What is left at the providers, how the bot itself is doing, and who is told when the money runs low."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from bot.domain.access import Person, Right, locale_of
from bot.domain.errors import ProviderError
from bot.domain.orders import Place
from bot.domain.views import Notice, NoticeKind
from bot.ports import Capability, Provider, UnitOfWork
from bot.ports.abilities import able
from bot.ports.telling import BalanceUnit, CountedBalance
from bot.services.access import Noun, needs
from bot.services.deps import Chore, Deps

log = logging.getLogger(__name__)

MOST_PROBLEMS = 200
LOW_MINUTES = Decimal(10)


@dataclass(frozen=True, slots=True)
class ProviderBalance:
    """`error` instead of `amount` when the provider did not say. `is_low`: it is time to pay in."""

    title: str
    amount: Decimal | None = None
    error: ProviderError | None = None
    unit: BalanceUnit = BalanceUnit.ROUBLES
    is_low: bool = False


def unit_of(provider: Provider) -> BalanceUnit:
    counted = able(provider, CountedBalance)
    return BalanceUnit.ROUBLES if counted is None else counted.balance_unit


async def ask_balance(provider: Provider, limit: Decimal) -> ProviderBalance:
    """`limit` in roubles."""
    unit = unit_of(provider)
    try:
        amount = await provider.balance()
    except ProviderError as error:
        return ProviderBalance(provider.title, error=error)
    return ProviderBalance(provider.title, amount, unit=unit, is_low=amount < least(unit, limit))


def least(unit: BalanceUnit, limit: Decimal) -> Decimal:
    """Below it, it is time to pay in. `limit` in roubles."""
    return limit if unit is BalanceUnit.ROUBLES else LOW_MINUTES


@dataclass(frozen=True, slots=True)
class Status:
    """`problems`: webhooks that could not be applied, up to `MOST_PROBLEMS`."""

    uptime: timedelta
    open_calls: int
    problems: int
    providers: list[ProviderBalance]


class Money(Noun):
    """What is left at the providers. All of them are asked at once."""

    def __init__(self, deps: Deps) -> None:
        super().__init__(deps)
        self._started = deps.clock.now()

    @needs(Right.SEE_BALANCE)
    async def balances(self, actor: Person) -> list[ProviderBalance]:
        return await self._ask()

    @needs(Right.SEE_STATUS)
    async def status(self, actor: Person) -> Status:
        """How the bot is doing: since when it runs, how many calls it follows, which providers answer."""
        providers = await self._ask()
        open_calls, problems = await self._deps.database.transact(
            lambda uow: (uow.calls.open_count(), len(uow.webhooks.problems(MOST_PROBLEMS)))
        )
        return Status(self._deps.clock.now() - self._started, open_calls, problems, providers)

    async def _ask(self) -> list[ProviderBalance]:
        asked = [provider for provider in self._deps.providers.all() if Capability.BALANCE in provider.capabilities]
        return list(await asyncio.gather(*(ask_balance(provider, self._deps.low_balance) for provider in asked)))


class WatchBalances(Chore):
    """Tells admins once when a balance falls low, roubles or minutes, and again after it rose."""

    async def sweep(self) -> None:
        for provider in self._deps.providers.all():
            if Capability.BALANCE in provider.capabilities:
                await self._look(provider)

    async def _look(self, provider: Provider) -> None:
        try:
            amount = await provider.balance()
        except ProviderError as error:
            log.info("%s does not tell its balance now (%s)", provider.name, error.key)
            return
        await self._deps.database.transact(lambda uow: self._note(uow, provider, amount))

    def _note(self, uow: UnitOfWork, provider: Provider, amount: Decimal) -> None:
        """The fall and the promise to tell of it are one transaction."""
        unit = unit_of(provider)
        limit = least(unit, self._deps.low_balance)
        if amount >= limit:
            uow.balances.rose(provider.name)
            return
        fall = uow.balances.fell(provider.name)
        if fall is None:
            return
        admins = self._deps.directory.admin_ids(uow)
        known = uow.people.many(admins)
        notices = [
            Notice(
                event=f"low-balance:{provider.name}:{fall}",
                kind=NoticeKind.LOW_BALANCE,
                place=Place(id_),
                locale=locale_of(known[id_], self._deps.locale) if id_ in known else self._deps.locale,
                payload={"service": provider.title, "amount": str(amount), "limit": str(limit), "unit": unit},
            )
            for id_ in sorted(admins)
        ]
        uow.notices.add(notices, self._deps.clock.now())
