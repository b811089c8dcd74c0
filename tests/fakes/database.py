"""New databases in a moment: the migrations run once, and what they made is copied."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.engine import SqlDatabase
from storage.migrate import migrate


def new_database(folder: Path) -> str:
    """The address of an empty database in `folder`, all its tables made."""
    file = folder / "test.sqlite3"
    file.write_bytes(migrated())
    return _address(file)


@cache
def migrated() -> bytes:
    """Returns the bytes of a migrated database's file."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as thread:
        file = Path(folder) / "migrated.sqlite3"
        thread.submit(asyncio.run, _migrate(file)).result()
        return file.read_bytes()


async def _migrate(file: Path) -> None:
    database = SqlDatabase.from_url(_address(file))
    await database.start()
    await migrate(database)
    await database.close()


def _address(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"
