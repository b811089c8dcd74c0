"""Two transactions at once on PostgreSQL, the first of them half done. SQLite has one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import UnitOfWork
from storage.engine import SqlDatabase, SqlUnitOfWork
from storage.postgres import PostgresBackend

T = TypeVar("T")

_WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
PATIENCE = 60.0


class HalfDone:
    """A transaction that others meet before it is committed."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def do(self, work: Callable[[UnitOfWork], T]) -> T:
        return await self._connection.run_sync(lambda connection: work(SqlUnitOfWork(connection)))

    async def until_it_waits(self, other: asyncio.Task[T]) -> None:
        """Waits until the task waits for our lock, or is done."""
        while not other.done() and not (await self._connection.execute(_WAITING)).scalar():
            pass


@asynccontextmanager
async def half_done(db: SqlDatabase) -> AsyncIterator[HalfDone]:
    """Committed at the end of the block; taken back with a TimeoutError when the block waits for it in vain."""
    assert isinstance(db.backend, PostgresBackend)
    async with db.backend.engine.begin() as connection, asyncio.timeout(PATIENCE):
        yield HalfDone(connection)
