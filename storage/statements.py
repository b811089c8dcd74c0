"""What the two dialects say differently, lists too long for one statement, and the search by a part of a name."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, CursorResult, Insert, Table

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

    AnyInsert = sqlite.Insert | postgresql.Insert

T = TypeVar("T")

PARAMETERS = 5000
"""Values in one IN list: PostgreSQL and SQLite take some 32,000 parameters."""


class PerDialect(dict[str, Insert]):
    """Statements by the dialect's name, built when first used: on SQLite PostgreSQL's dialect is 2 MiB for nothing."""

    def __init__(self, table: Table, finish: "Callable[[AnyInsert], Insert]") -> None:
        super().__init__()
        self._table = table
        self._finish = finish

    def __missing__(self, name: str) -> Insert:
        made = self[name] = self._finish(_insert(name, self._table))
        return made


def per_dialect(table: Table, finish: "Callable[[AnyInsert], Insert]") -> PerDialect:
    """An INSERT with an ON CONFLICT clause."""
    return PerDialect(table, finish)


def _insert(dialect: str, table: Table) -> "AnyInsert":
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)


def in_batches(values: Iterable[T], size: int = PARAMETERS) -> Iterator[Sequence[T]]:
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


def folded(name: str) -> str:
    """As names are compared. Of й and ё there are two spellings, in one sign and in two; both look the same."""
    return unicodedata.normalize("NFC", name.casefold())


def holds(column: Column[str], search: str) -> ColumnElement[bool]:
    """Whether a folded name has this in it; nothing in it is a pattern."""
    return column.contains(folded(search), autoescape=True)


class Repository:
    """Plain synchronous statements over the transaction's connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _put(self, statements: PerDialect, rows: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> CursorResult[Any]:
        return self._connection.execute(statements[self._connection.dialect.name], rows)
