"""The request itself, as it would leave: people may look before they call."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.access import Person, Right
from bot.domain.errors import OrderProblem
from bot.domain.managers import split_manager
from bot.domain.orders import OrderKind
from bot.domain.phones import Phone
from bot.ports import Clock, Database
from bot.ports.abilities import Callbacks, able
from bot.services.access import UseCase
from bot.services.callbacks import callback_of
from bot.services.draft_orders import load_order
from bot.services.providers import Providers
from bot.services.voice_calls import voice_call


@dataclass(frozen=True, slots=True)
class ShownRequest:
    """`request` is the first of `count`, its key masked; `phones` are those that stand in it."""

    title: str
    request: str
    phones: tuple[Phone, ...]
    count: int


class ShowRequest(UseCase[int, ShownRequest]):
    right = Right.PLACE_CALLS

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: int) -> ShownRequest:
        order = await self._database.transact(lambda uow: load_order(uow, actor, command))
        provider = self._providers.get(order.provider)
        phone = order.phones[0]
        if order.kind is OrderKind.VERIFICATION:
            raise OrderProblem("verify-no-request")
        if (joining := able(provider, Callbacks)) is not None:
            callback = callback_of(order, phone, self._clock.now())
            request = joining.describe_callback(callback)
            manager = (split_manager(callback.manager)[0],) if callback.manager else ()
            return ShownRequest(provider.title, request, (phone, *manager), len(order.phones))
        call = voice_call(order, phone, provider)
        return ShownRequest(provider.title, provider.describe(call), (phone,), len(order.phones))
