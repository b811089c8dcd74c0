from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from sqlalchemy import select, text

from storage.engine import SqlDatabase
from storage.fsm import SqlFsmStorage
from storage.tables import fsm

KEY = StorageKey(bot_id=1, chat_id=2, user_id=3)
STACK = StorageKey(bot_id=1, chat_id=2, user_id=3, destiny="aiogd:stack:")


class Call(StatesGroup):
    number = State()


@pytest.fixture
def storage(db: SqlDatabase) -> SqlFsmStorage:
    return SqlFsmStorage(db)


async def rows(db: SqlDatabase) -> int:
    return await db.run(lambda connection: len(connection.execute(select(fsm)).all()))


async def test_state_and_data_come_back(storage: SqlFsmStorage) -> None:
    assert await storage.get_state(KEY) is None
    assert await storage.get_data(KEY) == {}
    await storage.set_state(KEY, Call.number)
    await storage.set_data(KEY, {"phone": "7999", "имя": "\0Ы", "n": [1, None]})
    assert await storage.get_state(KEY) == "Call:number"
    assert await storage.get_data(KEY) == {"phone": "7999", "имя": "\0Ы", "n": [1, None]}
    assert await storage.update_data(KEY, {"n": 2}) == {"phone": "7999", "имя": "\0Ы", "n": 2}
    assert await storage.get_value(KEY, "n") == 2
    assert await storage.get_data(STACK) == {}


async def test_a_restart_leaves_everybody_where_they_were(db: SqlDatabase, storage: SqlFsmStorage) -> None:
    await storage.set_state(KEY, Call.number)
    await storage.set_data(STACK, {"intents": ["a"]})
    await storage.close()
    await db.close()
    await db.start()
    fresh = SqlFsmStorage(db)
    assert await fresh.get_state(KEY) == "Call:number"
    assert await fresh.get_data(STACK) == {"intents": ["a"]}


async def test_nothing_is_kept_of_those_who_finished(db: SqlDatabase, storage: SqlFsmStorage) -> None:
    await storage.set_state(KEY, None)
    assert await rows(db) == 0
    await storage.set_state(KEY, Call.number)
    await storage.set_data(KEY, {"a": 1})
    await storage.set_state(KEY, None)
    assert await storage.get_data(KEY) == {"a": 1}
    assert await rows(db) == 1
    await storage.set_data(KEY, {})
    assert await storage.get_data(KEY) == {}
    assert await rows(db) == 0


async def test_values_are_truly_serialised(storage: SqlFsmStorage) -> None:
    """A storage that keeps objects hides mistakes that a restart would show."""
    written = {"list": [1]}
    await storage.set_data(KEY, written)
    written["list"].append(2)
    (await storage.get_data(KEY))["list"].append(3)
    assert await storage.get_data(KEY) == {"list": [1]}
    with pytest.raises(TypeError):
        await storage.set_data(KEY, {"object": object()})
    with pytest.raises(DataNotDictLikeError):
        await storage.set_data(KEY, [("a", 1)])  # type: ignore[arg-type]  # the mistake under test
    assert await storage.get_data(KEY) == {"list": [1]}


async def test_concurrent_changes_of_one_key_are_both_kept(storage: SqlFsmStorage) -> None:
    for turn in range(10):
        data = {"turn": turn}
        await asyncio.gather(storage.set_state(KEY, f"s{turn}"), storage.set_data(KEY, data), storage.get_data(KEY))
        assert await storage.get_state(KEY) == f"s{turn}"
        assert await storage.get_data(KEY) == data


Count = Callable[[], int]


@pytest.fixture
def transactions(db: SqlDatabase, monkeypatch: pytest.MonkeyPatch) -> Count:
    run, count = db.run, [0]

    def counted(work: object, **how: bool) -> object:
        count[0] += 1
        return run(work, **how)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(db, "run", counted)
    return lambda: count[0]


async def test_sqlite_is_read_once_and_written_only_for_a_change(
    db: SqlDatabase, storage: SqlFsmStorage, transactions: Count
) -> None:
    for _ in range(3):
        await storage.get_state(KEY)
        await storage.get_data(KEY)
        await storage.set_state(KEY, None)
    assert transactions() == (9 if db.is_shared else 1)
    before = transactions()
    for _ in range(3):
        await storage.set_data(KEY, {"a": 1})
        await storage.get_data(KEY)
    assert transactions() - before == (6 if db.is_shared else 1)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_the_cache_is_bounded(db: SqlDatabase, transactions: Count) -> None:
    storage = SqlFsmStorage(db, cached=2)
    keys = [StorageKey(1, chat, 3) for chat in (1, 2, 3)]
    for key in keys:
        await storage.get_state(key)
    await storage.get_state(keys[2])
    await storage.get_state(keys[1])
    assert transactions() == 3
    await storage.get_state(keys[0])
    assert transactions() == 4


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_change_that_failed_is_not_remembered(db: SqlDatabase, storage: SqlFsmStorage) -> None:
    await storage.set_state(KEY, "before")
    await db.run(lambda connection: connection.execute(text("ALTER TABLE fsm RENAME TO away")))
    with pytest.raises(Exception, match="no such table"):
        await storage.set_state(KEY, "after")
    await db.run(lambda connection: connection.execute(text("ALTER TABLE away RENAME TO fsm")))
    assert await storage.get_state(KEY) == "before"


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_replicas_see_each_other(db: SqlDatabase) -> None:
    one, two = SqlFsmStorage(db), SqlFsmStorage(db)
    assert await two.get_state(KEY) is None
    await one.set_state(KEY, "s")
    assert await two.get_state(KEY) == "s"
