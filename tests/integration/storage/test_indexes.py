"""No job's cost grows with history: each of its statements finds its rows by a partial index."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, event

from storage.engine import SqlDatabase
from storage.repositories.calls import SqlCalls
from storage.repositories.cards import SqlCards
from storage.repositories.notices import SqlNotices
from tests.integration.storage.make import NOW


def _do_every_job(connection: Connection) -> None:
    calls = SqlCalls(connection)
    calls.claim("calldog", "t", NOW, NOW, 10)
    calls.reschedule("t", NOW, [(60, 5), (300, 10)])
    calls.release("t")
    calls.release_all()
    calls.overdue(NOW, 10)
    calls.open_count()
    calls.stranded(NOW)
    calls.waiting_due(NOW, 10)
    SqlCards(connection).due(NOW, 10)
    SqlNotices(connection).due(NOW, 10)
    SqlNotices(connection).undelivered_count()


def _plans(connection: Connection) -> list[str]:
    """SQLite's, which decides without statistics; PostgreSQL would read an empty table whole."""
    asked: list[tuple[str, object]] = []

    def note(_c: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    _do_every_job(connection)
    event.remove(connection, "before_cursor_execute", note)
    return [
        f"{step} of {statement}"
        for statement, parameters in asked
        for *_, step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]  # as the driver got them
    ]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_jobs_find_their_rows_by_partial_indexes(db: SqlDatabase) -> None:
    steps = await db.run(_plans)
    tables = [step for step in steps if step.split()[1] in ("calls", "cards", "notices")]
    assert len(tables) >= 10
    for step in tables:
        assert "INDEX ix_" in step or "INTEGER PRIMARY KEY" in step
