"""Whom an order calls when its numbers were found, not written: chosen under its card, gathered from contacts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.domain.access import Person, Right
from bot.domain.callees import Choice, Found
from bot.domain.errors import NotFound, OrderProblem
from bot.domain.orders import MAX_PHONES, Order, OrderKind, OrderState, Place
from bot.domain.sayings import Saying
from bot.domain.views import CardKind, OrderView
from bot.ports import Database, UnitOfWork
from bot.services.access import UseCase
from bot.services.draft_orders import Press, load_order
from bot.services.order_views import order_view


@dataclass(frozen=True, slots=True)
class BotMessage:
    """A message of the bot's own."""

    chat_id: int
    message_id: int


class ReadCallees(UseCase[BotMessage, Found | None]):
    """Whom the order of this card calls; None when the message is no order's card. Raises Forbidden."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: BotMessage) -> Found | None:
        def work(uow: UnitOfWork) -> Found | None:
            card = uow.cards.at(command.chat_id, command.message_id)
            if card is None or card.kind is not CardKind.ORDER:
                return None
            order = load_order(uow, actor, card.subject_id)
            return Found(order.phones, order.in_doubt)

        return await self._database.transact(work)


@dataclass(frozen=True, slots=True)
class Pick(Press):
    """A tap on the number at this place among the candidates: it is called (`on`) or struck out. `index` None: all
    that are chosen now stay.

    It says what is wanted, so that a second tap changes nothing.
    """

    index: int | None = None
    on: bool = True


class PickCallees(UseCase[Pick, None]):
    """Raises OrderProblem when the order is no draft any more, and for striking out the last number."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: Pick) -> None:
        def work(uow: UnitOfWork) -> None:
            order = load_order(uow, actor, command.order_id)
            if not uow.orders.change_draft(order.id, **_picked(order, command)):
                raise order.closed()
            uow.cards.upsert(CardKind.ORDER, order.id, command.place, command.locale, command.message_id)
            uow.cards.touch(CardKind.ORDER, [order.id])

        await self._database.transact(work)


def _picked(order: Order, pick: Pick) -> dict[str, Any]:
    choice, phones = order.choice, order.phones
    if choice is None or pick.index not in (None, *range(len(choice.candidates))):
        raise NotFound("order-gone")
    if pick.index is None and choice.one:
        raise OrderProblem("order-choose-numbers")
    if pick.index is not None:
        phones = choice.picked(phones, choice.candidates[pick.index], on=pick.on)
    if not phones:
        raise OrderProblem("order-last-number")
    return {"phones": phones, "choice": replace(choice, is_made=True)}


@dataclass(frozen=True, slots=True)
class Joining:
    """Further numbers for a draft."""

    order_id: int
    place: Place
    found: Found


class JoinDraft(UseCase[Joining, OrderView | None]):
    """One order for contacts that are sent together. None when that draft takes no more: it is placed, or has a text.

    Raises OrderProblem when they are too many.
    """

    right = Right.PLACE_CALLS

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: Joining) -> OrderView | None:
        def work(uow: UnitOfWork) -> OrderView | None:
            order = uow.orders.get(command.order_id)
            if order is None or not _takes_more(order, actor, command.place):
                return None
            if not uow.orders.change_draft(order.id, **_joined(order, command.found)):
                return None
            uow.cards.touch(CardKind.ORDER, [order.id])
            return order_view(uow, uow.orders.get(order.id) or order, actor)

        return await self._database.transact(work)


def _takes_more(order: Order, actor: Person, place: Place) -> bool:
    is_own = order.author_id == actor.id and order.place == place
    is_open = order.state is OrderState.DRAFT and order.kind is OrderKind.CALL
    said = order.menu.greeting if order.menu else Saying()
    return is_own and is_open and (order.saying.is_empty or order.saying == said)


def _joined(order: Order, found: Found) -> dict[str, Any]:
    phones = tuple(dict.fromkeys(order.phones + found.phones))
    choice = (order.choice or Choice(order.phones, is_made=True)).joined(found)
    if len(choice.candidates) > MAX_PHONES:
        raise OrderProblem("order-too-many", count=len(choice.candidates), limit=MAX_PHONES)
    is_choice = order.choice is not None or found.in_doubt
    return {"phones": phones, "choice": choice if is_choice else None}
