from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, insert, literal, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from bot.domain.access import Person
from bot.ports import UnitOfWork
from storage.columns import Utc
from storage.engine import SqlDatabase
from storage.sqlite import GROUP, SqliteBackend, driver_of
from storage.tables import audit, people
from tests.integration.storage.make import NOW

ROOT = Path(__file__).parents[3]


def add(person_id: int, *, then: BaseException | None = None) -> Callable[[UnitOfWork], int]:
    def work(uow: UnitOfWork) -> int:
        uow.people.save(Person(person_id, str(person_id)))
        if then:
            raise then
        return person_id

    return work


async def names(db: SqlDatabase) -> set[int]:
    everybody = select(people.c.id).where(people.c.id < 100)
    return await db.run(lambda connection: set(connection.execute(everybody).scalars()))


async def test_a_transaction_is_kept_or_taken_back_whole(db: SqlDatabase) -> None:
    assert await db.transact(add(1)) == 1
    with pytest.raises(KeyError):
        await db.transact(add(2, then=KeyError("x")))
    assert await names(db) == {1}


async def test_a_failure_takes_nothing_of_its_neighbours_back(db: SqlDatabase) -> None:
    """SQLite gives them one COMMIT."""
    works = [add(n, then=ValueError(n) if n % 3 == 0 else None) for n in range(1, 31)]
    results = await asyncio.gather(*(db.transact(work) for work in works), return_exceptions=True)
    assert [isinstance(result, ValueError) for result in results] == [n % 3 == 0 for n in range(1, 31)]
    assert await names(db) == {n for n in range(1, 31) if n % 3}


async def test_a_refused_statement_fails_its_own_transaction_only(db: SqlDatabase) -> None:
    def doubled(uow: UnitOfWork) -> None:
        uow.people.save(Person(2, "2"))
        uow.audit.add(404, "nobody", "", NOW)

    results = await asyncio.gather(
        db.transact(add(1)), db.transact(doubled), db.transact(add(3)), return_exceptions=True
    )
    assert isinstance(results[1], IntegrityError)
    assert await names(db) == {1, 3}


async def test_what_was_handed_over_is_done_though_its_caller_was_cancelled(db: SqlDatabase) -> None:
    tasks = [asyncio.create_task(db.transact(add(n))) for n in (1, 2, 3)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(results[1], asyncio.CancelledError)
    assert await db.transact(add(4)) == 4
    await db.close()
    await db.start()
    assert await names(db) == {1, 2, 3, 4}


async def test_closing_waits_for_what_was_begun_and_refuses_the_rest(db: SqlDatabase) -> None:
    tasks = [asyncio.create_task(db.transact(add(n))) for n in range(1, 20)]
    await asyncio.sleep(0)
    await db.close()
    assert [task.result() for task in tasks] == list(range(1, 20))
    with pytest.raises(RuntimeError):
        await db.transact(add(50))
    await db.close()


async def test_an_exhausted_iterator_in_a_transaction_leaves_nobody_waiting(db: SqlDatabase) -> None:
    with pytest.raises(RuntimeError):
        await db.transact(lambda uow: next(iter(())))


async def test_moments_come_back_aware_and_in_utc(db: SqlDatabase) -> None:
    moscow = NOW.astimezone(timezone(timedelta(hours=3)))
    back = await db.run(lambda connection: connection.execute(select(literal(moscow, Utc()))).scalar_one())
    assert back == NOW
    assert back.utcoffset() == timedelta(0)
    with pytest.raises(StatementError, match="without its zone"):
        await db.run(lambda connection: connection.execute(select(literal(NOW.replace(tzinfo=None), Utc()))))


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_the_victim_of_a_deadlock_is_run_again(db: SqlDatabase) -> None:
    attempts: list[int] = []

    def unlucky_twice(connection: Connection) -> int:
        attempts.append(1)
        connection.execute(insert(people).values(id=1, name="1"))
        if len(attempts) < 3:
            connection.execute(text("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'deadlock_detected'; END $$"))
        return len(attempts)

    assert await db.run(unlucky_twice) == 3
    assert await names(db) == {1}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_waiting_transactions_share_one_commit(db: SqlDatabase) -> None:
    began, go_on = threading.Event(), threading.Event()
    commits: list[str] = []

    def watch(connection: Connection) -> None:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        driver.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
        began.set()
        assert go_on.wait(60)

    first = asyncio.create_task(db.run(watch))
    await asyncio.to_thread(began.wait, 60)
    others = [asyncio.create_task(db.transact(add(n))) for n in range(1, 31)]
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(first, *others)
    assert len(commits) == 2
    assert len(await names(db)) == 30


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_failed_commit_fails_all_that_share_it(db: SqlDatabase) -> None:
    def break_at_commit(connection: Connection) -> None:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        connection.execute(insert(audit).values(person_id=404, action="", subject="", at=NOW))

    results = await asyncio.gather(
        db.transact(add(1)), db.run(break_at_commit), db.transact(add(2)), return_exceptions=True
    )
    failed = [result for result in results if isinstance(result, IntegrityError)]
    assert failed
    kept = {result for result in results if isinstance(result, int)}
    assert await names(db) == kept


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_lost_transaction_is_never_told_as_kept(db: SqlDatabase) -> None:
    """SQLite takes a transaction back by itself when the disk is full."""

    def lose(connection: Connection) -> None:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        driver.rollback()

    with pytest.raises(Exception, match="rolled back by SQLite"):
        await db.run(lose)
    assert await db.transact(add(1)) == 1


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_row_survives_a_power_cut(db: SqlDatabase) -> None:
    async def pragma(name: str) -> object:
        return await db.run(lambda connection: connection.execute(text(f"PRAGMA {name}")).scalar())

    assert [await pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys")] == ["wal", 2, 1]


async def test_a_database_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    unreadable = SqlDatabase.from_url(f"sqlite+aiosqlite:///{tmp_path}")
    with pytest.raises(OperationalError):
        await unreadable.start()
    await unreadable.close()
    with pytest.raises(FileNotFoundError):
        await SqlDatabase.from_url("postgresql+asyncpg://u@/d?host=/nowhere").start()
    with pytest.raises(ValueError, match="mysql"):
        SqlDatabase.from_url("mysql://x")


@pytest.mark.parametrize("driver", ["sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg"])
def test_a_driver_that_is_not_ours_is_refused(driver: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"and not {driver}") + "$"):
        SqlDatabase.from_url(f"{driver}:///x")


async def test_a_database_that_cannot_be_opened_leaves_no_thread(tmp_path: Path) -> None:
    """A thread that still had to answer would find the loop closed."""
    for _ in range(20):
        with pytest.raises(OperationalError):
            await SqlDatabase.from_url(f"sqlite+aiosqlite:///{tmp_path}").start()
        assert [thread for thread in threading.enumerate() if "_connection_worker" in thread.name] == []


def test_a_process_that_never_closes_its_database_ends_all_the_same(tmp_path: Path) -> None:
    left_open = (
        "import asyncio\n"
        "from storage.engine import SqlDatabase\n"
        f"db = SqlDatabase.from_url('sqlite+aiosqlite:///{tmp_path / 'one.sqlite3'}')\n"
        "asyncio.run(db.start())\n"
    )
    subprocess.run([sys.executable, "-c", left_open], cwd=ROOT, check=True, timeout=60)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_failed_commit_outside_transactions_leaves_none_open(db: SqlDatabase) -> None:
    assert isinstance(db.backend, SqliteBackend)

    def begin_and_fail(connection: Connection) -> None:
        driver_of(connection).execute("BEGIN IMMEDIATE")
        raise KeyError("x")

    with pytest.raises(KeyError):
        await db.backend.run_alone(begin_and_fail)
    assert await db.transact(add(1)) == 1


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_more_than_one_group_waits_and_every_caller_gets_its_own_answer(db: SqlDatabase) -> None:
    everybody = list(range(1, 3 * GROUP))
    assert await asyncio.gather(*(db.transact(add(n)) for n in everybody)) == everybody


async def test_a_relative_path_makes_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    db = SqlDatabase.from_url("sqlite+aiosqlite:///var/deep/zvonar.sqlite3")
    await db.start()
    await db.close()
    assert (tmp_path / "var" / "deep" / "zvonar.sqlite3").exists()


async def test_what_reads_sees_what_is_committed(db: SqlDatabase) -> None:
    await db.transact(add(1))
    found = await asyncio.gather(db.transact(add(2)), db.read(lambda uow: uow.people.get(1)))
    assert [one.id if isinstance(one, Person) else one for one in found] == [2, 1]


async def test_what_reads_begins_no_transaction(db: SqlDatabase) -> None:
    """A question asked twice may be answered otherwise; on PostgreSQL its BEGIN and COMMIT are ways of their own."""
    begun: list[Connection] = []

    def note(connection: Connection) -> None:
        begun.append(connection)

    event.listen(Engine, "commit", note)
    try:
        assert await db.read(lambda uow: uow.people.get(404)) is None
    finally:
        event.remove(Engine, "commit", note)
    assert begun == []


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_what_reads_must_change_nothing(db: SqlDatabase) -> None:
    with pytest.raises(RuntimeError, match="changed"):
        await db.read(add(1))
    assert await db.transact(add(2)) == 2


async def test_a_read_that_fails_fails_alone(db: SqlDatabase) -> None:
    def wrong(uow: UnitOfWork) -> None:
        raise KeyError("x")

    results = await asyncio.gather(db.read(wrong), db.read(lambda uow: uow.people.get(404)), return_exceptions=True)
    assert [type(result) for result in results] == [KeyError, type(None)]


async def test_what_changes_beside_what_reads_is_done_once(db: SqlDatabase) -> None:
    def note(uow: UnitOfWork) -> None:
        uow.people.save(Person(1, "1"))
        uow.audit.add(1, "noted", "", NOW)

    await asyncio.gather(db.transact(note), db.read(lambda uow: uow.people.get(1)))
    assert await db.run(lambda connection: len(connection.execute(select(audit)).all())) == 1
