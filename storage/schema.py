"""What every table is declared with."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import Index, MetaData, text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def one_of(column: str, values: Iterable[StrEnum]) -> str:
    """A check's condition."""
    words = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({words})"


def partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """A query must repeat `where` word for word, or SQLite does not see the index."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where))
