"""A database that keeps nothing says why; real ones that are full, or may only be read."""

from __future__ import annotations

import errno
import sqlite3

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import OperationalError

from bot.domain.access import Person
from bot.domain.orders import Place
from bot.domain.troubles import Loss, Outbox
from bot.domain.views import Notice, NoticeKind
from bot.ports import UnitOfWork
from bot.ports.watching import Unwritable
from storage.engine import SqlDatabase
from storage.health import why
from storage.sqlite import SqliteBackend, driver_of
from storage.tables import fsm
from tests.integration.storage.make import NOW, OPERATOR, seconds


async def pragma(db: SqlDatabase, words: str) -> int:
    assert isinstance(db.backend, SqliteBackend)
    return await db.backend.run_alone(lambda connection: _asked(connection, words))


def _asked(connection: Connection, words: str) -> int:
    found = driver_of(connection).execute(f"PRAGMA {words}").fetchone()
    return int(found[0]) if found else 0


@pytest.fixture
async def small(db: SqlDatabase) -> SqlDatabase:
    """It has no room for one page more."""
    pages = await pragma(db, "page_count")
    await pragma(db, f"max_page_count = {pages}")
    return db


async def test_what_was_written_to_try_it_out_is_gone(db: SqlDatabase) -> None:
    assert await db.why_unwritable() is None
    assert await db.run(lambda connection: connection.execute(select(fsm)).all()) == []


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_full_sqlite_says_so_until_there_is_room(small: SqlDatabase) -> None:
    assert await small.why_unwritable() is Unwritable.FULL
    many = [Person(number, "я" * 1000) for number in range(300, 400)]

    def fill(uow: UnitOfWork) -> None:
        for person in many:
            uow.people.save(person)

    with pytest.raises(OperationalError) as full:
        await small.transact(fill)
    assert why(full.value) is Unwritable.FULL
    await pragma(small, "max_page_count = 1000000")
    assert await small.why_unwritable() is None
    await small.transact(fill)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_sqlite_that_may_only_be_read(db: SqlDatabase) -> None:
    await pragma(db, "query_only = ON")
    assert await db.why_unwritable() is Unwritable.READ_ONLY
    await pragma(db, "query_only = OFF")
    assert await db.why_unwritable() is None


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_postgres_that_may_only_be_read(db: SqlDatabase, url: str) -> None:
    name = await db.run(lambda connection: connection.execute(text("SELECT current_database()")).scalar_one())

    async def set_to(words: str) -> None:
        await db.run(lambda connection: connection.execute(text("SET TRANSACTION READ WRITE")))
        alter = f"ALTER DATABASE {name} {words}"
        await db.run(lambda c: (c.execute(text("SET TRANSACTION READ WRITE")), c.execute(text(alter))))

    await set_to("SET default_transaction_read_only = on")
    try:
        later = SqlDatabase.from_url(url)
        await later.start()
        assert await later.why_unwritable() is Unwritable.READ_ONLY
        await later.close()
    finally:
        await set_to("RESET default_transaction_read_only")
    later = SqlDatabase.from_url(url)
    await later.start()
    assert await later.why_unwritable() is None
    await later.close()


async def test_a_closed_one_keeps_nothing(db: SqlDatabase) -> None:
    await db.close()
    assert await db.why_unwritable() is Unwritable.OTHER


class _ByServer(Exception):
    sqlstate = "53100"


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (OperationalError("INSERT", {}, _ByServer()), Unwritable.FULL),
        (OSError(errno.ENOSPC, "No space left on device"), Unwritable.FULL),
        (OSError(errno.EROFS, "Read-only file system"), Unwritable.READ_ONLY),
        (OSError(errno.ECONNREFUSED, "refused"), Unwritable.OTHER),
        (sqlite3.OperationalError("the transaction was rolled back by SQLite"), Unwritable.OTHER),
        (TimeoutError(), Unwritable.OTHER),
    ],
)
def test_why(error: Exception, found: Unwritable) -> None:
    assert why(error) is found


async def test_only_a_disk_of_ours_tells_its_free_space(db: SqlDatabase) -> None:
    free = db.free_bytes()
    assert free is None if db.is_shared else (free or 0) > 0


# --- the outbox, from outside


def notice(event: str, chat_id: int = OPERATOR.id) -> Notice:
    return Notice(event=event, kind=NoticeKind.ANSWER, place=Place(chat_id), locale="ru")


async def test_the_outbox_tells_what_waits_and_what_is_lost(db: SqlDatabase) -> None:
    def work(uow: UnitOfWork) -> list[Outbox]:
        found = [uow.outgoing.outbox()]
        for number, event in enumerate("abcd"):
            uow.notices.add([notice(event)], NOW + seconds(number))
        uow.notices.add([notice("e", -5)], NOW + seconds(9))
        ids = [uow.notices.claim(NOW + seconds(20), NOW + seconds(30), 1)[0].id]
        uow.notices.delivered(ids, NOW)
        uow.notices.release(ids)
        (second, group) = uow.notices.claim(NOW + seconds(20), NOW + seconds(30), 5)
        found.append(uow.outgoing.outbox())
        uow.notices.give_up(second.id, NOW + seconds(50))
        uow.notices.give_up(group.id, NOW + seconds(60), Loss.SHUT)
        uow.notices.release([second.id, group.id])
        found.append(uow.outgoing.outbox())
        return found

    none, before, after = await db.transact(work)
    assert none == Outbox()
    assert (before.waiting, before.oldest_at, before.lost) == (4, NOW + seconds(1), 0)
    assert (after.waiting, after.oldest_at, after.lost) == (2, NOW + seconds(2), 1)
    (lost,) = await db.transact(lambda uow: uow.outgoing.lost(5))
    assert (lost.place, lost.why, lost.lost_at, lost.whom) == (Place(-5), Loss.SHUT, NOW + seconds(60), None)


async def test_lost_ones_are_told_of_once_sent_again_once_and_forgotten(db: SqlDatabase) -> None:
    def lose(uow: UnitOfWork) -> None:
        uow.notices.add([notice("a"), notice("b", 77)], NOW)
        for one in uow.notices.claim(NOW, NOW + seconds(30), 5):
            uow.notices.give_up(one.id, NOW, Loss.DEAF)
            uow.notices.release([one.id])

    await db.transact(lose)
    assert [await db.transact(lambda uow: uow.outgoing.tell_lost(NOW)) for _ in range(2)] == [2, 0]
    assert [await db.transact(lambda uow: uow.outgoing.send_again()) for _ in range(2)] == [2, 0]
    again = await db.transact(lambda uow: uow.notices.claim(NOW, NOW + seconds(30), 5))
    assert [one.event for one in again] == ["a", "b"]

    def lose_again(uow: UnitOfWork) -> int:
        for one in again:
            uow.notices.give_up(one.id, NOW, Loss.REFUSED)
        uow.outgoing.forget_lost(NOW)
        return uow.outgoing.outbox().lost

    assert await db.transact(lose_again) == 2
    assert await db.transact(lambda uow: uow.outgoing.tell_lost(NOW)) == 2, "they were lost anew"
    await db.transact(lambda uow: uow.outgoing.forget_lost(NOW + seconds(1)))
    assert (await db.transact(lambda uow: uow.outgoing.outbox())).lost == 0
