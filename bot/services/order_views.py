"""An order with what its card shows beside it, and what is known of a provider's records without asking it."""

from collections.abc import Collection, Iterator
from itertools import count

from bot.domain.access import Person
from bot.domain.errors import NotFound
from bot.domain.menu_rules import played_records
from bot.domain.orders import Order
from bot.domain.records import KnownRecord
from bot.domain.views import OrderView
from bot.ports import UnitOfWork


def order_view(uow: UnitOfWork, order: Order, author: Person) -> OrderView:
    """Most orders read a text aloud, have no menu and are placed by their author: those cost no question."""
    presser = uow.people.get(order.placed_by) if order.placed_by not in (None, author.id) else None
    records = known_records(uow, order.provider, sorted(set(_played(order))))
    is_redialled = len(order.phones) > 1 and bool(order.unreached) and _is_redialled(uow, order)
    return OrderView(order, author, records, presser=presser, is_redialled=is_redialled)


def redial_source(order_id: int, number: int) -> str:
    """Of the order that calls those whom a list did not reach. One that was withdrawn leaves room for the next."""
    return f"redial:{order_id}:{number}"


def _is_redialled(uow: UnitOfWork, order: Order) -> bool:
    for number in count():
        made = uow.orders.by_source(redial_source(order.id, number))
        if made is None or not made.is_withdrawn:
            return made is not None
    return False


def _played(order: Order) -> Iterator[str]:
    """An order's own words take the place of its menu's greeting."""
    if order.terms.saying.record_id:
        yield order.terms.saying.record_id
    if order.terms.menu is not None:
        yield from (record_id for slot, record_id in played_records(order.terms.menu) if slot is not None)


def known_records(uow: UnitOfWork, provider: str, record_ids: Collection[str]) -> dict[str, KnownRecord]:
    """By the provider's number: those made here, of the others what it said last. Unknown ones are absent."""
    ours = {id_: record for id_ in record_ids if (record := uow.audio_records.find(provider, id_)) is not None}
    others = [id_ for id_ in record_ids if id_ not in ours]
    return {**uow.provider_records.known(provider, others), **ours}


def require_playable(uow: UnitOfWork, actor: Person, provider: str, record_id: str) -> None:
    """Raises NotFound for a record that was made for somebody else's calls alone: it is as if it were not there."""
    record = uow.audio_records.find(provider, record_id)
    if record is not None and not (record.listed or record.is_for(actor)):
        raise NotFound("options-choice-gone")
