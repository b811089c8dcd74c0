"""What Telegram tells the bot: a row an update, until long after it was handled."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, literal_column, select, text, update

from bot.ports.updates import Incoming
from storage.columns import EPOCH
from storage.incoming import UNHANDLED, updates, updates_heard
from storage.statements import in_batches, per_dialect

_ADD = per_dialect(
    updates,
    lambda insert: insert.on_conflict_do_nothing(index_elements=[updates.c.update_id, updates.c.digest]).returning(
        updates.c.id, updates.c.update_id
    ),
)
_LEFT = (
    select(updates.c.id)
    .where(text(UNHANDLED), updates.c.held_until < bindparam("now"))
    .order_by(updates.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_TAKE_OVER = (
    update(updates)
    .where(updates.c.id.in_(bindparam("ids", expanding=True)))
    .values(holder=bindparam("new_holder"), held_until=bindparam("until"), tries=updates.c.tries + 1)
    .returning(updates)
)
_LEAVE_ALL = update(updates).where(text(UNHANDLED)).values(held_until=EPOCH)
_HOLD = (
    update(updates).where(text(UNHANDLED), updates.c.holder == bindparam("of")).values(held_until=bindparam("until"))
)
_HANDLED = (
    update(updates)
    .where(updates.c.id.in_(bindparam("ids", expanding=True)))
    .values(handled_at=bindparam("at"), body=literal_column("''"))
)
_CLEAR = delete(updates).where(updates.c.handled_at < bindparam("before"))
_HEARD_AT = select(updates_heard.c.at)
_SET_HEARD = per_dialect(
    updates_heard,
    lambda insert: insert.on_conflict_do_update(
        index_elements=[updates_heard.c.id], set_={"at": insert.excluded["at"]}
    ),
)


class SqlUpdates:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, updates: Sequence[Incoming], holder: str, held_until: datetime) -> dict[int, int]:
        rows = [
            {
                "update_id": one.update_id,
                "digest": hashlib.sha256(one.body.encode()).hexdigest(),
                "body": one.body,
                "fresh_until": one.fresh_until,
                "holder": holder,
                "held_until": held_until,
                "tries": one.tries,
            }
            for one in updates
        ]
        found = self._connection.execute(_ADD[self._connection.dialect.name], rows)
        return {row.update_id: row.id for row in found}

    def take_over(self, holder: str, now: datetime, held_until: datetime, limit: int) -> list[Incoming]:
        ids = list(self._connection.scalars(_LEFT, {"now": now, "limit": limit}))
        if not ids:
            return []
        taken = self._connection.execute(_TAKE_OVER, {"ids": ids, "new_holder": holder, "until": held_until})
        rows = sorted(taken, key=lambda row: row.id)
        return [Incoming(row.update_id, row.body, row.fresh_until, row.id, row.tries) for row in rows]

    def leave_all(self) -> None:
        self._connection.execute(_LEAVE_ALL)

    def hold(self, holder: str, held_until: datetime) -> None:
        self._connection.execute(_HOLD, {"of": holder, "until": held_until})

    def handled(self, ids: Collection[int], at: datetime) -> None:
        for batch in in_batches(ids):
            self._connection.execute(_HANDLED, {"ids": list(batch), "at": at})

    def clear(self, handled_before: datetime) -> None:
        self._connection.execute(_CLEAR, {"before": handled_before})

    def heard_at(self) -> datetime | None:
        return self._connection.scalar(_HEARD_AT)

    def set_heard(self, at: datetime) -> None:
        self._connection.execute(_SET_HEARD[self._connection.dialect.name], {"id": 1, "at": at})
