"""Everybody who ever wrote to the bot, strangers' wishes to work with it, and who did what."""

import re
from collections.abc import Collection
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, insert, select, text, update

from bot.domain.access import Person, Role
from bot.domain.calls import Deed
from bot.domain.views import AccessRequest
from storage.rows import PERSON_COLUMNS, as_person
from storage.statements import Repository, in_batches, per_dialect
from storage.tables import UNDECIDED, access_requests, audit, people

_GET = select(*PERSON_COLUMNS).where(people.c.id == bindparam("person_id"))
_MANY = select(*PERSON_COLUMNS).where(people.c.id.in_(bindparam("person_ids", expanding=True)))
_HAVING_ROLES = (
    select(*PERSON_COLUMNS).where(people.c.role.in_(bindparam("roles", expanding=True))).order_by(people.c.id)
)
_SAVE = per_dialect(
    people,
    lambda insert: insert.on_conflict_do_update(
        index_elements=[people.c.id],
        set_={field.name: insert.excluded[field.name] for field in fields(Person) if field.name not in ("id", "role")},
    ),
)


class SqlPeople(Repository):
    def get(self, person_id: int) -> Person | None:
        row = self._connection.execute(_GET, {"person_id": person_id}).first()
        return as_person(row) if row else None

    def many(self, person_ids: Collection[int]) -> dict[int, Person]:
        found = (
            as_person(row)
            for batch in in_batches(person_ids)
            for row in self._connection.execute(_MANY, {"person_ids": batch})
        )
        return {person.id: person for person in found}

    def save(self, person: Person) -> None:
        self._put(_SAVE, asdict(person))

    def set_role(self, person_id: int, role: Role | None) -> None:
        self._connection.execute(update(people).where(people.c.id == person_id).values(role=role))

    def having_roles(self, roles: Collection[Role]) -> list[Person]:
        return [as_person(row) for row in self._connection.execute(_HAVING_ROLES, {"roles": list(roles)})]


_DECIDER = people.alias("decider")
_READ = (
    select(
        *PERSON_COLUMNS,
        access_requests.c.id.label("request_id"),
        access_requests.c.created_at.label("asked_at"),
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


class SqlAccessRequests(Repository):
    def add(self, person_id: int, at: datetime) -> int | None:
        added: int | None = self._put(_ADD, {"person_id": person_id, "created_at": at}).scalar()
        return added

    def get(self, request_id: int) -> AccessRequest | None:
        return self._read(access_requests.c.id == request_id)

    def open_of(self, person_id: int) -> AccessRequest | None:
        return self._read((access_requests.c.person_id == person_id) & access_requests.c.decided_at.is_(None))

    def newest_of(self, person_id: int) -> AccessRequest | None:
        return self._read(access_requests.c.person_id == person_id)

    def _read(self, which: ColumnElement[bool]) -> AccessRequest | None:
        row = self._connection.execute(_READ.where(which).order_by(access_requests.c.id.desc()).limit(1)).first()
        if row is None:
            return None
        return AccessRequest(
            id=row.request_id,
            person=as_person(row),
            asked_at=row.asked_at,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            role=Role(row.given) if row.given else None,
        )

    def decide(self, request_id: int, by: int, role: Role | None, at: datetime) -> bool:
        first = self._connection.execute(
            update(access_requests)
            .where(access_requests.c.id == request_id, access_requests.c.decided_at.is_(None))
            .values(decided_by=by, decided_at=at, role=role)
        )
        return first.rowcount == 1


MOST_DEEDS = 100
_NOTE = insert(audit)
_ORDER = re.compile(r"\d+(?=/|$)")
_DEEDS = (
    select(audit.c.action, audit.c.subject, audit.c.at, people.c.name)
    .join(people, people.c.id == audit.c.person_id)
    .where(text("audit.order_id IS NOT NULL"), audit.c.order_id == bindparam("of_order"))
    .order_by(audit.c.id)
    .limit(MOST_DEEDS)
)


class SqlAudit(Repository):
    def add(self, person_id: int, action: str, subject: str, at: datetime) -> None:
        """The subject of what is done to an order or a call begins with the order's number."""
        order = _ORDER.match(subject) if action.startswith(("order.", "call.")) else None
        note = {"person_id": person_id, "action": action, "subject": subject, "at": at}
        self._connection.execute(_NOTE, {**note, "order_id": int(order[0]) if order else None})

    def of_order(self, order_id: int) -> list[Deed]:
        found = self._connection.execute(_DEEDS, {"of_order": order_id})
        return [Deed(action, subject, at, name) for action, subject, at, name in found]
