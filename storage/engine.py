"""The database, whichever of the two it is."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Self, TypeVar

from sqlalchemy import Connection, make_url

from bot.ports import Bell, UnitOfWork
from bot.ports.watching import Unwritable
from storage import health
from storage.claims import Held
from storage.ends import Ends
from storage.sqlite import SqliteBackend
from storage.unit_of_work import SqlUnitOfWork

if TYPE_CHECKING:
    from storage.postgres import PostgresBackend

T = TypeVar("T")

log = logging.getLogger(__name__)


class SqlDatabase:
    """Repositories are synchronous SQLAlchemy Core. On PostgreSQL they run inside `AsyncConnection.run_sync`.

    On SQLite a whole transaction is one call in the thread of aiosqlite's only connection: see `storage.sqlite`.
    """

    def __init__(self, backend: "SqliteBackend | PostgresBackend") -> None:
        self.backend = backend
        self._wakes: dict[Bell, Callable[[], None]] = {}
        self.ended: Ends = Counter()
        """The calls that came to an end since this process began."""
        self._held: dict[Bell, Held] = {} if self.is_shared else {bell: {} for bell in Bell}

    @classmethod
    def from_url(cls, url: str) -> Self:
        """`sqlite+aiosqlite:///var/zvonar.sqlite3` or `postgresql+asyncpg://…`.

        Raises ValueError for another driver, sqlalchemy.exc.ArgumentError for what is no URL.
        """
        parsed = make_url(url)
        match parsed.drivername:
            case "sqlite+aiosqlite":
                return cls(SqliteBackend(parsed))
            case "postgresql+asyncpg":
                from storage.postgres import PostgresBackend  # 8 MiB that SQLite can do without

                return cls(PostgresBackend(parsed))
            case other:
                raise ValueError(f"the driver must be sqlite+aiosqlite or postgresql+asyncpg, and not {other}")

    @property
    def is_shared(self) -> bool:
        """Whether other processes may write to it."""
        return not isinstance(self.backend, SqliteBackend)

    async def start(self) -> None:
        """Open it; see `storage.migrate` for its tables. Raises OSError or the driver's errors."""
        await self.backend.start()

    async def transact(self, work: Callable[[UnitOfWork], T]) -> T:
        def within(connection: Connection) -> tuple[T, SqlUnitOfWork]:
            uow = SqlUnitOfWork(connection, self.backend.process or 0, self._held)
            return work(uow), uow

        value, uow = await self.backend.run(within)
        self.ended.update(uow.ended)
        for queue in uow.queues:
            queue.keep()
        for bell in uow.rung & self._wakes.keys():
            self._wakes[bell]()
        return value

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        return await self.run(lambda connection: work(SqlUnitOfWork(connection)), reads=True)

    def on(self, bell: Bell, wake: Callable[[], None]) -> None:
        """Call `wake` after each COMMIT that may have made this due. A caller who was cancelled rings for nobody."""
        self._wakes[bell] = wake

    async def run(self, work: Callable[[Connection], T], *, reads: bool = False) -> T:
        """`transact`, or `read`, for the adapter's own parts, which need the bare connection."""
        return await self.backend.run(work, reads=reads)

    async def why_unwritable(self) -> Unwritable | None:
        try:
            async with asyncio.timeout(health.WITHIN):
                await self.run(health.write_in_vain)
        except Exception as error:
            log.warning("the database keeps nothing: %s", type(error).__name__)  # its words may hold parameters
            return health.why(error)
        return None

    def free_bytes(self) -> int | None:
        return health.free_bytes(self.backend)

    async def close(self) -> None:
        """Finish what was begun, then close. Whatever comes later raises RuntimeError."""
        await self.backend.close()
