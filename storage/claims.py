"""Work by claim: a row that waits is taken up by one process, and by another one when that dies or its lease ends.

A table of such work has the columns `holder` and `held_until`, and a partial index of the rows that wait.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Executable,
    Select,
    Table,
    bindparam,
    null,
    select,
    text,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from bot.ports import Bell
from storage.columns import Utc
from storage.process_lock import is_dead
from storage.statements import Repository, in_batches

Held = dict[int, datetime]
"""What is in hand, and until when, by id."""


def held() -> tuple[Column[int], Column[datetime]]:
    """The columns: the process (see storage.process_lock) that has a row in hand, and the end of its lease."""
    return Column("holder", BigInteger), Column("held_until", Utc)


def free(table: Table) -> dict[str, ColumnElement[bool]]:
    """By dialect, for the parameters `now` and, on PostgreSQL, `own`. Only that database knows who lives."""
    is_over = table.c.held_until.is_(None) | (table.c.held_until <= bindparam("now"))
    return {"sqlite": is_over, "postgresql": is_over | is_dead(table.c.holder)}


def claiming(table: Table, due: Select[tuple[int]], *returned: ColumnElement[Any]) -> dict[str, ReturningUpdate[Any]]:
    """By dialect: take up to `limit` free rows of those whose ids are `due`, until the moment `until`."""

    def of(is_free: ColumnElement[bool]) -> ReturningUpdate[Any]:
        # SQLite has one writer: its compiler leaves the lock out.
        chosen = due.where(is_free).limit(bindparam("limit")).with_for_update(skip_locked=True).cte("due")
        taken = update(table).where(table.c.id.in_(select(chosen.c.id)))
        return taken.values(holder=bindparam("own"), held_until=bindparam("until")).returning(*returned)

    return {dialect: of(is_free) for dialect, is_free in free(table).items()}


def claiming_lightly(table: Table, due: Select[tuple[int]], *returned: ColumnElement[Any]) -> Mapping[str, Executable]:
    """The same for a SqlQueue, which on SQLite keeps in memory what is claimed."""
    return {
        "sqlite": due.with_only_columns(*returned).limit(bindparam("limit")),
        "postgresql": claiming(table, due, *returned)["postgresql"],
    }


class Claims(Repository):
    """The part of a repository that knows what this process has in hand."""

    _table: Table

    def __init__(self, connection: Connection, process: int = 0) -> None:
        super().__init__(connection)
        self._process = process

    def hold(self, ids: Collection[int], until: datetime) -> None:
        self._hold(ids, until)

    def release(self, ids: Collection[int]) -> None:
        self._hold(ids, None)

    def _hold(self, ids: Collection[int], until: datetime | None) -> None:
        """What another process has taken up meanwhile stays in its hands; what was given back stays free."""
        table = self._table
        named = table.c.id.in_(bindparam("ids", expanding=True))
        ours = named & (table.c.holder == bindparam("own")) & table.c.held_until.is_not(None)
        for batch in in_batches(sorted(ids)):
            parameters = {"ids": batch, "own": self._process, "held_until": until}
            self._connection.execute(update(table).where(ours), parameters)

    def _claim(
        self, claiming: Mapping[str, Executable], now: datetime, until: datetime, limit: int, **more: Any
    ) -> list[Any]:
        parameters = {"own": self._process, "now": now, "until": until, "limit": limit, **more}
        return list(self._connection.execute(claiming[self._connection.dialect.name], parameters))


class SqlQueue(Claims):
    """What a worker claims all day. `rung` is told when there is more of it.

    `held`: on SQLite, where a process is the only one, what it has in hand is kept there, by `keep` once a transaction
    is committed. A COMMIT of something new takes 5 ms, one of nothing 0.2 ms.
    """

    def __init__(self, connection: Connection, rung: set[Bell], process: int = 0, held: Held | None = None) -> None:
        super().__init__(connection, process)
        self._rung = rung
        self._held = held
        self._changed: dict[int, datetime | None] = {}

    def _hold(self, ids: Collection[int], until: datetime | None) -> None:
        if self._held is None:
            super()._hold(ids, until)
        else:
            self._changed.update((id_, until) for id_ in ids if self._until(id_) is not None)

    def _claim(
        self, claiming: Mapping[str, Executable], now: datetime, until: datetime, limit: int, **more: Any
    ) -> list[Any]:
        if self._held is None:
            return super()._claim(claiming, now, until, limit, **more)
        due = super()._claim(claiming, now, until, limit + len(self._held), **more)
        taken = [row for row in due if (self._until(row.id) or now) <= now][:limit]
        self._changed.update((row.id, until) for row in taken)
        return taken

    def _until(self, id_: int) -> datetime | None:
        return self._changed[id_] if id_ in self._changed else (self._held or {}).get(id_)

    def keep(self) -> None:
        """The transaction is committed."""
        if self._held is not None:
            self._held.update((id_, until) for id_, until in self._changed.items() if until is not None)
            for id_ in (id_ for id_, until in self._changed.items() if until is None):
                self._held.pop(id_, None)


def release_all(connection: Connection, work: Mapping[Table, str]) -> None:
    """`work`: its tables, with the conditions of their partial indexes."""
    for table, waits in work.items():
        connection.execute(update(table).where(text(waits), table.c.held_until.is_not(None)).values(held_until=null()))
