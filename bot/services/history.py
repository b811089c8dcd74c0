"""What was called, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.access import Person, Right
from bot.domain.views import OrderView
from bot.ports import Database, UnitOfWork
from bot.services.access import UseCase

PAGE = 6


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """`older` is the cursor of the next page, None on the last one."""

    orders: list[OrderView]
    older: int | None
    everybody: bool


class ReadHistory(UseCase[int | None, HistoryPage]):
    """Placed orders before the cursor, newest first: one's own, or everybody's for those who may see all."""

    right = Right.SEE_OWN_CALLS

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: int | None) -> HistoryPage:
        everybody = actor.may(Right.SEE_ALL_CALLS)

        def work(uow: UnitOfWork) -> list[OrderView]:
            found = uow.orders.page(None if everybody else actor.id, command, PAGE + 1)
            people = {order.author_id: uow.people.get(order.author_id) for order in found}
            return [OrderView(order, people[order.author_id] or actor) for order in found]

        found = await self._database.transact(work)
        older = found[PAGE - 1].order.id if len(found) > PAGE else None
        return HistoryPage(found[:PAGE], older, everybody)
