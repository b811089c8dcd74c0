from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import Connection, select, update

from bot.domain.calls import CallState, Handle, Report
from bot.ports import Claimed, UnitOfWork
from storage.engine import SqlDatabase
from storage.postgres import PostgresBackend
from storage.repositories.calls import SqlCalls
from storage.tables import calls
from tests.integration.storage.make import NOW, place, read_call, seconds

LEASE = NOW + seconds(60)


async def claim(db: SqlDatabase, now: datetime = NOW, limit: int = 100) -> list[Claimed]:
    return await db.transact(lambda uow: uow.calls.claim("calldog", now, now + seconds(60), limit))


async def next_poll(db: SqlDatabase, call_id: int) -> datetime | None:
    statement = select(calls.c.next_poll_at).where(calls.c.id == call_id)
    return await db.run(lambda connection: connection.execute(statement).scalar())


async def test_due_calls_of_one_service_are_claimed_oldest_first(db: SqlDatabase) -> None:
    def work(uow: UnitOfWork) -> list[int]:
        polls = {"a": -2, "b": -9, "c": 0, "late": 1}
        placed = [place(uow, name, name, NOW + seconds(after)) for name, after in polls.items()]
        place(uow, "other", "other", provider="obzvonov")
        return [call.id for call in placed]

    ids = await db.transact(work)
    assert {call.id for call in await claim(db, limit=2)} == {ids[1], ids[0]}
    (last,) = await claim(db)
    order_id = (await read_call(db, ids[2])).order_id
    assert last == Claimed(ids[2], order_id, Handle("c"), None)
    assert await claim(db) == []


async def test_a_lease_runs_out(db: SqlDatabase, other: SqlDatabase) -> None:
    await db.transact(lambda uow: place(uow, "1", "v1"))
    assert len(await claim(db)) == 1
    assert await claim(other, LEASE - seconds(1)) == []
    assert len(await claim(other, LEASE)) == 1
    await db.transact(lambda uow: uow.calls.reschedule("calldog", LEASE, [(10, 5)]))
    await db.transact(lambda uow: uow.calls.give_back("calldog"))
    assert await claim(db, LEASE) == []


async def test_claimers_never_share_a_call(db: SqlDatabase) -> None:
    await db.transact(lambda uow: [place(uow, f"m{i}", f"v{i}") for i in range(40)])
    claimed = await asyncio.gather(*(claim(db, limit=7) for _ in range(8)))
    ids = [call.id for batch in claimed for call in batch]
    assert len(ids) == len(set(ids)) == 40


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_claimer_passes_by_what_an_open_transaction_claims(db: SqlDatabase) -> None:
    assert isinstance(db.backend, PostgresBackend)
    await db.transact(lambda uow: [place(uow, f"m{i}", f"v{i}") for i in range(4)])
    async with db.backend.engine.begin() as first:
        held = await first.run_sync(lambda c: SqlCalls(c).claim("calldog", NOW, LEASE, 3))
        rest = await claim(db)
    assert (len(held), len(rest)) == (3, 1)
    assert {call.id for call in held}.isdisjoint(call.id for call in rest)


async def test_release_leaves_all_as_it_was(db: SqlDatabase) -> None:
    call = await db.transact(lambda uow: place(uow, "1", "v1", NOW - seconds(3)))
    await claim(db)
    await db.transact(lambda uow: uow.calls.give_back("calldog"))
    assert await next_poll(db, call.id) == NOW - seconds(3)
    assert len(await claim(db)) == 1


async def test_all_that_a_crashed_process_claimed_comes_back(db: SqlDatabase) -> None:
    call = await db.transact(lambda uow: place(uow, "1", "v1", NOW - seconds(3)))
    await claim(db)
    await db.transact(lambda uow: uow.release_all())
    assert await next_poll(db, call.id) == NOW - seconds(3)
    assert len(await claim(db)) == 1


async def test_older_calls_are_asked_less_and_less(db: SqlDatabase) -> None:
    def work(uow: UnitOfWork) -> dict[int, int]:
        return {age: place(uow, f"m{age}", f"v{age}").id for age in (0, 59, 60, 61, 3000)}

    ids = await db.transact(work)

    def age_them(connection: Connection) -> None:
        for age, id_ in ids.items():
            connection.execute(update(calls).where(calls.c.id == id_).values(submitted_at=NOW - seconds(age)))

    await db.run(age_them)
    await claim(db)
    await db.transact(lambda uow: uow.calls.reschedule("calldog", NOW, [(60, 5), (300, 10), (10**9, 500)]))
    pauses = {age: await next_poll(db, id_) for age, id_ in ids.items()}
    assert pauses == {
        0: NOW + seconds(5),
        59: NOW + seconds(5),
        60: NOW + seconds(10),
        61: NOW + seconds(10),
        3000: NOW + seconds(500),
    }
    assert len(await claim(db, NOW + seconds(10))) == 4


async def test_what_stopped_meanwhile_stays_stopped(db: SqlDatabase) -> None:
    one, two = await db.transact(lambda uow: (place(uow, "1", "v1"), place(uow, "2", "v2")))
    await claim(db)
    ended = replace(one, state=CallState.COMPLETED)

    def apply(uow: UnitOfWork) -> None:
        uow.calls.record([(ended, Report(), "print")], NOW)
        uow.calls.stop_polling([one.id])
        uow.calls.reschedule("calldog", NOW, [(10, 5)])

    await db.transact(apply)
    assert await next_poll(db, one.id) is None
    assert await next_poll(db, two.id) == NOW + seconds(5)
    assert [call.id for call in await claim(db, NOW + seconds(60))] == [two.id]


async def test_a_report_alone_does_not_stop_the_polling(db: SqlDatabase) -> None:
    call = await db.transact(lambda uow: place(uow, "1", "v1"))
    ended = replace(call, state=CallState.COMPLETED)
    await db.transact(lambda uow: uow.calls.record([(ended, Report(), "print")], NOW))
    (claimed,) = await claim(db)
    assert claimed.fingerprint == "print"


async def test_overdue_calls_are_found_the_ended_ones_first(db: SqlDatabase) -> None:
    def work(uow: UnitOfWork) -> list[int]:
        one, two, three = (place(uow, f"m{i}", f"v{i}") for i in range(3))
        uow.calls.record([(replace(two, state=CallState.BUSY), Report(), "print")], NOW)
        uow.calls.stop_polling([three.id])
        return [two.id, one.id]

    ids = await db.transact(work)
    later = NOW + seconds(1)
    assert [call.id for call in await db.transact(lambda uow: uow.calls.overdue(later, 9))] == ids
    assert [call.id for call in await db.transact(lambda uow: uow.calls.overdue(later, 1))] == ids[:1]
    assert await db.transact(lambda uow: uow.calls.overdue(NOW, 9)) == []
    assert await db.transact(lambda uow: uow.calls.open_count()) == 1
