"""SQLite: one connection of aiosqlite, and one COMMIT for all that wait for it in its thread."""

import asyncio
import sqlite3
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import aiosqlite
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from storage.statements import in_batches

T = TypeVar("T")

GROUP = 64
"""Transactions that share one COMMIT, and so one write to the disk."""

BUSY_SECONDS = 10
"""How long one waits for what another process is doing."""

SWITCH_INTERVAL = 0.05
"""Seconds that Python leaves to one thread before it takes turns, instead of 0.005.

The event loop's thread and aiosqlite's each let go earlier by themselves, when they wait for the network or the disk;
to be cut off in between only costs. `make bench`: 0.01 to 0.10 more of the bare bot's orders per second, in runs side
by side.
"""

PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA page_size = 8192",  # of new files; a poll of 10,000 calls writes for a sixth less CPU time than with 4096
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a call saved as `submitting` must survive a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8000",
)


@dataclass(slots=True)
class _Job:
    """What is to be done, and what came of it. `reads`: it needs no transaction. `alone`: it takes care of its own."""

    work: Callable[[Connection], Any]
    reads: bool = False
    alone: bool = False
    value: Any = None
    error: BaseException | None = None

    def outcome(self) -> Any:
        if self.error is not None:
            raise self.error
        return self.value


class SqliteBackend:
    """Once handed over, a transaction runs to its end, also when its caller was cancelled meanwhile.

    While aiosqlite's thread is busy the next ones gather. Then one call, the COMMIT of `_Driver`, runs them all.
    """

    process: int | None = None
    """The only one: nobody needs to know whether another one lives."""

    _connection: Connection
    """SQLAlchemy's, over that of aiosqlite, from start to close."""

    def __init__(self, url: URL) -> None:
        self._url = url.set(drivername="sqlite")
        self._driver: aiosqlite.Connection | None = None
        self._gathered: list[_Job] = []
        self._next: asyncio.Task[None] | None = None
        """Will run what is gathered."""
        self._turn = asyncio.Lock()
        self._handed_over: deque[list[_Job]] = deque()

    @property
    def file(self) -> str | None:
        """None when it is in memory."""
        return None if self._url.database in (None, "", ":memory:") else self._url.database

    async def start(self) -> None:
        """Raises OSError or SQLAlchemy's OperationalError when the file cannot be opened."""
        _make_folder(self._url.database)
        sys.setswitchinterval(SWITCH_INTERVAL)
        driver = aiosqlite.Connection(self._open, iter_chunk_size=1)
        thread = driver._thread
        thread.daemon = True  # as SQLAlchemy has it: a process that never closes it ends all the same
        try:
            self._driver = await driver
        except BaseException:
            await asyncio.to_thread(thread.join)  # it still answers, and the loop may close meanwhile
            raise

    async def run(self, work: Callable[[Connection], T], *, reads: bool = False) -> T:
        job = _Job(work, reads)
        self._gathered.append(job)
        if self._next is None:
            self._next = asyncio.create_task(self._run_gathered())
        await asyncio.shield(self._next)
        return cast(T, job.outcome())

    async def run_alone(self, work: Callable[[Connection], T]) -> T:
        job = _Job(work, alone=True)
        async with self._turn:
            await self._hand_over([job])
        return cast(T, job.outcome())

    async def close(self) -> None:
        """After all that was handed over before."""
        if self._next is not None:
            await asyncio.wait([self._next])
        async with self._turn:
            driver, self._driver = self._driver, None
            if driver is not None:
                await driver.close()
                del self._connection  # or SQLAlchemy, which watches over it to its end, keeps all that it compiled

    async def _run_gathered(self) -> None:
        async with self._turn:
            self._next = None
            jobs, self._gathered = self._gathered, []
            await self._hand_over(jobs)

    async def _hand_over(self, jobs: list[_Job]) -> None:
        if self._driver is None:
            raise RuntimeError("the database is closed")
        self._handed_over.append(jobs)
        await self._driver.commit()

    # What follows runs in aiosqlite's thread.

    def _open(self) -> sqlite3.Connection:
        self._connection = _engine(self._url).connect()
        driver = driver_of(self._connection)
        driver.run_waiting = self._run_all
        return driver

    def _run_all(self) -> None:
        for group in in_batches(self._handed_over.popleft(), GROUP):
            _run_group(self._connection, group)


class _Driver(sqlite3.Connection):
    """aiosqlite knows only a transaction's COMMIT. With nothing to commit, it runs the transactions that wait."""

    run_waiting: Callable[[], None]

    def commit(self) -> None:
        if self.in_transaction:
            super().commit()
        else:
            self.run_waiting()


def _run_group(connection: Connection, group: Sequence[_Job]) -> None:
    """Nobody is told of a success before the COMMIT. After a failure, rare as it is, all are run again one by one."""
    try:
        if group[0].alone:
            group[0].value = group[0].work(connection)
            return
        with (_only_read if all(job.reads for job in group) else begun)(connection):
            for job in group:
                job.value = job.work(connection)
    except BaseException as error:
        with suppress(sqlite3.Error):
            driver_of(connection).rollback()  # a COMMIT that failed leaves its transaction open
        if len(group) == 1:
            group[0].error = error
        else:
            for job in group:
                _run_group(connection, [job])


@contextmanager
def begun(connection: Connection) -> Iterator[None]:
    """A transaction. A listener for SQLAlchemy's «begin» would be asked about each statement too."""
    with connection.begin():
        driver_of(connection).execute("BEGIN IMMEDIATE")
        yield
        _require_transaction(connection)


def _require_transaction(connection: Connection) -> None:
    """SQLite rolls back by itself when the disk is full or fails: a COMMIT would succeed with nothing."""
    if not driver_of(connection).in_transaction:
        raise sqlite3.OperationalError("the transaction was rolled back by SQLite")


@contextmanager
def _only_read(connection: Connection) -> Iterator[None]:
    """Whatever is changed by mistake is committed at once: better to know it."""
    driver = driver_of(connection)
    before = driver.total_changes
    try:
        yield
    finally:
        connection.rollback()  # SQLAlchemy thinks that it has begun something
    if driver.total_changes != before:
        raise RuntimeError("what only reads has changed the database")


def driver_of(connection: Connection) -> _Driver:
    return cast(_Driver, connection.connection.dbapi_connection)


def _engine(url: URL) -> Engine:
    # Nothing is reset on return: aiosqlite closes the connection first.
    engine = create_engine(
        url,
        poolclass=StaticPool,
        pool_reset_on_return=None,
        connect_args={"cached_statements": 256, "factory": _Driver},
    )

    @event.listens_for(engine, "connect")
    def prepare(driver: sqlite3.Connection, _record: object) -> None:
        driver.isolation_level = None  # or the driver opens transactions of its own, and too late
        _set_up(driver)

    return engine


def _set_up(driver: sqlite3.Connection) -> None:
    """A new file becomes WAL under a lock that SQLite asks for once, whatever `busy_timeout` says: we ask again."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            for pragma in PRAGMAS:
                driver.execute(pragma)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _make_folder(database: str | None) -> None:
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
