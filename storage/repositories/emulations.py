"""Requests made by hand: each sent once, its answer kept, the values offered again."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from bot.ports.emulating import Emulation
from storage.statements import Repository, per_dialect
from storage.tables import emulations, entered_values

_COLUMNS = tuple(emulations.c[field.name] for field in fields(Emulation))
_ADD = per_dialect(
    emulations,
    lambda insert: insert.on_conflict_do_nothing(index_elements=[emulations.c.key]).returning(emulations.c.id),
)
_ANSWERED = update(emulations).where(emulations.c.key == bindparam("of_key"))
_OLD = delete(emulations).where(emulations.c.sent_at < bindparam("before"), emulations.c.answered_at.is_not(None))
_OF_KEY = select(*_COLUMNS).where(emulations.c.key == bindparam("of_key"))
_NEWEST = (
    select(*_COLUMNS)
    .where(
        emulations.c.person_id == bindparam("person_id"),
        emulations.c.provider == bindparam("provider"),
        emulations.c.operation == bindparam("operation"),
    )
    .order_by(emulations.c.id.desc())
    .limit(1)
)
_ANSWERS = (
    select(emulations.c.answer)
    .where(emulations.c.provider == bindparam("provider"), emulations.c.answer.is_not(None))
    .order_by(emulations.c.id.desc())
)
_REMEMBER = per_dialect(
    entered_values,
    lambda insert: insert.on_conflict_do_update(
        index_elements=list(entered_values.primary_key),
        set_={"entered": insert.excluded.entered, "changed_at": insert.excluded["changed_at"]},
    ),
)
_REMEMBERED = select(entered_values.c.operation, entered_values.c.entered).where(
    entered_values.c.person_id == bindparam("person_id"), entered_values.c.provider == bindparam("provider")
)


class SqlEmulations(Repository):
    def add(self, emulation: Emulation, at: datetime) -> bool:
        return self._put(_ADD, {**asdict(emulation), "sent_at": at}).scalar() is not None

    def answered(self, emulation: Emulation, at: datetime) -> None:
        ended = {name: getattr(emulation, name) for name in ("status", "answer", "problem", "words")}
        self._connection.execute(_ANSWERED, {"of_key": emulation.key, **ended, "answered_at": at})

    def clear(self, sent_before: datetime) -> None:
        self._connection.execute(_OLD, {"before": sent_before})

    def get(self, key: str) -> Emulation | None:
        row = self._connection.execute(_OF_KEY, {"of_key": key}).first()
        return Emulation(*row) if row else None

    def newest(self, person_id: int, provider: str, operation: str) -> Emulation | None:
        of = {"person_id": person_id, "provider": provider, "operation": operation}
        row = self._connection.execute(_NEWEST, of).first()
        return Emulation(*row) if row else None

    def answers(self, provider: str, limit: int) -> list[str]:
        return list(self._connection.execute(_ANSWERS.limit(limit), {"provider": provider}).scalars())

    def remember(self, person_id: int, provider: str, operation: str, values: Mapping[str, Any], at: datetime) -> None:
        row = {"person_id": person_id, "provider": provider, "operation": operation}
        self._put(_REMEMBER, {**row, "entered": dict(values), "changed_at": at})

    def remembered(self, person_id: int, provider: str) -> dict[str, dict[str, Any]]:
        rows = self._connection.execute(_REMEMBERED, {"person_id": person_id, "provider": provider})
        return {row[0]: row[1] for row in rows}
