"""New databases in a moment: the migrations run once, and what they made is copied."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.engine import SqlDatabase
from storage.migrate import migrate

FILE = "test.sqlite3"


def new_database(folder: Path, content: bytes | None = None) -> str:
    """The address of a database in `folder`: a copy of the given file, or an empty one with all tables made."""
    file = folder / FILE
    file.write_bytes(content or migrated())
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
