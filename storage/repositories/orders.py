"""Orders, always with their calls. Planned ones are found by their waiting calls."""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import groupby

from sqlalchemy import bindparam, delete, func, literal_column, select, text, update

from bot.domain.calls import CallState
from bot.domain.history import stems_of
from bot.domain.orders import NewOrder, Order, OrderState
from storage.order_columns import as_order, changes, draft_columns, planned_columns
from storage.rows import CALL_COLUMNS, AnyRow, as_call
from storage.statements import Repository, in_batches, per_dialect
from storage.tables import WAITING, calls, order_words, orders

_ADD = per_dialect(
    orders,
    lambda insert: insert.on_conflict_do_nothing(index_elements=[orders.c.source]).returning(orders.c.id),
)
_BY_SOURCE = select(orders.c.id).where(orders.c.source == bindparam("source"))
_WITH_CALLS = (
    select(orders, *CALL_COLUMNS).outerjoin(calls, calls.c.order_id == orders.c.id).order_by(orders.c.id, calls.c.id)
)
"""One statement, for it is read for every tap. Of columns that both have, the order's has the name."""
_ONE = _WITH_CALLS.where(orders.c.id == bindparam("order_id"))
_AUTHOR = select(orders.c.author_id).where(orders.c.id == bindparam("order_id"))
_MANY = _WITH_CALLS.where(orders.c.id.in_(bindparam("order_ids", expanding=True)))
_NEWEST = select(orders.c.id).where(orders.c.author_id == bindparam("author_id")).order_by(orders.c.id.desc()).limit(1)
_PLACED = select(orders.c.id).where(orders.c.state == OrderState.PLACED.value).order_by(orders.c.id.desc())
_OF_DRAFT = (orders.c.id == bindparam("order_id")) & (orders.c.state == OrderState.DRAFT.value)
_IS_DRAFT = select(orders.c.id).where(_OF_DRAFT)
_CHANGE_DRAFT = update(orders).where(_OF_DRAFT)
_LEAVE_DRAFT = _CHANGE_DRAFT.returning(*orders.c)
# One statement for all of an order's words.
_NOTE_WORDS = {
    "sqlite": text("INSERT INTO order_words (word, order_id) SELECT value, :of_order FROM json_each(:words)"),
    "postgresql": text(
        "INSERT INTO order_words (word, order_id)"
        " SELECT word, CAST(:of_order AS BIGINT) FROM json_array_elements_text(CAST(:words AS json)) AS word"
    ),
}
_FORGET_WORDS = delete(order_words).where(
    order_words.c.word == bindparam("of_word"), order_words.c.order_id == bindparam("of_order")
)
# Whoever takes one of these calls to place it waits for us, or we for them: the states are those of after the wait.
# SQLite has one writer, and its compiler leaves FOR UPDATE out.
_STATES = (
    select(calls.c.state, calls.c.queued_at)
    .join(orders, orders.c.id == calls.c.order_id)
    .where(calls.c.order_id == bindparam("order_id"), orders.c.state == OrderState.PLACED.value)
    .order_by(calls.c.id)
    .with_for_update(of=calls)
)
_ITS_CALLS = update(calls).where(calls.c.order_id == bindparam("of_order"))
_ITSELF = update(orders).where(orders.c.id == bindparam("of_order"))
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


def words_of(order: Order) -> list[str]:
    """By which it is found: of what is said, and of why."""
    return stems_of(f"{order.terms.saying.text or ''} {order.terms.purpose or ''}")


class SqlOrders(Repository):
    def add(self, order: NewOrder, at: datetime) -> tuple[int, bool]:
        added = self._put(
            _ADD,
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
        return next(_read(self._connection.execute(_ONE, {"order_id": order_id})), None)

    def author_of(self, order_id: int) -> int | None:
        return self._connection.scalar(_AUTHOR, {"order_id": order_id})

    def many(self, order_ids: Collection[int]) -> dict[int, Order]:
        batches = (self._connection.execute(_MANY, {"order_ids": batch}) for batch in in_batches(order_ids))
        return {order.id: order for rows in batches for order in _read(rows)}

    def by_source(self, source: str) -> Order | None:
        order_id = self._connection.execute(_BY_SOURCE, {"source": source}).scalar()
        return None if order_id is None else self.get(order_id)

    def change_draft(self, order: Order, changed: Order) -> bool:
        columns = changes(draft_columns(order), draft_columns(changed))
        if not columns:
            return self._connection.execute(_IS_DRAFT, {"order_id": order.id}).first() is not None
        return self._connection.execute(_CHANGE_DRAFT.values(columns), {"order_id": order.id}).rowcount == 1

    def planned(self, author_id: int | None, limit: int) -> list[Order]:
        soonest = _SOONEST if author_id is None else _SOONEST.where(_author == author_id)
        return self._in_turn(list(self._connection.execute(soonest, {"limit": limit}).scalars()))

    def leave_draft(self, order_id: int, placed: bool, by: int | None = None) -> Order | None:
        state = OrderState.PLACED if placed else OrderState.WITHDRAWN
        row = self._connection.execute(_LEAVE_DRAFT, {"order_id": order_id, "state": state, "placed_by": by}).first()
        order = None if row is None else as_order(row, [])
        if placed and order is not None:
            self._note_words(order)
        return order

    def newest(self, author_id: int) -> Order | None:
        order_id = self._connection.execute(_NEWEST, {"author_id": author_id}).scalar()
        return None if order_id is None else self.get(order_id)

    def change_planned(self, order: Order, changed: Order, start_at: datetime | None) -> bool:
        columns = changes(planned_columns(order), planned_columns(changed))
        states = {tuple(row) for row in self._connection.execute(_STATES, {"order_id": order.id})}
        if states != {(CallState.WAITING.value, None)}:
            return False
        of_calls = {name: columns[name] for name in _TAKEN_OVER if name in columns}
        if start_at is not None:
            of_calls |= {"start_at": start_at, "at": start_at}
        for statement, values in ((_ITS_CALLS, of_calls), (_ITSELF, columns)):
            if values:
                self._connection.execute(statement.values(values), {"of_order": order.id})
        if (before := words_of(order)) != words_of(changed):
            if before:
                self._connection.execute(_FORGET_WORDS, [{"of_word": word, "of_order": order.id} for word in before])
            self._note_words(changed)
        return True

    def _note_words(self, order: Order) -> None:
        words = words_of(order)
        if words:
            noting = _NOTE_WORDS[self._connection.dialect.name]
            self._connection.execute(noting, {"words": json.dumps(words, ensure_ascii=False), "of_order": order.id})

    def page(self, author_id: int, limit: int) -> list[Order]:
        statement = _PLACED.where(orders.c.author_id == author_id).limit(limit)
        return self._in_turn(list(self._connection.execute(statement).scalars()))

    def _in_turn(self, order_ids: list[int]) -> list[Order]:
        found = self.many(order_ids)
        return [found[order_id] for order_id in order_ids]


def _read(rows: Iterable[AnyRow]) -> Iterator[Order]:
    """Of rows in the order of their orders."""
    for _, same in groupby(rows, lambda row: row.id):
        of_one = list(same)
        its_calls = (row[len(orders.c) :] for row in of_one)
        yield as_order(of_one[0], [as_call(call) for call in its_calls if call[0] is not None])
