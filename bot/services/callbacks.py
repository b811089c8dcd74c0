"""Callbacks: first the manager's phone rings, then the client's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.access import Person, Right
from bot.domain.calls import Call
from bot.domain.errors import OrderProblem
from bot.domain.orders import CallbackTerms, Order, OrderState, Place
from bot.domain.phones import Phone
from bot.domain.views import CardKind, OrderView
from bot.ports import Capability, Clock, Database, UnitOfWork
from bot.ports.abilities import Callback
from bot.services.access import UseCase
from bot.services.defaults import first_with
from bot.services.draft_orders import Written, keep_draft, new_order
from bot.services.providers import Providers


class DraftCallback(UseCase[Written, OrderView]):
    """`/callback`: to one client, at a service that joins people, whichever the person's own is.

    Raises NotFound when no such service is set up, BadPhone, OrderProblem.
    """

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: Written) -> OrderView:
        provider = first_with(self._providers, Capability.CALLBACK, actor)
        new = new_order(actor, command, provider, self._providers, one=True)
        if len(new.phones) > 1 and new.choice is None:
            raise OrderProblem("callback-one-client", count=len(new.phones))
        return await keep_draft(self._database, new, self._clock.now(), actor)


class CheckCallbacks(UseCase[None, None]):
    """Raises NotFound when no service joins people: before a number is asked for."""

    right = Right.PLACE_CALLS

    def __init__(self, providers: Providers) -> None:
        self._providers = providers

    async def run(self, actor: Person, command: None) -> None:
        first_with(self._providers, Capability.CALLBACK, actor)


@dataclass(frozen=True, slots=True)
class Watching:
    """`order` as it stands on the card that was just sent."""

    order: Order
    place: Place
    message_id: int
    locale: str


class WatchDraft(UseCase[Watching, None]):
    """The draft's card, as it was just sent, follows what changes from now on."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: Watching) -> None:
        follow = command.order.id, command.place, command.locale, command.message_id
        await self._database.transact(lambda uow: uow.cards.upsert(CardKind.ORDER, *follow, later=True))


class RingOwnPhone(UseCase[None, int | None]):
    """The person has just told their phone: their newest draft that would ring an office rings it instead.

    The order's id, or None when there is no such draft.
    """

    right = Right.PLACE_CALLS

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: None) -> int | None:
        def work(uow: UnitOfWork) -> int | None:
            order = uow.orders.newest(actor.id)
            if order is None or order.state is not OrderState.DRAFT or order.callback is None or order.callback.manager:
                return None
            uow.orders.change_draft(order.id, callback=replace(order.callback, manager=actor.phone))
            uow.cards.touch(CardKind.ORDER, [order.id])
            return order.id

        return await self._database.transact(work)


def callback_of(order: Order, phone: Phone, now: datetime, reference: str = "") -> Callback:
    """What the service is asked for; a time that has passed means at once."""
    terms = order.callback or CallbackTerms()
    return Callback(
        client=phone,
        manager=terms.manager,
        office=terms.office,
        text_to_manager=order.saying.text or "",
        info_to_manager=terms.info_to_manager,
        at=terms.at if terms.at and terms.at > now else None,
        reference=reference,
    )


def planned_for(order: Order, call: Call) -> datetime | None:
    """When the service was asked to ring; None for at once."""
    at = order.callback.at if order.callback else None
    return at if at and call.submitted_at and at > call.submitted_at else None
