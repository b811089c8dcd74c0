"""PostgreSQL: several processes share one database."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from storage.process_lock import ProcessLock
from storage.tables import tell_postgres

T = TypeVar("T")

tell_postgres()

ATTEMPTS = 5
_ROLLED_BACK = {"40001", "40P01"}
"""SQLSTATE: serialization_failure, deadlock_detected. Nothing of the transaction has happened then."""


class PostgresBackend:
    """Once handed over, a transaction runs to its end. One that a deadlock has taken back is run again."""

    def __init__(self, url: URL) -> None:
        self.engine = create_async_engine(
            url,
            pool_size=6,
            max_overflow=5,
            pool_pre_ping=True,
            connect_args={"server_settings": {"application_name": "zvonar"}},
        )
        self._reading = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._lock = ProcessLock(self.engine)
        self._under_way: set[asyncio.Task[Any]] = set()
        self._serving = False

    async def start(self) -> None:
        """Raises OSError or asyncpg's own errors when the server cannot be reached."""
        await self._lock.start()
        self._serving = True

    @property
    def process(self) -> int:
        """This process, as `storage.process_lock` knows it."""
        return self._lock.process

    async def run(self, work: Callable[[Connection], T], *, reads: bool = False) -> T:
        if not self._serving:
            raise RuntimeError("the database is closed")
        task = asyncio.create_task(self._read(work) if reads else self._run(work))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def close(self) -> None:
        """After all that was handed over before."""
        self._serving = False
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self._lock.close()
        await self.engine.dispose()

    async def _run(self, work: Callable[[Connection], T]) -> T:
        for _ in range(ATTEMPTS - 1):
            try:
                return await self._attempt(work)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in _ROLLED_BACK:
                    raise
        return await self._attempt(work)

    async def _read(self, work: Callable[[Connection], T]) -> T:
        async with self._reading.connect() as connection:
            return await connection.run_sync(work)

    async def _attempt(self, work: Callable[[Connection], T]) -> T:
        async with self.engine.begin() as connection:
            return await connection.run_sync(work)
