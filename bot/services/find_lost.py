"""Calls whose answer was lost are looked for where the service can tell; nothing is ever sent again."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.domain.calls import Call, Handle
from bot.domain.errors import ProviderError
from bot.domain.views import CardKind
from bot.ports import Clock, Database, UnitOfWork
from bot.ports.abilities import LostCall, Reconciliation, able
from bot.services.providers import Providers
from bot.services.webhooks import adopt

log = logging.getLogger(__name__)

LOOK_FOR = timedelta(minutes=30)
"""How long after its placing a lost call is looked for; by then a person has long decided."""
BATCH = 20


class FindLost:
    def __init__(self, database: Database, providers: Providers, clock: Clock, first_poll: timedelta) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock
        self._first_poll = first_poll

    async def sweep(self) -> None:
        for provider in self._providers.all():
            if (finder := able(provider, Reconciliation)) is not None:
                await self._look(provider.name, finder)

    async def _look(self, name: str, finder: Reconciliation) -> None:
        after = self._clock.now() - LOOK_FOR
        for call, manager in await self._database.transact(lambda uow: _lost(uow, name, after)):
            lost = LostCall(call.phone, manager, call.submitted_at or after, call.reference)
            try:
                found = await finder.find_lost(lost)
            except ProviderError as error:
                log.info("%s cannot tell of lost calls now (%s)", name, error.key)
                return
            if found is not None:
                await self._adopt(call, found)

    async def _adopt(self, call: Call, handle: Handle) -> None:
        """Unless the id is another call's of ours, or somebody placed this one again meanwhile."""

        def work(uow: UnitOfWork) -> None:
            now = self._clock.now()
            order = uow.orders.get(call.order_id)
            newest = {latest.id for latest in order.latest_calls()} if order else set()
            if uow.calls.by_handle(call.provider, handle.id) or call.id not in newest:
                return
            adopt(uow, call, handle, now, self._first_poll)
            uow.cards.touch(CardKind.ORDER, [call.order_id])

        await self._database.transact(work)


def _lost(uow: UnitOfWork, provider: str, after: datetime) -> list[tuple[Call, str | None]]:
    """With the manager's phone, where the call joins two people."""
    calls = uow.calls.lost(provider, after, BATCH)
    orders = uow.orders.many({call.order_id for call in calls})
    terms = {id_: order.terms.callback for id_, order in orders.items()}
    return [(call, kept.manager if (kept := terms[call.order_id]) else None) for call in calls]
