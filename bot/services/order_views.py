"""An order with what its card shows beside it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.access import Person
from bot.domain.menu_rules import played_records
from bot.domain.orders import Order
from bot.domain.views import OrderView
from bot.ports import UnitOfWork
from bot.services.known_records import known_records


def order_view(uow: UnitOfWork, order: Order, author: Person) -> OrderView:
    """Most orders read a text aloud and have no menu: those cost no question."""
    return OrderView(order, author, known_records(uow, order.provider, sorted(set(_played(order)))))


def _played(order: Order) -> Iterator[str]:
    """An order's own words take the place of its menu's greeting."""
    if order.terms.saying.record_id:
        yield order.terms.saying.record_id
    if order.terms.menu is not None:
        yield from (record_id for slot, record_id in played_records(order.terms.menu) if slot is not None)
