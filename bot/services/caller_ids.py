"""The numbers that a service lets us call from."""

from __future__ import annotations

from bot.domain.access import Person, Right
from bot.ports import CallerId, Database
from bot.services.access import UseCase
from bot.services.draft_orders import load_order
from bot.services.providers import Providers


class ListCallerIds(UseCase[int, list[CallerId]]):
    """For the service of an order (the command is its id). Raises ProviderError."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, providers: Providers) -> None:
        self._database = database
        self._providers = providers

    async def run(self, actor: Person, command: int) -> list[CallerId]:
        order = await self._database.transact(lambda uow: load_order(uow, actor, command))
        return await self._providers.get(order.provider).caller_ids()
