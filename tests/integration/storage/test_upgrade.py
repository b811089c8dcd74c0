"""A database as the first release left it, with data in it, goes on working."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from bot.domain.access import Defaults, Person, Role
from bot.domain.calls import Call, CallState, Handle, Report
from bot.domain.orders import OrderState, Place
from bot.domain.phones import Phone
from bot.domain.sayings import Saying, Voice
from bot.domain.views import CardKind, NoticeKind
from bot.ports import UnitOfWork
from storage.engine import SqlDatabase
from storage.migrate import migrate, upgrade
from storage.sqlite import SqliteBackend, begun
from tests.integration.storage.make import NOW, seconds
from tests.support.orders import changed

FIRST = "0001"
TEXT = "Ваш заказ готов: «№ 5», 100 %"
PHONES = ["79991234567", "79991234568"]


async def as_first_released(url: str) -> SqlDatabase:
    db = SqlDatabase.from_url(url)
    await db.start()
    run = db.backend.run_alone if isinstance(db.backend, SqliteBackend) else db.run
    await run(_make)
    return db


def _make(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        with begun(connection):
            upgrade(connection, FIRST)
            _fill(connection)
    else:
        upgrade(connection, FIRST)
        _fill(connection)


def _fill(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"

    def insert(table: str, **values: Any) -> None:
        kept = {name: _kept(value, is_sqlite=is_sqlite) for name, value in values.items()}
        names = ", ".join(kept)
        marks = ", ".join(
            f"CAST(:{name} AS jsonb)" if _is_json(values[name], is_sqlite) else f":{name}" for name in kept
        )
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), kept)

    insert("people", id=100, name="Олег", username="oleg", role="operator", locale="ru", every_result=False)
    insert("people", id=200, name="Анна", role="admin", every_result=True, blocked_at=NOW)
    insert("access_requests", person_id=100, created_at=NOW, decided_by=200, decided_at=NOW, role="operator")
    insert("audit", person_id=100, action="order.place", subject="2", at=NOW)
    order = {
        "author_id": 100,
        "chat_id": 100,
        "provider": "calldog",
        "text": TEXT,
        "voice": "male",
        "need_recording": True,
        "created_at": NOW,
    }
    insert("orders", **order, id=1, phones=PHONES[:1], state="draft", source="message:100:1")
    insert("orders", **order, id=2, phones=PHONES, state="placed", source="message:100:2", caller_id="duty")
    call = {"order_id": 2, "attempt": 1, "provider": "calldog", "need_recording": True, "changed_at": NOW}
    insert("calls", **call, id=1, phone=PHONES[0], state="completed", provider_call_id="7", digit=1, cost="1.5")
    insert(
        "calls", **call, id=2, phone=PHONES[1], state="placed", provider_call_id="8", submitted_at=NOW, next_poll_at=NOW
    )
    insert("call_reports", call_id=1, raw={"status": "finished"}, received_at=NOW)
    for number, order_id in enumerate((1, 2), 1):
        insert(
            "cards",
            id=number,
            kind="order",
            subject_id=order_id,
            chat_id=100,
            thread_id=0,
            locale="ru",
            message_id=50 + number,
            version=number,
            shown_version=1,
            queue_key=0,
            retry_at=NOW,
            failures=0,
        )
    notice = {"kind": "result", "chat_id": 100, "locale": "ru", "payload": {"calls": [1]}, "created_at": NOW}
    insert("notices", **notice, event="result:1", retry_at=NOW, failures=0)
    insert("fsm", key="fsm:42:100:100:default:state", state="Options:main", data="{}")
    if not is_sqlite:  # its sequences know nothing of ids that were written
        for table in ("orders", "calls", "cards"):
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 10)"))


def _is_json(value: Any, is_sqlite: bool) -> bool:
    return not is_sqlite and isinstance(value, list | dict)


def _kept(value: Any, *, is_sqlite: bool) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value)
    if is_sqlite and isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(" ")
    return value


async def test_what_the_first_release_kept_is_there_and_goes_on(empty_url: str) -> None:
    db = await as_first_released(empty_url)
    assert await migrate(db)

    def read(uow: UnitOfWork) -> None:
        oleg = Person(100, "Олег", "oleg", Role.OPERATOR, locale="ru", defaults=Defaults())
        assert uow.people.get(100) == oleg
        assert [person.name for person in uow.people.having_roles([Role.ADMIN])] == ["Анна"]
        draft, placed = (uow.orders.get(number) for number in (1, 2))
        assert draft is not None
        assert placed is not None
        assert (draft.state, draft.phones, draft.calls) == (OrderState.DRAFT, (Phone(PHONES[0]),), ())
        assert draft.terms.saying == Saying(TEXT, voice=Voice.MALE)
        assert (draft.terms.attempts, draft.terms.repeats, draft.terms.menu, draft.choice, draft.terms.callback) == (
            1,
            0,
            None,
            None,
            None,
        )
        assert (placed.terms.caller_id, placed.terms.need_recording, placed.place) == ("duty", True, Place(100))
        assert [(call.state, call.handle) for call in placed.calls] == [
            (CallState.COMPLETED, Handle("7")),
            (CallState.PLACED, Handle("8")),
        ]

    await db.transact(read)
    await _goes_on(db)
    await db.close()


async def _goes_on(db: SqlDatabase) -> None:
    later = NOW + seconds(60)

    def follow(uow: UnitOfWork) -> Call:
        (claimed,) = uow.calls.claim("calldog", later, later + seconds(60), 10)
        call = uow.calls.get(claimed.id)
        assert call is not None
        uow.calls.record([(call, Report(CallState.NO_ANSWER, "finished"), "f")], later)
        return call

    followed = await db.transact(follow)
    assert followed.phone == PHONES[1]

    def place(uow: UnitOfWork) -> None:
        draft = uow.orders.get(1)
        assert draft is not None
        assert uow.orders.change_draft(draft, changed(draft, saying=Saying("Другое")))
        assert uow.orders.leave_draft(1, placed=True)
        assert uow.calls.add(draft, draft.phones[0], 1, later) is not None
        (due,) = uow.cards.claim(later, later + seconds(60), 10)
        assert (due.kind, due.subject_id, due.message_id) == (CardKind.ORDER, 2, 52)
        (notice,) = uow.notices.claim(later, later + seconds(60), 10)
        assert (notice.kind, notice.payload) == (NoticeKind.RESULT, {"calls": [1]})
        uow.notices.delivered([notice.id], later)
        assert uow.outgoing.outbox().waiting == 0

    await db.transact(place)
