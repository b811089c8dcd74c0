"""What is left at the providers, how the bot itself is doing, and who is told when the money runs low."""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from bot.domain.access import Person, Right
from bot.domain.calls import AT_PROVIDER, CallState
from bot.domain.errors import ProviderError
from bot.domain.troubles import LostNotice, Outbox
from bot.domain.views import NoticeKind
from bot.ports import Capability, Provider, UnitOfWork
from bot.ports.abilities import able
from bot.ports.telling import BalanceUnit, CountedBalance
from bot.services.access import Noun, needs
from bot.services.alarms import tell
from bot.services.deps import Chore, Deps

log = logging.getLogger(__name__)

MOST_PROBLEMS = 200
MOST_LOST = 5
LOW_MINUTES = Decimal(10)
UNDER_WAY = AT_PROVIDER | {CallState.SUBMITTING}


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
    """`problems`: webhooks that could not be applied, up to `MOST_PROBLEMS`.

    `open_calls`: calls under way, by the provider's title. `poll_age`: since the last poll came round; None before the
    first. `lost`: the newest notices that reached nobody. `troubles`: since when what goes wrong does, by its name.
    """

    uptime: timedelta
    open_calls: dict[str, int]
    problems: int
    providers: list[ProviderBalance]
    poll_age: timedelta | None
    outbox: Outbox
    lost: Sequence[LostNotice]
    troubles: dict[str, datetime]


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
        """How the bot is doing: since when it runs, what it follows and has to say, which providers answer."""
        providers = await self._ask()
        now, polled_at = self._deps.clock.now(), self._deps.vitals.polled_at
        return await self._deps.database.transact(
            lambda uow: Status(
                uptime=now - self._started,
                open_calls=self._open_calls(uow),
                problems=len(uow.webhooks.problems(MOST_PROBLEMS)),
                providers=providers,
                poll_age=now - polled_at if polled_at else None,
                outbox=uow.outgoing.outbox(),
                lost=uow.outgoing.lost(MOST_LOST),
                troubles=uow.troubles.on(),
            )
        )

    @needs(Right.SEE_STATUS)
    async def send_again(self, actor: Person) -> int:
        """What reached nobody is said once more; how many notices that are."""

        def work(uow: UnitOfWork) -> int:
            count = uow.outgoing.send_again()
            if count:
                uow.audit.add(actor.id, "notices.again", str(count), self._deps.clock.now())
            return count

        return await self._deps.database.transact(work)

    def _open_calls(self, uow: UnitOfWork) -> dict[str, int]:
        titles = {provider.name: provider.title for provider in self._deps.providers.all()}
        counts: Counter[str] = Counter()
        for (name, state), count in uow.calls.under_way().items():
            if state in UNDER_WAY:
                counts[titles.get(name, name)] += count
        return dict(counts)

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
        name, now, unit = f"balance:{provider.name}", self._deps.clock.now(), unit_of(provider)
        limit = least(unit, self._deps.low_balance)
        if amount >= limit:
            uow.troubles.end(name)
            return
        fall = uow.troubles.begin(name, now)
        if fall is None:
            return
        payload = {"service": provider.title, "amount": str(amount), "limit": str(limit), "unit": unit}
        tell(self._deps, uow, f"low-balance:{provider.name}:{fall}", NoticeKind.LOW_BALANCE, payload, now)
