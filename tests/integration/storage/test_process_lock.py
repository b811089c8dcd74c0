"""Whose request is under way and whose process is dead: real processes, killed as the system kills them."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from bot.domain.calls import Call, CallState
from bot.ports import UnitOfWork
from storage.engine import SqlDatabase
from storage.migrate import migrate
from storage.postgres import PostgresBackend
from tests.integration.storage.make import NOW, OPERATOR, PHONE, add_order, read_call, seconds
from tests.support.processes import ROOT

LONG_AGO = NOW - seconds(60)
PATIENCE = 60.0
CUT = text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE objid = :process AND objsubid = 2")
REPLICA = """
import asyncio, sys
from dataclasses import replace
from datetime import timedelta
from bot.domain.calls import CallState, Handle
from storage.engine import SqlDatabase
from tests.integration.storage.make import NOW, PHONE, add_order

async def send() -> None:
    database = SqlDatabase.from_url(sys.argv[1])
    await database.start()
    def work(uow):
        order = add_order(uow, sys.argv[2])
        if sys.argv[3] == "in line":
            call = uow.calls.add(order, PHONE, 1, NOW, in_line=True)
            uow.calls.leave_waiting(call.id, CallState.SUBMITTING, NOW)
            return call
        call = uow.calls.add(order, PHONE, 1, NOW, provider=sys.argv[3])
        if sys.argv[3] == "polled":
            uow.calls.resolve(replace(call, state=CallState.PLACED, handle=Handle("1")), NOW, NOW)
            uow.calls.claim("polled", NOW, NOW + timedelta(seconds=60), 10)
        return call
    call = await database.transact(work)
    print(call.id, flush=True)
    await asyncio.Event().wait()

asyncio.run(send())
"""


@pytest.fixture
async def db(postgres_url: str) -> SqlDatabase:
    database = SqlDatabase.from_url(postgres_url)
    await database.start()
    await migrate(database)
    await database.transact(lambda uow: uow.people.save(OPERATOR))
    return database


@contextmanager
def replica(url: str, source: str, how: str = "at once") -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Another process that is sending a call's request: the call's id."""
    arguments = [sys.executable, "-c", REPLICA, url, source, how]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline()), process
        finally:
            process.kill()


async def stranded(db: SqlDatabase) -> list[Call]:
    return await db.transact(lambda uow: uow.calls.stranded(LONG_AGO))


async def found(db: SqlDatabase, call_id: int) -> bool:
    async with asyncio.timeout(PATIENCE):
        while call_id not in {call.id for call in await stranded(db)}:
            pass
    return True


async def test_what_a_dead_process_was_asking_about_is_asked_about_again(db: SqlDatabase, postgres_url: str) -> None:
    def claimed(uow: UnitOfWork) -> int:
        return len(uow.calls.claim("polled", NOW, NOW + seconds(60), 10))

    with replica(postgres_url, "polls", "polled") as (_, process):
        assert await db.transact(claimed) == 0, "it lives"
        process.kill()
        async with asyncio.timeout(PATIENCE):
            while not await db.transact(claimed):
                pass
    await db.close()


@pytest.mark.parametrize("how", ["at once", "in line"])
async def test_a_dead_processs_call_is_found_at_once_and_a_living_ones_never(
    db: SqlDatabase, postgres_url: str, how: str
) -> None:
    with (
        replica(postgres_url, f"living {how}", how) as (living, _),
        replica(postgres_url, f"dead {how}", how) as (dead, process),
    ):
        assert {living, dead}.isdisjoint(call.id for call in await stranded(db))
        process.kill()
        assert await found(db, dead)
        assert living not in {call.id for call in await stranded(db)}
        assert living in {c.id for c in await db.transact(lambda uow: uow.calls.stranded(NOW))}, "after a minute, yes"
    assert await found(db, living)
    await db.close()


async def test_ones_own_calls_are_never_a_dead_processs(db: SqlDatabase) -> None:
    """This holds while the lock is lost too. Another process sees the calls stranded until it is taken again."""
    order = await db.transact(lambda uow: add_order(uow, "own"))
    call = await db.transact(lambda uow: uow.calls.add(order, PHONE, 1, NOW))
    assert call is not None
    assert isinstance(db.backend, PostgresBackend)
    other = SqlDatabase.from_url(db.backend.engine.url.render_as_string(hide_password=False))
    await other.start()
    assert call.id not in {c.id for c in await stranded(other)}
    own = {"process": db.backend.process}
    assert await other.run(lambda connection: connection.execute(CUT, own).scalar_one())
    assert call.id not in {c.id for c in await stranded(db)}
    async with asyncio.timeout(PATIENCE):
        while call.id in {c.id for c in await stranded(other)}:
            pass
    assert (await read_call(db, call.id)).state is CallState.SUBMITTING
    await other.close()
    await db.close()
