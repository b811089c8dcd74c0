"""What goes wrong and is told of once: each beginning, and each end, has one caller who gets to tell of it."""

from datetime import datetime

from sqlalchemy import bindparam, false, select, true, update

from storage.statements import Repository, per_dialect
from storage.tables import troubles

_BEGIN = per_dialect(
    troubles,
    lambda insert: insert.on_conflict_do_update(
        index_elements=[troubles.c.name],
        set_={"times": troubles.c.times + 1, "is_on": insert.excluded.is_on, "since": insert.excluded.since},
        where=troubles.c.is_on == false(),
    ).returning(troubles.c.times),
)
_END = (
    update(troubles)
    .where(troubles.c.name == bindparam("of_name"), troubles.c.is_on == true())
    .values(is_on=False)
    .returning(troubles.c.times)
)
_ON = select(troubles.c.name, troubles.c.since).where(troubles.c.is_on == true())


class SqlTroubles(Repository):
    def begin(self, name: str, at: datetime) -> int | None:
        times = self._put(_BEGIN, {"name": name, "times": 1, "is_on": True, "since": at}).scalar()
        return None if times is None else int(times)

    def end(self, name: str) -> int | None:
        times = self._connection.execute(_END, {"of_name": name}).scalar()
        return None if times is None else int(times)

    def on(self) -> dict[str, datetime]:
        return {row.name: row.since for row in self._connection.execute(_ON)}
