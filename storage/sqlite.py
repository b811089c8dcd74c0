"""SQLite: one connection in one thread of its own, and one COMMIT for all that wait for it."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

T = TypeVar("T")

GROUP = 64
"""Transactions that share one COMMIT, and so one write to the disk."""

BUSY_SECONDS = 10
"""How long one waits for what another process is doing."""

_PRAGMAS = (
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
    """`alone`: it runs outside any transaction and takes care of its own."""

    work: Callable[[Connection], Any]
    future: asyncio.Future[Any]
    alone: bool = False


@dataclass(slots=True)
class _Outcome:
    job: _Job
    value: Any = None
    error: BaseException | None = None


class SqliteBackend:
    """Once handed over, a transaction runs to its end, also when its caller was cancelled meanwhile."""

    process: int | None = None
    """The only one: nobody needs to know whether another one lives."""

    def __init__(self, url: URL) -> None:
        self._url = url.set(drivername="sqlite")
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        self._held: _Job | None = None
        self._serving = False
        self._thread: threading.Thread | None = None

    async def start(self) -> None:
        """Raises OSError or SQLAlchemy's OperationalError when the file cannot be opened."""
        _make_folder(self._url.database)
        self._loop = asyncio.get_running_loop()
        opened = _Job(lambda connection: None, self._loop.create_future())
        self._serving = True
        self._thread = threading.Thread(target=self._serve, args=(opened,), name="sqlite", daemon=True)
        self._thread.start()
        try:
            await opened.future
        except BaseException:
            self._serving = False
            raise

    async def run(self, work: Callable[[Connection], T]) -> T:
        return cast(T, await self._hand_over(work, alone=False))

    async def run_alone(self, work: Callable[[Connection], T]) -> T:
        return cast(T, await self._hand_over(work, alone=True))

    async def close(self) -> None:
        """After all that was handed over before."""
        if self._thread is None or not self._serving:
            return
        stopped = self._hand_over(self._stop, alone=True)
        self._serving = False
        await stopped
        await asyncio.to_thread(self._thread.join)

    def _hand_over(self, work: Callable[[Connection], Any], *, alone: bool) -> asyncio.Future[Any]:
        if not self._serving:
            raise RuntimeError("the database is closed")
        job = _Job(work, self._loop.create_future(), alone)
        self._jobs.put(job)
        return job.future

    # What follows runs in the thread.

    def _serve(self, opened: _Job) -> None:
        engine = _engine(self._url)
        try:
            connection = engine.connect()
        except BaseException as error:
            self._settle([_Outcome(opened, error=error)])
            return
        self._settle([_Outcome(opened)])
        self._stopped = False
        while not self._stopped:
            self._settle(_run_group(connection, self._next_group()))
        connection.close()
        engine.dispose()

    def _stop(self, connection: Connection) -> None:
        self._stopped = True

    def _next_group(self) -> list[_Job]:
        """Wait for one job and take along what else is waiting, up to one that runs alone."""
        first, self._held = self._held or self._jobs.get(), None
        group = [first]
        while not first.alone and len(group) < GROUP:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job.alone:
                self._held = job
                break
            group.append(job)
        return group

    def _settle(self, outcomes: list[_Outcome]) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(_tell, outcomes)


def _tell(outcomes: list[_Outcome]) -> None:
    for outcome in outcomes:
        if outcome.job.future.done():
            continue
        if outcome.error is None:
            outcome.job.future.set_result(outcome.value)
        elif isinstance(outcome.error, StopIteration):  # which no future may carry
            outcome.job.future.set_exception(RuntimeError("a transaction raised StopIteration"))
        else:
            outcome.job.future.set_exception(outcome.error)


def _run_group(connection: Connection, group: list[_Job]) -> list[_Outcome]:
    """Nobody is told of a success before the COMMIT. Where one fails, all are taken back and run again one by one:
    cheaper than a savepoint for each, as failures are rare.
    """
    try:
        if group[0].alone:
            return [_Outcome(group[0], group[0].work(connection))]
        with connection.begin():
            outcomes = [_Outcome(job, job.work(connection)) for job in group]
            _require_transaction(connection)
    except BaseException as error:
        with suppress(sqlite3.Error):
            driver_of(connection).rollback()  # a COMMIT that failed leaves its transaction open
        if len(group) == 1:
            return [_Outcome(group[0], error=error)]
        return [outcome for job in group for outcome in _run_group(connection, [job])]
    return outcomes


def _require_transaction(connection: Connection) -> None:
    """SQLite rolls back by itself when the disk is full or fails: a COMMIT would succeed with nothing."""
    if not driver_of(connection).in_transaction:
        raise sqlite3.OperationalError("the transaction was rolled back by SQLite")


def driver_of(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.dbapi_connection)


def _engine(url: URL) -> Engine:
    engine = create_engine(url, poolclass=StaticPool, connect_args={"cached_statements": 256})

    @event.listens_for(engine, "connect")
    def prepare(driver: sqlite3.Connection, _record: object) -> None:
        driver.isolation_level = None  # or the driver opens transactions of its own, and too late
        _set_up(driver)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        driver_of(connection).execute("BEGIN IMMEDIATE")

    return engine


def _set_up(driver: sqlite3.Connection) -> None:
    """A new file becomes WAL under a lock that SQLite asks for once, whatever `busy_timeout` says: we ask again."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            for pragma in _PRAGMAS:
                driver.execute(pragma)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _make_folder(database: str | None) -> None:
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
