"""One suite for both databases: every test here that takes `db` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, make_url, text

from storage.engine import SqlDatabase
from storage.migrate import migrate
from storage.sqlite import SqliteBackend
from storage.tables import metadata
from tests.integration.storage.make import ADMIN, OPERATOR
from tests.integration.storage.postgres import postgres_server


@pytest.fixture(autouse=True)
def _nobody_pulls_the_plug() -> None:
    """These tests keep the real settings: safety is what they test."""


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres_server() as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database to copy."""
    path = tmp_path_factory.mktemp("template") / "zvonar.sqlite3"

    async def make() -> None:
        db = SqlDatabase.from_url(f"sqlite+aiosqlite:///{path}")
        await db.start()
        await migrate(db)
        await db.close()

    with asyncio.Runner() as runner:
        runner.run(make())
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database that may be empty or migrated."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    path = tmp_path / "zvonar.sqlite3"
    shutil.copy(request.getfixturevalue("sqlite_template"), path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
async def db(url: str) -> AsyncIterator[SqlDatabase]:
    """Migrated, with an operator and an admin in it and nothing else."""
    database = SqlDatabase.from_url(url)
    await database.start()
    await migrate(database)
    await database.run(_empty)
    await database.transact(lambda uow: uow.people.save(OPERATOR))
    await database.transact(lambda uow: uow.people.save(ADMIN))
    yield database
    await database.close()


@pytest.fixture
async def other(db: SqlDatabase, url: str) -> AsyncIterator[SqlDatabase]:
    """The same database as another living process has it. SQLite has such a process only in tests."""
    database = SqlDatabase.from_url(url)
    await database.start()
    if isinstance(database.backend, SqliteBackend):
        database.backend.process = 1
    yield database
    await database.close()


def _empty(connection: Connection) -> None:
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Of a database without a table, made for this test alone."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    server = SqlDatabase.from_url(request.getfixturevalue("postgres_url"))
    await server.start()
    name = f"empty_{uuid.uuid4().hex}"
    await _outside_transactions(server, f"CREATE DATABASE {name}")
    yield make_url(request.getfixturevalue("postgres_url")).set(database=name).render_as_string(False)
    await _outside_transactions(server, f"DROP DATABASE {name} WITH (FORCE)")
    await server.close()


async def _outside_transactions(server: SqlDatabase, statement: str) -> None:
    def work(connection: Connection) -> None:
        connection.execute(text("COMMIT"))
        connection.execute(text(statement))

    await server.run(work)
