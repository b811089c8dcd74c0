"""Orders whose calls wait for their time: found by the waiting calls, and changed until the first of them goes."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, literal_column, select, text, update

from bot.domain.calls import CallState
from bot.domain.orders import Order, OrderState
from storage.order_columns import changes, planned_columns
from storage.tables import WAITING, calls, orders

# Whoever takes one of these calls to place it waits for us, or we for them: the states are those of after the wait.
# SQLite has one writer, and its compiler leaves FOR UPDATE out.
_STATES = (
    select(calls.c.state, calls.c.queued_at)
    .join(orders, orders.c.id == calls.c.order_id)
    .where(calls.c.order_id == bindparam("order_id"), orders.c.state == OrderState.PLACED.value)
    .order_by(calls.c.id)
    .with_for_update(of=calls)
)
_CALLS = update(calls).where(calls.c.order_id == bindparam("of_order"))
_ORDER = update(orders).where(orders.c.id == bindparam("of_order"))
_TAKEN_OVER = ("provider", "need_recording")
"""A call has these of its order's, as they were when it was added."""

# Grouping by a sum of its own: by the bare column SQLite walks through the whole history in that column's order.
_order = calls.c.order_id + literal_column("0")
_SOONEST = (
    select(_order)
    .where(text(WAITING), calls.c.queued_at.is_(None))
    .group_by(_order)
    .order_by(func.min(calls.c.start_at), _order)
    .limit(bindparam("limit"))
)
# Asked of each waiting call: a join might begin with all that the author ever ordered.
_author = select(orders.c.author_id).where(orders.c.id == calls.c.order_id).scalar_subquery()
_SOONEST_BY = _SOONEST.where(_author == bindparam("author_id"))


class SqlPlanned:
    _connection: Connection

    def change_planned(self, order: Order, changed: Order, start_at: datetime | None) -> bool:
        columns = changes(planned_columns(order), planned_columns(changed))
        states = {tuple(row) for row in self._connection.execute(_STATES, {"order_id": order.id})}
        if states != {(CallState.WAITING.value, None)}:
            return False
        of_calls = {name: columns[name] for name in _TAKEN_OVER if name in columns}
        if start_at is not None:
            of_calls |= {"start_at": start_at, "at": start_at}
        for statement, values in ((_CALLS, of_calls), (_ORDER, columns)):
            if values:
                self._connection.execute(statement.values(values), {"of_order": order.id})
        return True

    def soonest(self, author_id: int | None, limit: int) -> list[int]:
        """Ids of orders with waiting calls, those that go soonest first."""
        if author_id is None:
            return list(self._connection.execute(_SOONEST, {"limit": limit}).scalars())
        return list(self._connection.execute(_SOONEST_BY, {"limit": limit, "author_id": author_id}).scalars())
