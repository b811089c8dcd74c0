"""Whom an order calls when its numbers were found, not written: chosen under its card, gathered from contacts."""

from dataclasses import replace

from bot.domain.access import Person
from bot.domain.callees import Choice, Found
from bot.domain.errors import NotFound, OrderProblem
from bot.domain.orders import MAX_PHONES, Order, OrderKind, OrderState, Place
from bot.domain.sayings import Saying
from bot.domain.views import CardKind, OrderView
from bot.ports import UnitOfWork
from bot.services.draft_orders import Press, load_order
from bot.services.order_views import order_view


def callees_of_card(uow: UnitOfWork, actor: Person, chat_id: int, message_id: int) -> Found | None:
    card = uow.cards.at(chat_id, message_id)
    if card is None or card.kind is not CardKind.ORDER:
        return None
    order = load_order(uow, actor, card.subject_id)
    return Found(order.phones, order.in_doubt)


def pick_callee(uow: UnitOfWork, actor: Person, press: Press, index: int | None, *, on: bool) -> None:
    """Raises OrderProblem when the order is no draft any more, and for striking out the last number."""
    order = load_order(uow, actor, press.order_id)
    choice, phones = order.choice, order.phones
    if choice is None or index not in (None, *range(len(choice.candidates))):
        raise NotFound("order-gone")
    if index is None and choice.one:
        raise OrderProblem("order-choose-numbers")
    if index is not None:
        phones = choice.picked(phones, choice.candidates[index], on=on)
    if not phones:
        raise OrderProblem("order-last-number")
    if not uow.orders.change_draft(order, replace(order, phones=phones, choice=replace(choice, is_made=True))):
        raise order.closed()
    uow.cards.upsert(CardKind.ORDER, order.id, press.place, press.locale, press.message_id)
    uow.cards.touch(CardKind.ORDER, [order.id])


def join_draft(uow: UnitOfWork, actor: Person, order_id: int, place: Place, found: Found) -> OrderView | None:
    """None when that draft takes no more, repeated when it has these numbers. Raises OrderProblem for too many."""
    order = uow.orders.get(order_id)
    if order is None or not _takes_more(order, actor, place):
        return None
    choice = (order.choice or Choice(order.phones, is_made=True)).joined(found)
    if len(choice.candidates) > MAX_PHONES:
        raise OrderProblem("order-too-many", count=len(choice.candidates), limit=MAX_PHONES)
    phones = tuple(dict.fromkeys(order.phones + found.phones))
    is_choice = order.choice is not None or found.in_doubt
    changed = replace(order, phones=phones, choice=choice if is_choice else None)
    if not uow.orders.change_draft(order, changed):
        return None
    if changed == order:
        return replace(order_view(uow, order, actor), is_repeated=True)
    uow.cards.touch(CardKind.ORDER, [order.id])
    return order_view(uow, uow.orders.get(order.id) or order, actor)


def _takes_more(order: Order, actor: Person, place: Place) -> bool:
    is_own = order.author_id == actor.id and order.place == place
    is_open = order.state is OrderState.DRAFT and order.kind is OrderKind.CALL
    terms = order.terms
    said = terms.menu.greeting if terms.menu else Saying()
    return is_own and is_open and (terms.saying.is_empty or terms.saying == said)
