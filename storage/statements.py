"""What the two dialects say differently, and lists too long for one statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Insert, Table

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

    AnyInsert = sqlite.Insert | postgresql.Insert

T = TypeVar("T")

PARAMETERS = 5000
"""Values in one IN list: PostgreSQL and SQLite take some 32,000 parameters."""


class PerDialect(dict[str, Insert]):
    """Statements by the dialect's name, built when first used: on SQLite PostgreSQL's dialect is 2 MiB for nothing."""

    def __init__(self, table: Table, finish: Callable[[AnyInsert], Insert]) -> None:
        super().__init__()
        self._table = table
        self._finish = finish

    def __missing__(self, name: str) -> Insert:
        made = self[name] = self._finish(_insert(name, self._table))
        return made


def per_dialect(table: Table, finish: Callable[[AnyInsert], Insert]) -> PerDialect:
    """An INSERT with an ON CONFLICT clause."""
    return PerDialect(table, finish)


def _insert(dialect: str, table: Table) -> AnyInsert:
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)


def in_batches(values: Iterable[T], size: int = PARAMETERS) -> Iterator[Sequence[T]]:
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
