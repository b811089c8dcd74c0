"""Tags: a word of a person's own that the service keeps with a call."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.access import Person, Right
from bot.domain.calls import Call
from bot.domain.errors import NotFound, OrderProblem
from bot.ports import Clock, Database, UnitOfWork
from bot.ports.abilities import Tags
from bot.services.access import UseCase
from bot.services.defaults import require
from bot.services.draft_orders import load_order
from bot.services.providers import Providers

LONGEST = 255


@dataclass(frozen=True, slots=True)
class NewTag:
    call_id: int
    tag: str


def load_tagged(uow: UnitOfWork, actor: Person, call_id: int) -> Call:
    """Raises NotFound, Forbidden, and OrderProblem for a call that the service does not know."""
    call = uow.calls.get(call_id)
    if call is None:
        raise NotFound("order-gone")
    load_order(uow, actor, call.order_id)
    if call.provider_call_id is None:
        raise OrderProblem("tags-no-call")
    return call


class CheckTag(UseCase[int, None]):
    """May this call (the command is its id) be tagged? Raises what `SetTag` would."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, providers: Providers) -> None:
        self._database = database
        self._providers = providers

    async def run(self, actor: Person, command: int) -> None:
        call = await self._database.transact(lambda uow: load_tagged(uow, actor, command))
        require(self._providers.get(call.provider), Tags)


class SetTag(UseCase[NewTag, None]):
    """Setting a tag twice sets it once. Raises OrderProblem, NotFound, Forbidden, ProviderError."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: NewTag) -> None:
        tag = " ".join(command.tag.split())
        if not 0 < len(tag) <= LONGEST:
            raise OrderProblem("tags-too-long", limit=LONGEST)

        def work(uow: UnitOfWork) -> Call:
            call = load_tagged(uow, actor, command.call_id)
            uow.audit.add(actor.id, "call.tag", f"{call.id} {tag}", self._clock.now())
            return call

        call = await self._database.transact(work)
        await require(self._providers.get(call.provider), Tags).set_tag(call.provider_call_id or "", tag)
