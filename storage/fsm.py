"""aiogram's dialog states on the same database: a restart leaves everybody where they were."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, NamedTuple

from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, KeyBuilder, StateType, StorageKey
from sqlalchemy import Connection, Insert, bindparam, delete, select, update

from storage.engine import SqlDatabase
from storage.statements import per_dialect
from storage.tables import fsm

CACHED = 4096
"""Keys kept in memory, those known to be absent included: some 2 KB each with a dialog's data."""

_READ = select(fsm.c.state, fsm.c.data).where(fsm.c.key == bindparam("of_key"))


def _put(part: str) -> dict[str, Insert]:
    return per_dialect(
        fsm,
        lambda insert: insert.on_conflict_do_update(
            index_elements=[fsm.c.key], set_={part: insert.excluded[part]}
        ).returning(fsm.c.state, fsm.c.data),
    )


_PUT = {part: _put(part) for part in ("state", "data")}
_CLEAR = {
    part: update(fsm).where(fsm.c.key == bindparam("of_key")).values({part: None}).returning(fsm.c.state, fsm.c.data)
    for part in ("state", "data")
}
_DELETE = delete(fsm).where(fsm.c.key == bindparam("of_key"))


class Entry(NamedTuple):
    """`data` is JSON text: whoever reads it gets an object of their own, and no other values get in."""

    state: str | None = None
    data: str | None = None


class SqlFsmStorage(BaseStorage):
    """Every change is stored before `set_*` returns. The cache saves reads, and writes that change nothing.

    Only the single process that owns a SQLite file may trust a cache: on PostgreSQL there is none.
    """

    def __init__(self, db: SqlDatabase, key_builder: KeyBuilder | None = None, cached: int = CACHED) -> None:
        self._db = db
        self._keys = key_builder or DefaultKeyBuilder(
            with_bot_id=True, with_business_connection_id=True, with_destiny=True
        )
        self._cache: OrderedDict[str, Entry] = OrderedDict()
        self._cached = 0 if db.is_shared else cached

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        await self._write(key, "state", state.state if isinstance(state, State) else state)

    async def get_state(self, key: StorageKey) -> str | None:
        return (await self._read(key)).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Raises TypeError for what is no JSON."""
        if not isinstance(data, dict):
            raise DataNotDictLikeError(f"Data must be a dict or dict-like object, got {type(data).__name__}")
        await self._write(key, "data", json.dumps(data) if data else None)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        data = (await self._read(key)).data
        return dict(json.loads(data)) if data else {}

    async def close(self) -> None:
        """The database is closed by whoever opened it."""

    async def _read(self, key: StorageKey) -> Entry:
        name = self._keys.build(key)
        if (known := self._cache.get(name)) is not None:
            self._cache.move_to_end(name)
            return known
        entry = await self._db.run(lambda connection: _read(connection, name), reads=True)
        self._remember(name, entry)
        return entry

    async def _write(self, key: StorageKey, part: str, value: str | None) -> None:
        name = self._keys.build(key)
        known = self._cache.pop(name, None)  # until the outcome is certain
        if known is not None and getattr(known, part) == value:
            self._remember(name, known)
            return
        self._remember(name, await self._db.run(lambda connection: _write(connection, name, part, value)))

    def _remember(self, name: str, entry: Entry) -> None:
        """SQLite tells outcomes in the order of its transactions: the last one told is what is stored."""
        if not self._cached:
            return
        self._cache[name] = entry
        self._cache.move_to_end(name)
        if len(self._cache) > self._cached:
            self._cache.popitem(last=False)


def _read(connection: Connection, name: str) -> Entry:
    row = connection.execute(_READ, {"of_key": name}).first()
    return Entry(*row) if row else Entry()


def _write(connection: Connection, name: str, part: str, value: str | None) -> Entry:
    if value is None:
        row = connection.execute(_CLEAR[part], {"of_key": name}).first()
    else:
        put = _PUT[part][connection.dialect.name]
        row = connection.execute(put, {"key": name, part: value}).first()
    entry = Entry(*row) if row else Entry()
    if row and entry == Entry():
        connection.execute(_DELETE, {"of_key": name})
    return entry
