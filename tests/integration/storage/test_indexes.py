"""No job's cost grows with history: each of its statements finds its rows by a partial index."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import Connection, event

from storage.claims import release_all
from storage.engine import SqlDatabase
from storage.repositories.calls import SqlCalls
from storage.repositories.cards import SqlCards
from storage.repositories.notices import SqlNotices
from storage.repositories.orders import SqlOrders
from storage.repositories.records import SqlAudioRecords
from storage.repositories.subscriptions import SqlGathered, SqlSubscriptions
from storage.repositories.updates import SqlUpdates
from storage.repositories.watching import SqlOutgoing
from storage.repositories.webhooks import SqlWebhookInbox
from storage.tables import WORK
from tests.integration.storage.make import GROUP, NOW, OPERATOR


def _do_every_job(connection: Connection) -> None:
    calls = SqlCalls(connection)
    calls.claim("calldog", NOW, NOW, 10)
    calls.reschedule("calldog", NOW, [(60, 5), (300, 10)])
    calls.give_back("calldog")
    release_all(connection, WORK)
    calls.overdue(NOW, 10)
    calls.open_count()
    calls.under_way()
    calls.stranded(NOW)
    calls.waiting_due(NOW, 10)
    SqlCards(connection, set()).claim(NOW, NOW, 10)
    SqlNotices(connection, set()).claim(NOW, NOW, 10)
    SqlWebhookInbox(connection, set()).claim(NOW, NOW, 10)
    outgoing = SqlOutgoing(connection, set())
    outgoing.outbox()
    outgoing.lost(5)
    outgoing.tell_lost(NOW)
    outgoing.send_again()
    outgoing.forget_lost(NOW)


def _watch_records(connection: Connection) -> None:
    SqlAudioRecords(connection).to_check(NOW, 10)
    SqlAudioRecords(connection).stranded(NOW)


def _look_after_updates(connection: Connection) -> None:
    SqlUpdates(connection).claim(NOW, NOW, 10)
    SqlUpdates(connection).hold([1], NOW)
    SqlUpdates(connection).clear(NOW)


def _tell_subscribers(connection: Connection) -> None:
    SqlGathered(connection).due(NOW, 10)
    SqlGathered(connection).take(GROUP, NOW, 10)
    SqlGathered(connection).clear(NOW)
    SqlSubscriptions(connection).told_since(GROUP, NOW)
    SqlNotices(connection, set()).known({"order:1:1:0"})


def _list_planned(connection: Connection) -> None:
    SqlOrders(connection).planned(None, 10)
    SqlOrders(connection).planned(OPERATOR.id, 10)


def _plans(connection: Connection, do: Callable[[Connection], None]) -> list[str]:
    """SQLite's, which decides without statistics; PostgreSQL would read an empty table whole."""
    asked: list[tuple[str, object]] = []

    def note(_c: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    do(connection)
    event.remove(connection, "before_cursor_execute", note)
    return [
        f"{step} of {statement}"
        for statement, parameters in asked
        for *_, step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[arg-type]  # as the driver got them
    ]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_jobs_find_their_rows_by_partial_indexes(db: SqlDatabase) -> None:
    steps = await db.run(partial(_plans, do=_do_every_job))
    tables = [step for step in steps if step.split()[1] in ("calls", "cards", "notices", "webhooks", "updates")]
    assert len(tables) >= 10
    for step in tables:
        assert "INDEX ix_" in step or "INTEGER PRIMARY KEY" in step


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_records_to_watch_are_found_without_the_others(db: SqlDatabase) -> None:
    steps = await db.run(partial(_plans, do=_watch_records))
    (checked,) = [step for step in steps if "INDEX ix_audio_records_checked" in step]
    (sending,) = [step for step in steps if "INDEX ix_audio_records_sending" in step]
    assert steps == [checked, sending]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_planned_orders_are_found_by_their_waiting_calls_alone(db: SqlDatabase) -> None:
    steps = await db.run(partial(_plans, do=_list_planned))
    of_calls = [step for step in steps if step.split()[1] == "calls"]
    assert len(of_calls) == 2
    assert all("INDEX ix_calls_waiting" in step for step in of_calls)
    assert all("INTEGER PRIMARY KEY" in step for step in steps if step.split()[1] == "orders")


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_unhandled_updates_are_found_without_those_of_the_day(db: SqlDatabase) -> None:
    steps = await db.run(partial(_plans, do=_look_after_updates))
    tables = [step for step in steps if step.split()[1] == "updates"]
    assert len(tables) == 4
    assert all("INDEX ix_updates_" in step or "INTEGER PRIMARY KEY" in step for step in tables)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_what_was_told_long_ago_costs_subscribers_nothing(db: SqlDatabase) -> None:
    steps = await db.run(partial(_plans, do=_tell_subscribers))
    tables = [step for step in steps if step.split()[1] in ("gathered", "notices")]
    assert len(tables) >= 6
    for step in tables:
        assert "INDEX ix_" in step or "INTEGER PRIMARY KEY" in step or "INDEX sqlite_autoindex" in step, step
