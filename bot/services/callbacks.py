"""Orders of other kinds, placed once like any other.

By a callback the manager's phone rings first, then the client's; by a verification the provider itself rings a number,
to make sure whose it is.
"""

from dataclasses import replace

from bot.domain.access import Person, Right
from bot.domain.errors import BadPhone, OrderProblem
from bot.domain.orders import NewOrder, OrderKind, OrderState, Terms
from bot.domain.reading.figures import MAX_WRITTEN
from bot.domain.views import CardKind, OrderView
from bot.ports import Capability, UnitOfWork
from bot.services.access import Noun, needs
from bot.services.defaults import first_with
from bot.services.draft_orders import Written, keep_draft, load_order, new_order


class Callbacks(Noun):
    @needs(Right.PLACE_CALLS)
    async def draft(self, actor: Person, written: Written) -> OrderView | None:
        """`/callback`: to one client, by a provider that makes callbacks even if the person's own does not.

        None when nothing is written yet. Raises NotFound when no such provider is set up, BadPhone, OrderProblem.
        """
        deps = self._deps
        provider = first_with(deps.providers, Capability.CALLBACK, actor)
        if written.is_empty:
            return None
        new = new_order(actor, written, provider, deps.providers, one=True)
        if len(new.phones) > 1 and new.choice is None:
            raise OrderProblem("callback-one-client", count=len(new.phones))
        return await keep_draft(deps.database, new, deps.clock.now(), actor)

    @needs(Right.PLACE_CALLS)
    async def ring_first(self, actor: Person, order_id: int, phone: str) -> None:
        """The person has just told their phone: a draft that would ring an office rings it instead."""

        def work(uow: UnitOfWork) -> None:
            order = load_order(uow, actor, order_id)
            callback = order.terms.callback
            if order.state is not OrderState.DRAFT or callback is None or callback.manager:
                return
            terms = replace(order.terms, callback=replace(callback, manager=phone))
            uow.orders.change_draft(order, replace(order, terms=terms))
            uow.cards.touch(CardKind.ORDER, [order.id])

        await self._deps.database.transact(work)


class Verification(Noun):
    @needs(Right.PLACE_CALLS)
    async def draft(self, actor: Person, written: Written) -> OrderView | None:
        """None when nothing is written yet.

        Raises NotFound when no provider verifies numbers, BadPhone, OrderProblem for more than a number.
        """
        provider = first_with(self._deps.providers, Capability.VERIFICATION, actor)
        if written.is_empty:
            return None
        dictation = written.read()
        choice = written.choice(dictation, one=True)
        if (len(dictation.phones) > 1 and choice is None) or dictation.text:
            raise OrderProblem("verify-one-number")
        if dictation.extensions:
            raise BadPhone("phone-no-extension", written=written.text.strip()[:MAX_WRITTEN])
        new = NewOrder(
            author_id=actor.id,
            place=written.place,
            provider=provider.name,
            phones=dictation.phones,
            terms=Terms(),
            source=written.source,
            kind=OrderKind.VERIFICATION,
            choice=choice,
        )
        return await keep_draft(self._deps.database, new, self._deps.clock.now(), actor)
