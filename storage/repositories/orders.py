"""Orders, always with their calls."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from bot.domain.calls import Call
from bot.domain.orders import NewOrder, Order, OrderState
from storage.order_columns import as_order, changes, draft_columns
from storage.repositories.planned import SqlPlanned
from storage.rows import CALL_COLUMNS, AnyRow, as_call
from storage.statements import in_batches, per_dialect
from storage.tables import calls, orders

_ADD = per_dialect(
    orders,
    lambda insert: insert.on_conflict_do_nothing(index_elements=[orders.c.source]).returning(orders.c.id),
)
_BY_SOURCE = select(orders.c.id).where(orders.c.source == bindparam("source"))
_ONE = (
    select(orders, *CALL_COLUMNS)
    .outerjoin(calls, calls.c.order_id == orders.c.id)
    .where(orders.c.id == bindparam("order_id"))
    .order_by(calls.c.id)
)
"""One statement: this is read for every tap. Of columns that both have, the order's has the name."""
_MANY = select(orders).where(orders.c.id.in_(bindparam("order_ids", expanding=True)))
_CALLS = select(*CALL_COLUMNS).where(calls.c.order_id.in_(bindparam("order_ids", expanding=True))).order_by(calls.c.id)
_NEWEST = select(orders).where(orders.c.author_id == bindparam("author_id")).order_by(orders.c.id.desc()).limit(1)
_PLACED = select(orders).where(orders.c.state == OrderState.PLACED.value).order_by(orders.c.id.desc())
_OF_DRAFT = (orders.c.id == bindparam("order_id")) & (orders.c.state == OrderState.DRAFT.value)
_IS_DRAFT = select(orders.c.id).where(_OF_DRAFT)
_CHANGE_DRAFT = update(orders).where(_OF_DRAFT)


class SqlOrders(SqlPlanned):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, order: NewOrder, at: datetime) -> tuple[int, bool]:
        added = self._connection.execute(
            _ADD[self._connection.dialect.name],
            {
                "author_id": order.author_id,
                "chat_id": order.place.chat_id,
                "thread_id": order.place.thread_id,
                "state": OrderState.DRAFT,
                "source": order.source,
                "created_at": at,
                "kind": order.kind,
                **draft_columns(order),
            },
        ).scalar()
        if added is not None:
            return int(added), True
        return int(self._connection.execute(_BY_SOURCE, {"source": order.source}).scalar_one()), False

    def get(self, order_id: int) -> Order | None:
        rows = self._connection.execute(_ONE, {"order_id": order_id}).all()
        its_calls = [as_call(row[len(orders.c) :]) for row in rows if row[len(orders.c)] is not None]
        return as_order(rows[0], its_calls) if rows else None

    def many(self, order_ids: Collection[int]) -> dict[int, Order]:
        rows = [row for batch in in_batches(order_ids) for row in self._connection.execute(_MANY, {"order_ids": batch})]
        return {order.id: order for order in self._with_calls(rows)}

    def by_source(self, source: str) -> Order | None:
        order_id = self._connection.execute(_BY_SOURCE, {"source": source}).scalar()
        return None if order_id is None else self.get(order_id)

    def change_draft(self, order: Order, changed: Order) -> bool:
        columns = changes(draft_columns(order), draft_columns(changed))
        if not columns:
            return self._connection.execute(_IS_DRAFT, {"order_id": order.id}).first() is not None
        return self._connection.execute(_CHANGE_DRAFT.values(columns), {"order_id": order.id}).rowcount == 1

    def planned(self, author_id: int | None, limit: int) -> list[Order]:
        soonest = self.soonest(author_id, limit)
        found = self.many(soonest)
        return [found[order_id] for order_id in soonest]

    def leave_draft(self, order_id: int, placed: bool) -> bool:
        state = OrderState.PLACED if placed else OrderState.WITHDRAWN
        left = self._connection.execute(_CHANGE_DRAFT, {"order_id": order_id, "state": state})
        return left.rowcount == 1

    def newest(self, author_id: int) -> Order | None:
        rows = self._connection.execute(_NEWEST, {"author_id": author_id}).all()
        return next(iter(self._with_calls(rows)), None)

    def page(self, author_id: int | None, before: int | None, limit: int) -> list[Order]:
        """`before` is the id of the last order of the page before."""
        statement = _PLACED.limit(limit)
        if author_id is not None:
            statement = statement.where(orders.c.author_id == author_id)
        if before is not None:
            statement = statement.where(orders.c.id < before)
        return self._with_calls(self._connection.execute(statement).all())

    def _with_calls(self, rows: Collection[AnyRow]) -> list[Order]:
        calls_of: dict[int, list[Call]] = {row.id: [] for row in rows}
        for batch in in_batches(calls_of):
            for row in self._connection.execute(_CALLS, {"order_ids": batch}):
                calls_of[row.order_id].append(as_call(row))
        return [as_order(row, calls_of[row.id]) for row in rows]
