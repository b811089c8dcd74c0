"""Everybody who ever wrote to the bot."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from sqlalchemy import Connection, bindparam, select, update

from bot.domain.access import Person, Role
from storage.rows import PERSON_COLUMNS, as_person
from storage.statements import in_batches, per_dialect
from storage.tables import people

_GET = select(*PERSON_COLUMNS).where(people.c.id == bindparam("person_id"))
_MANY = select(*PERSON_COLUMNS).where(people.c.id.in_(bindparam("person_ids", expanding=True)))
_HAVING_ROLES = (
    select(*PERSON_COLUMNS).where(people.c.role.in_(bindparam("roles", expanding=True))).order_by(people.c.id)
)
_SAVED = ("name", "username", "locale", "telegram_locale", "every_result", "phone", "defaults")
_SAVE = per_dialect(
    people,
    lambda insert: insert.on_conflict_do_update(
        index_elements=[people.c.id],
        set_={name: insert.excluded[name] for name in _SAVED},
    ),
)


class SqlPeople:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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
        self._connection.execute(
            _SAVE[self._connection.dialect.name],
            {
                "id": person.id,
                "role": person.role,
                **{name: getattr(person, name) for name in _SAVED},
                "defaults": asdict(person.defaults),
            },
        )

    def set_role(self, person_id: int, role: Role | None) -> None:
        self._connection.execute(update(people).where(people.c.id == person_id).values(role=role))

    def having_roles(self, roles: Collection[Role]) -> list[Person]:
        return [as_person(row) for row in self._connection.execute(_HAVING_ROLES, {"roles": list(roles)})]
