"""The outbox: promises to say something once in one chat, kept in the order they were made."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, null, select, text, update

from bot.domain.orders import Place
from bot.domain.troubles import Loss
from bot.domain.views import Notice, NoticeKind
from bot.ports import Bell
from storage.claims import SqlQueue, claiming_lightly, free
from storage.columns import EPOCH
from storage.rows import AnyRow, placed
from storage.statements import in_batches, per_dialect
from storage.tables import UNDELIVERED, notices

_ADD = per_dialect(
    notices,
    lambda insert: insert.on_conflict_do_nothing(index_elements=[notices.c.event, notices.c.chat_id]),
)
# One that failed holds up its chat; one that is promised for later does not.
_HEADS = (
    select(func.min(notices.c.id))
    .where(text(UNDELIVERED), (notices.c.failures > 0) | (notices.c.retry_at <= bindparam("now")))
    .group_by(notices.c.chat_id)
)
_DUE = (
    select(notices.c.id)
    .where(notices.c.id.in_(_HEADS), text(UNDELIVERED), notices.c.retry_at <= bindparam("now"))
    .order_by(notices.c.id)
)
_CLAIM = claiming_lightly(notices, _DUE, *notices.c)
_DELIVERED = (
    update(notices)
    .where(notices.c.id.in_(bindparam("notice_ids", expanding=True)))
    .values(delivered_at=bindparam("at"))
)
_OF_NOTICE = update(notices).where(notices.c.id == bindparam("notice_id"))
_PUT_OFF = _OF_NOTICE.values(retry_at=bindparam("until"), failures=notices.c.failures + 1)
_GIVE_UP = _OF_NOTICE.values(given_up_at=bindparam("at"))
_GET = select(*notices.c).where(notices.c.id == bindparam("notice_id"))
_PAYLOAD = select(notices.c.payload).where(notices.c.id == bindparam("notice_id"))
_TOLD_ELSEWHERE = _OF_NOTICE.values(payload=bindparam("instead", type_=notices.c.payload.type))
_GIVE_UP_FREE = {"sqlite": _GIVE_UP, "postgresql": _GIVE_UP.where(free(notices)["postgresql"])}
_there = notices.alias()
_TWIN = exists().where(_there.c.chat_id == bindparam("new_chat"), _there.c.event == notices.c.event)
_FORGET_TWIN = delete(notices).where(notices.c.id == bindparam("notice_id"), _TWIN)
_MOVE = _OF_NOTICE.values(chat_id=bindparam("new_chat"), reply_to=null(), retry_at=EPOCH, failures=0)
_OLDER = select(notices.c.id, notices.c.payload).where(
    text(UNDELIVERED),
    notices.c.chat_id == bindparam("in_chat"),
    notices.c.event.startswith(bindparam("beginning"), autoescape=False),
    notices.c.event != bindparam("newer"),
)
_ANSWER = (
    update(notices)
    .where(
        text(UNDELIVERED),
        notices.c.chat_id == bindparam("in_chat"),
        notices.c.reply_to.is_(None),
        notices.c.event.startswith(bindparam("beginning"), autoescape=False),
    )
    .values(reply_to=bindparam("message_id"))
)
_KNOWN = select(notices.c.event).where(notices.c.event.in_(bindparam("events", expanding=True)))
_PROMISED = select(notices.c.id).where(
    notices.c.event == bindparam("of_event"), notices.c.chat_id == bindparam("in_chat")
)


class SqlNotices(SqlQueue):
    _table = notices

    def add(self, notices: Iterable[Notice], at: datetime, say_at: datetime | None = None) -> None:
        rows = [_row(notice, at, say_at or EPOCH) for notice in notices]
        if rows:
            self._rung.add(Bell.NOTICES)
            self._put(_ADD, rows)

    def get(self, notice_id: int) -> Notice | None:
        row = self._connection.execute(_GET, {"notice_id": notice_id}).first()
        return _as_notice(row) if row else None

    def claim(self, now: datetime, until: datetime, limit: int) -> list[Notice]:
        """A chat whose oldest notice is in other hands, or put off, waits with all that come after it."""
        taken = sorted(self._claim(_CLAIM, now=now, until=until, limit=limit), key=lambda row: row.id)
        for row in taken:
            if "told_by" in row.payload:  # whoever had it in hand died
                self._rung.add(Bell.NOTICES)
                self.give_up(row.id, now)
        return [_as_notice(row) for row in taken if "told_by" not in row.payload]

    def delivered(self, notice_ids: Collection[int], at: datetime) -> None:
        for batch in in_batches(sorted(notice_ids)):
            self._connection.execute(_DELIVERED, {"notice_ids": batch, "at": at})

    def put_off(self, notice_id: int, until: datetime) -> None:
        """One that something newer tells of by now is given up: its chat does not wait for it."""
        if "told_by" in self._connection.execute(_PAYLOAD, {"notice_id": notice_id}).scalar_one():
            self.give_up(notice_id, until)
        else:
            self._connection.execute(_PUT_OFF, {"notice_id": notice_id, "until": until})

    def give_up(self, notice_id: int, at: datetime, lost: Loss | None = None) -> None:
        self._connection.execute(_GIVE_UP.values(lost=lost), {"notice_id": notice_id, "at": at})

    def move(self, notice: Notice, place: Place) -> None:
        to = {"notice_id": notice.id, "new_chat": place.chat_id}
        self._rung.add(Bell.NOTICES)
        self._connection.execute(_FORGET_TWIN, to)
        self._connection.execute(_MOVE.values(thread_id=place.thread_id, payload=notice.payload), to)

    def answer(self, chat_id: int, beginning: str, message_id: int) -> None:
        of = {"in_chat": chat_id, "beginning": beginning, "message_id": message_id}
        self._connection.execute(_ANSWER, of)

    def supersede(self, newer: Notice, beginning: str, at: datetime) -> None:
        """One that is being said now is said all the same, but once: its chat waits for it meanwhile."""
        dialect = self._connection.dialect.name
        others = {} if dialect == "sqlite" else {"now": at, "own": self._process}
        of = {"in_chat": newer.place.chat_id, "beginning": beginning, "newer": newer.event}
        for older in self._connection.execute(_OLDER, of).all():
            instead = {"notice_id": older.id, "instead": {**older.payload, "told_by": newer.event}}
            self._connection.execute(_TOLD_ELSEWHERE, instead)
            if (self._until(older.id) or at) <= at:
                self._connection.execute(_GIVE_UP_FREE[dialect], {"notice_id": older.id, "at": at, **others})

    def known(self, events: Collection[str]) -> set[str]:
        found = (self._connection.execute(_KNOWN, {"events": batch}).scalars() for batch in in_batches(events))
        return {event for batch in found for event in batch}

    def is_promised(self, notice: Notice) -> bool:
        asked = {"of_event": notice.event, "in_chat": notice.place.chat_id}
        return self._connection.execute(_PROMISED, asked).first() is not None


def _row(notice: Notice, at: datetime, say_at: datetime) -> dict[str, Any]:
    return {
        "event": notice.event,
        "kind": notice.kind,
        "chat_id": notice.place.chat_id,
        "thread_id": notice.place.thread_id,
        "locale": notice.locale,
        "payload": notice.payload,
        "reply_to": notice.reply_to,
        "created_at": at,
        "retry_at": say_at,
        "failures": 0,
        "subscription_id": notice.subscription_id,
    }


def _as_notice(row: AnyRow) -> Notice:
    return placed(Notice, row, kind=NoticeKind(row.kind))
