"""Rows → what they are: the two that several repositories read."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import Row

from bot.domain.access import Defaults, Person, Role
from bot.domain.calls import Call, CallState, Handle
from storage.tables import calls, people

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


def as_person(row: AnyRow) -> Person:
    """Of a row whose first columns are PERSON_COLUMNS."""
    values = list(row[: len(PERSON_COLUMNS)])
    values[_ROLE] = Role(values[_ROLE]) if values[_ROLE] else None
    values[_DEFAULTS] = Defaults(**values[_DEFAULTS]) if values[_DEFAULTS] else Defaults()
    return Person(*values)


def as_call(row: AnyRow) -> Call:
    """Of a row of CALL_COLUMNS."""
    *values, detail = row
    values[_HANDLE] = None if values[_HANDLE] is None else Handle(values[_HANDLE], detail)
    values[_STATE] = CallState(values[_STATE])
    values[_REFERENCE] = values[_REFERENCE] or ""
    return Call(*values)
