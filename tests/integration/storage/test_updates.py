"""Telegram's updates: kept until they are handled, by one process at a time, and known again for a day."""

from __future__ import annotations

from datetime import timedelta

from bot.ports.updates import Incoming
from storage.engine import SqlDatabase
from tests.integration.storage.make import NOW

FRESH = NOW + timedelta(minutes=1)
LEASE = NOW + timedelta(seconds=10)
LATER = NOW + timedelta(seconds=11)


def incoming(update_id: int, body: str = "{}") -> Incoming:
    return Incoming(update_id, body, FRESH)


async def left(db: SqlDatabase, limit: int = 100) -> list[Incoming]:
    return await db.transact(lambda uow: uow.updates.claim(LATER, LATER + timedelta(seconds=10), limit))


async def test_each_is_new_once_even_after_it_was_handled(db: SqlDatabase) -> None:
    both = [incoming(7), incoming(8)]
    ids = await db.transact(lambda uow: uow.updates.add(both, LEASE))
    assert sorted(ids) == [7, 8]
    assert await db.transact(lambda uow: uow.updates.add([*both, incoming(9)], LEASE)) != {}
    await db.transact(lambda uow: uow.updates.handled(ids.values(), NOW))
    assert await db.transact(lambda uow: uow.updates.add(both, LEASE)) == {}
    assert [one.update_id for one in await left(db)] == [9]


async def test_the_same_number_with_something_else_in_it_is_another_update(db: SqlDatabase) -> None:
    await db.transact(lambda uow: uow.updates.add([incoming(7, '{"a":1}')], LEASE))
    assert list(await db.transact(lambda uow: uow.updates.add([incoming(7, '{"a":2}')], LEASE))) == [7]


async def test_those_of_a_dead_process_are_taken_over_once_and_in_order(db: SqlDatabase) -> None:
    await db.transact(lambda uow: uow.updates.add([incoming(9), incoming(7), incoming(8)], LEASE))
    assert await db.transact(lambda uow: uow.updates.claim(NOW, LEASE, 100)) == [], "its holder lives"
    first = await left(db, limit=2)
    assert [(one.update_id, one.tries, one.body, one.fresh_until) for one in first] == [
        (9, 1, "{}", FRESH),
        (7, 1, "{}", FRESH),
    ]
    assert [one.update_id for one in await left(db)] == [8]
    assert await left(db) == []


async def test_a_lease_is_renewed_and_ended(db: SqlDatabase) -> None:
    ids = await db.transact(lambda uow: uow.updates.add([incoming(7)], LEASE))
    await db.transact(lambda uow: uow.updates.hold(ids.values(), LATER + timedelta(seconds=1)))
    assert await left(db) == []
    await db.transact(lambda uow: uow.release_all())
    assert [one.update_id for one in await left(db)] == [7]


async def test_handled_ones_are_forgotten_when_nothing_repeats_them(db: SqlDatabase) -> None:
    ids = await db.transact(lambda uow: uow.updates.add([incoming(7), incoming(8)], LEASE))
    await db.transact(lambda uow: uow.updates.handled([ids[7]], NOW))
    await db.transact(lambda uow: uow.updates.clear(NOW))
    assert await db.transact(lambda uow: uow.updates.add([incoming(7)], LEASE)) == {}
    await db.transact(lambda uow: uow.updates.clear(LATER))
    assert list(await db.transact(lambda uow: uow.updates.add([incoming(7)], LEASE))) == [7]
    assert [one.update_id for one in await left(db)] == [8, 7], "what is not handled stays"


async def test_when_telegram_was_heard_last_is_kept(db: SqlDatabase) -> None:
    assert await db.transact(lambda uow: uow.updates.heard_at()) is None
    await db.transact(lambda uow: uow.updates.set_heard(NOW))
    await db.transact(lambda uow: uow.updates.set_heard(LATER))
    assert await db.transact(lambda uow: uow.updates.heard_at()) == LATER
