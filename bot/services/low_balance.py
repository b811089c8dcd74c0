"""Watching the money: admins are told once when a service's falls below the set sum, and again after it rose."""

from __future__ import annotations

import logging
from decimal import Decimal

from bot.domain.errors import ProviderError
from bot.domain.locales import locale_of
from bot.domain.orders import Place
from bot.domain.views import Notice, NoticeKind
from bot.ports import Capability, Clock, Database, Provider, UnitOfWork
from bot.services.directory import Directory
from bot.services.money import counts_roubles
from bot.services.providers import Providers

log = logging.getLogger(__name__)


class WatchBalances:
    """`limit` in roubles; what a service counts in minutes is not watched."""

    def __init__(
        self,
        database: Database,
        providers: Providers,
        directory: Directory,
        clock: Clock,
        limit: Decimal,
        locale: str,
    ) -> None:
        self._database = database
        self._providers = providers
        self._directory = directory
        self._clock = clock
        self._limit = limit
        self._locale = locale

    async def sweep(self) -> None:
        for provider in self._providers.all():
            if Capability.BALANCE in provider.capabilities and counts_roubles(provider):
                await self._look(provider)

    async def _look(self, provider: Provider) -> None:
        try:
            amount = await provider.balance()
        except ProviderError as error:
            log.info("%s does not tell its balance now (%s)", provider.name, error.key)
            return
        await self._database.transact(lambda uow: self._note(uow, provider, amount))

    def _note(self, uow: UnitOfWork, provider: Provider, amount: Decimal) -> None:
        """The fall and the promise to tell of it are one transaction."""
        if amount >= self._limit:
            uow.balances.rose(provider.name)
            return
        fall = uow.balances.fell(provider.name)
        if fall is None:
            return
        admins = self._directory.admin_ids(uow)
        known = uow.people.many(admins)
        notices = [
            Notice(
                event=f"low-balance:{provider.name}:{fall}",
                kind=NoticeKind.LOW_BALANCE,
                place=Place(id_),
                locale=locale_of(known[id_], self._locale) if id_ in known else self._locale,
                payload={"service": provider.title, "amount": str(amount), "limit": str(self._limit)},
            )
            for id_ in sorted(admins)
        ]
        uow.notices.add(notices, self._clock.now())
