"""What was called, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.access import Person, Right
from bot.domain.orders import Order
from bot.domain.views import OrderView
from bot.ports import UnitOfWork
from bot.services.order_views import order_view

PAGE = 6
MOST_PLANNED = 10


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """`older` is the cursor of the next page, None on the last one. `planned` are told on the first page, before the
    others: the soonest first, each with calls that still wait."""

    orders: list[OrderView]
    older: int | None
    everybody: bool
    planned: list[OrderView] = field(default_factory=list)


def read_page(uow: UnitOfWork, actor: Person, before: int | None) -> HistoryPage:
    everybody = actor.may(Right.SEE_ALL_CALLS)
    author_id = None if everybody else actor.id
    found = uow.orders.page(author_id, before, PAGE + 1)
    planned = uow.orders.planned(author_id, MOST_PLANNED) if before is None else []
    people = uow.people.many({order.author_id for order in (*found, *planned)})
    waiting = {order.id for order in planned}

    def view(order: Order) -> OrderView:
        return order_view(uow, order, people.get(order.author_id, actor))

    return HistoryPage(
        orders=[view(order) for order in found[:PAGE] if order.id not in waiting],
        older=found[PAGE - 1].id if len(found) > PAGE else None,
        everybody=everybody,
        planned=[view(order) for order in planned],
    )
