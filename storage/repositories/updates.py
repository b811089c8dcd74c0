"""What Telegram tells the bot: a row an update, until long after it was handled."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, literal_column, select, text, update

from bot.ports.keeping import Incoming
from storage.claims import Claims, claiming
from storage.material import UNHANDLED, updates, updates_heard
from storage.statements import in_batches, per_dialect

_ADD = per_dialect(
    updates,
    lambda insert: insert.on_conflict_do_nothing(index_elements=[updates.c.update_id, updates.c.digest]).returning(
        updates.c.id, updates.c.update_id
    ),
)
_LEFT = select(updates.c.id).where(text(UNHANDLED)).order_by(updates.c.id)
_CLAIM = {
    dialect: taking.values(tries=updates.c.tries + 1)
    for dialect, taking in claiming(updates, _LEFT, *updates.c).items()
}
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


class SqlUpdates(Claims):
    _table = updates

    def add(self, updates: Sequence[Incoming], held_until: datetime) -> dict[int, int]:
        rows = [
            {
                "update_id": one.update_id,
                "digest": hashlib.sha256(one.body.encode()).hexdigest(),
                "body": one.body,
                "fresh_until": one.fresh_until,
                "holder": self._process,
                "held_until": held_until,
                "tries": one.tries,
            }
            for one in updates
        ]
        found = self._put(_ADD, rows)
        return {row.update_id: row.id for row in found}

    def claim(self, now: datetime, until: datetime, limit: int) -> list[Incoming]:
        rows = sorted(self._claim(_CLAIM, now=now, until=until, limit=limit), key=lambda row: row.id)
        return [Incoming(row.update_id, row.body, row.fresh_until, row.id, row.tries) for row in rows]

    def handled(self, ids: Collection[int], at: datetime) -> None:
        for batch in in_batches(ids):
            self._connection.execute(_HANDLED, {"ids": list(batch), "at": at})

    def clear(self, handled_before: datetime) -> None:
        self._connection.execute(_CLEAR, {"before": handled_before})

    def heard_at(self) -> datetime | None:
        return self._connection.scalar(_HEARD_AT)

    def set_heard(self, at: datetime) -> None:
        self._put(_SET_HEARD, {"id": 1, "at": at})
