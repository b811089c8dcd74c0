"""Rows → what they are, where several repositories read it."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Row

from bot.domain.access import Defaults, Person, Role
from bot.domain.calls import Call, CallState, Handle
from bot.domain.orders import Place
from bot.domain.records import AudioRecord
from bot.domain.views import Card, Notice
from storage.tables import calls, people

T = TypeVar("T", AudioRecord, Card, Notice)
AnyRow = Row[*tuple[Any, ...]]

PERSON_COLUMNS = tuple(people.c[field.name] for field in fields(Person))
_HANDLE = [field.name for field in fields(Call)].index("handle")
CALL_COLUMNS = (
    *(calls.c[field.name if field.name != "handle" else "provider_call_id"] for field in fields(Call)),
    calls.c.provider_call_detail,
)
_ROLE = [field.name for field in fields(Person)].index("role")
_DEFAULTS = [field.name for field in fields(Person)].index("defaults")
_STATE = [field.name for field in fields(Call)].index("state")
_REFERENCE = [field.name for field in fields(Call)].index("reference")


def as_person(row: Sequence[Any]) -> Person:
    """Of a row whose first columns are PERSON_COLUMNS."""
    values = list(row[: len(PERSON_COLUMNS)])
    values[_ROLE] = Role(values[_ROLE]) if values[_ROLE] else None
    values[_DEFAULTS] = Defaults.of(values[_DEFAULTS]) if values[_DEFAULTS] else Defaults()
    return Person(*values)


def as_call(row: Sequence[Any]) -> Call:
    """Of a row of CALL_COLUMNS."""
    *values, detail = row
    values[_HANDLE] = None if values[_HANDLE] is None else Handle(values[_HANDLE], detail)
    values[_STATE] = CallState(values[_STATE])
    values[_REFERENCE] = values[_REFERENCE] or ""
    return Call(*values)


def placed(kind: type[T], row: AnyRow, /, **converted: Any) -> T:
    """A dataclass whose fields are the row's columns, but for its place and those that are `converted`."""
    known: dict[str, Any] = {**converted, "place": Place(row.chat_id, row.thread_id or None)}
    for field in fields(kind):
        if field.name not in known:
            known[field.name] = getattr(row, field.name)
    return kind(**known)
