"""What is done to one call after it was placed, such as a tag: a person's own word that the provider keeps with it."""

from __future__ import annotations

from bot.domain.access import Person, Right
from bot.domain.calls import Call, Handle
from bot.domain.errors import NotFound, OrderProblem
from bot.ports import UnitOfWork
from bot.ports.abilities import Tags
from bot.services.access import Noun, needs
from bot.services.defaults import require
from bot.services.draft_orders import load_order

LONGEST_TAG = 255
"""Characters."""


class Calls(Noun):
    @needs(Right.PLACE_CALLS)
    async def taggable(self, actor: Person, call_id: int) -> Call:
        """The call that a tag is meant for. Raises what `tag` raises, but for ProviderError."""
        call, _ = await self._deps.database.transact(lambda uow: load_tagged(uow, actor, call_id))
        require(self._deps.providers.get(call.provider), Tags)
        return call

    @needs(Right.PLACE_CALLS)
    async def tag(self, actor: Person, call_id: int, written: str) -> None:
        """Setting a tag twice sets it once. Raises OrderProblem, NotFound, Forbidden, ProviderError."""
        tag = " ".join(written.split())
        if not 0 < len(tag) <= LONGEST_TAG:
            raise OrderProblem("tags-too-long", limit=LONGEST_TAG)

        def work(uow: UnitOfWork) -> tuple[Call, Handle]:
            call, handle = load_tagged(uow, actor, call_id)
            uow.audit.add(actor.id, "call.tag", f"{call.id} {tag}", self._deps.clock.now())
            return call, handle

        call, handle = await self._deps.database.transact(work)
        await require(self._deps.providers.get(call.provider), Tags).set_tag(handle, tag)


def load_tagged(uow: UnitOfWork, actor: Person, call_id: int) -> tuple[Call, Handle]:
    """Raises NotFound, Forbidden, and OrderProblem for a call that the provider does not know."""
    call = uow.calls.get(call_id)
    if call is None:
        raise NotFound("order-gone")
    load_order(uow, actor, call.order_id)
    if call.handle is None:
        raise OrderProblem("tags-no-call")
    return call, call.handle
