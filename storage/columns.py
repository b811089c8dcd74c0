"""What every table is declared with: column types that mean the same on SQLite and on PostgreSQL, names, indexes."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.types import TypeEngine

Id = BigInteger().with_variant(Integer(), "sqlite")
"""Telegram's ids take 52 bits. SQLite numbers rows by itself only in a column called INTEGER."""

Json = JSON(none_as_null=True)
"""PostgreSQL's `json`, not `jsonb`, which refuses NUL and lone surrogates; a provider may send anything."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Before every moment: «at once» where times are compared."""


class Utc(TypeDecorator[datetime]):
    """Aware moments in UTC. SQLite forgets the zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without its zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Money(TypeDecorator[Decimal]):
    """Exact decimals: `numeric` on PostgreSQL, text on SQLite, which has binary fractions only."""

    impl = Numeric()
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        return str(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Words(TypeDecorator[str]):
    """Text from outside: what a database refuses (NUL, lone surrogates) becomes U+FFFD, not an error."""

    impl = Text()
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or (value.isascii() and "\0" not in value):
            return value
        whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return whole.replace("\0", "\ufffd")


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
