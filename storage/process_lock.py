"""Who lives: each process holds a session lock of PostgreSQL. It falls with the connection when the process dies.

A lock names a process by a number of its own. Rows in hand name their process by the same number.
"""

import asyncio
import logging
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Select, bindparam, column, func, select, table, text
from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine  # 6 MiB that SQLite can do without

log = logging.getLogger(__name__)

CLASS = 0x5A564E
"""The first half of such a lock's name, so that no other lock is taken for one: «ZVN»."""
LOOK_EVERY = 3.0
"""Seconds between looks at the connection: a restart of the server takes the lock away from the living too."""

_LOCK = text("SELECT pg_advisory_lock(:class, :process)")
_pg_locks = table("pg_locks", *map(column, ("locktype", "classid", "objid", "objsubid", "database", "granted")))
_pg_database = table("pg_database", column("oid"), column("datname"))


def living() -> Select[tuple[int]]:
    """The numbers of the processes that live."""
    here = select(_pg_database.c.oid).where(_pg_database.c.datname == func.current_database()).scalar_subquery()
    return (
        select(text("objid::bigint"))
        .select_from(_pg_locks)
        .where(
            _pg_locks.c.locktype == "advisory",
            _pg_locks.c.classid == text(str(CLASS)),
            _pg_locks.c.objsubid == text("2"),
            _pg_locks.c.database == here,
            _pg_locks.c.granted,
        )
    )


def is_dead(process: ColumnElement[int]) -> ColumnElement[bool]:
    """Of a process that is not our own, which the parameter `own` names."""
    return (process != bindparam("own")) & process.not_in(living())


class ProcessLock:
    """Held on a connection of its own from `start` to `close`, and taken again when that connection breaks."""

    def __init__(self, engine: "AsyncEngine") -> None:
        self.process = secrets.randbelow(2**31 - 1) + 1
        self._engine = engine
        self._connection: AsyncConnection | None = None
        self._keeper: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Raises what the driver raises when the server cannot be reached."""
        await self._take()
        self._keeper = asyncio.create_task(self._keep(), name="process lock")

    async def close(self) -> None:
        if self._keeper is not None:
            self._keeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeper
        await self._leave()

    async def _take(self) -> "AsyncConnection":
        connection = await self._engine.connect()
        # Outside transactions: one that stays open for days would keep the server from cleaning up.
        self._connection = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await self._connection.execute(_LOCK, {"class": CLASS, "process": self.process})
        return self._connection

    async def _leave(self) -> None:
        """The connection is closed and not given back: the lock would stay with it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(SQLAlchemyError, OSError):
                await connection.invalidate()
                await connection.close()

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                connection = self._connection or await self._take()
                await connection.execute(text("SELECT 1"))
            except (SQLAlchemyError, OSError) as error:
                log.warning("the lock of this process is lost and taken again: %s", type(error).__name__)
                await self._leave()
