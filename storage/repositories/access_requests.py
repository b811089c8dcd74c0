"""Strangers' wishes to work with the bot, and what became of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, text, update

from bot.domain.access import Role
from bot.domain.views import AccessRequest
from storage.rows import PERSON_COLUMNS, as_person
from storage.statements import per_dialect
from storage.tables import UNDECIDED, access_requests, people

_DECIDER = people.alias("decider")
_READ = (
    select(
        *PERSON_COLUMNS,
        access_requests.c.id.label("request_id"),
        _DECIDER.c.name.label("decided_by"),
        access_requests.c.decided_at,
        access_requests.c.role.label("given"),
    )
    .join_from(access_requests, people, access_requests.c.person_id == people.c.id)
    .outerjoin(_DECIDER, access_requests.c.decided_by == _DECIDER.c.id)
)
_ADD = per_dialect(
    access_requests,
    lambda insert: insert.on_conflict_do_nothing(
        index_elements=[access_requests.c.person_id], index_where=text(UNDECIDED)
    ).returning(access_requests.c.id),
)


class SqlAccessRequests:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open_for(self, person_id: int) -> AccessRequest | None:
        return self._read(access_requests.c.person_id == person_id, access_requests.c.decided_at.is_(None))

    def add(self, person_id: int, at: datetime) -> int | None:
        added: int | None = self._connection.execute(
            _ADD[self._connection.dialect.name], {"person_id": person_id, "created_at": at}
        ).scalar()
        return added

    def get(self, request_id: int) -> AccessRequest | None:
        return self._read(access_requests.c.id == request_id)

    def decide(self, request_id: int, by: int, role: Role | None, at: datetime) -> bool:
        first = self._connection.execute(
            update(access_requests)
            .where(access_requests.c.id == request_id, access_requests.c.decided_at.is_(None))
            .values(decided_by=by, decided_at=at, role=role)
        )
        return first.rowcount == 1

    def _read(self, *where: ColumnElement[bool]) -> AccessRequest | None:
        row = self._connection.execute(_READ.where(*where)).first()
        if row is None:
            return None
        return AccessRequest(
            id=row.request_id,
            person=as_person(row),
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            role=Role(row.given) if row.given else None,
        )
