"""An order with what its card shows beside it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.access import Person
from bot.domain.menu_rules import played_records
from bot.domain.orders import Order
from bot.domain.views import OrderView
from bot.ports import UnitOfWork


def order_view(uow: UnitOfWork, order: Order, author: Person) -> OrderView:
    """Most orders read a text aloud and have no menu: those cost no question."""
    found = ((id_, uow.audio_records.find(order.provider, id_)) for id_ in sorted(set(_played(order))))
    return OrderView(order, author, {id_: record for id_, record in found if record is not None})


def _played(order: Order) -> Iterator[str]:
    """An order's own words take the place of its menu's greeting."""
    if order.saying.record_id:
        yield order.saying.record_id
    if order.menu is not None:
        yield from (record_id for slot, record_id in played_records(order.menu) if slot is not None)
