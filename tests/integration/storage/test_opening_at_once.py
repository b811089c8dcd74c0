"""Several processes open one new SQLite file: the lock under which it becomes WAL is waited for, never fallen over."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from storage import sqlite
from storage.engine import SqlDatabase
from tests.support.openers import Opener

PROCESSES = 4
FILES = 60
"""Files opened. Without our retries one opening in twenty-five fails."""


@pytest.fixture
def openers(tmp_path: Path) -> Iterator[list[Opener]]:
    with ExitStack() as stack:
        openers = [stack.enter_context(Opener(tmp_path)) for _ in range(PROCESSES)]
        assert {opener.said() for opener in openers} == {"ready"}
        yield openers


def test_processes_that_open_a_new_file_at_once_all_get_it(openers: list[Opener]) -> None:
    for number in range(FILES):
        for opener in openers:
            opener.open(f"{number}.sqlite3")
        assert [opener.said() for opener in openers] == ["open"] * PROCESSES


def test_a_file_that_another_process_writes_to_is_opened_when_it_is_through(
    openers: list[Opener], tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "one.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        openers[0].open("one.sqlite3")
        openers[1].open("two.sqlite3")  # takes as long, and nobody keeps it waiting
        assert openers[1].said() == "open"
        other.execute("COMMIT")
    assert openers[0].said() == "open"


async def test_a_file_that_is_never_let_go_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    database = SqlDatabase.from_url(f"sqlite+aiosqlite:///{tmp_path / 'one.sqlite3'}")
    with closing(sqlite3.connect(tmp_path / "one.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            await database.start()
        other.execute("COMMIT")
    await asyncio.wait_for(database.start(), 60)
    await database.close()
