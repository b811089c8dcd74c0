"""What was called, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.access import Person, Right
from bot.domain.views import OrderView
from bot.ports import Database, UnitOfWork
from bot.services.access import UseCase
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


class ReadHistory(UseCase[int | None, HistoryPage]):
    """Placed orders before the cursor, newest first: one's own, or everybody's for those who may see all."""

    right = Right.SEE_OWN_CALLS

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: int | None) -> HistoryPage:
        everybody = actor.may(Right.SEE_ALL_CALLS)

        author_id = None if everybody else actor.id

        def work(uow: UnitOfWork) -> tuple[list[OrderView], list[OrderView]]:
            found = uow.orders.page(author_id, command, PAGE + 1)
            planned = uow.orders.planned(author_id, MOST_PLANNED) if command is None else []
            people = uow.people.many({order.author_id for order in (*found, *planned)})
            views = (
                [order_view(uow, one, people.get(one.author_id, actor)) for one in part] for part in (found, planned)
            )
            return next(views), next(views)

        found, planned = await self._database.transact(work)
        older = found[PAGE - 1].order.id if len(found) > PAGE else None
        waiting = {view.order.id for view in planned}
        page = [view for view in found[:PAGE] if view.order.id not in waiting]
        return HistoryPage(page, older, everybody, planned)
