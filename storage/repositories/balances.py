"""Whose money is below the set sum: each fall is told of once."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, false, update

from storage.statements import per_dialect
from storage.tables import balance_falls

_FALL = per_dialect(
    balance_falls,
    lambda insert: insert.on_conflict_do_update(
        index_elements=[balance_falls.c.service],
        set_={"falls": balance_falls.c.falls + 1, "is_low": insert.excluded.is_low},
        where=balance_falls.c.is_low == false(),
    ).returning(balance_falls.c.falls),
)
_RISE = update(balance_falls).where(balance_falls.c.service == bindparam("of_service")).values(is_low=False)


class SqlBalances:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def fell(self, provider: str) -> int | None:
        new = {"service": provider, "falls": 1, "is_low": True}
        fall = self._connection.execute(_FALL[self._connection.dialect.name], new).scalar()
        return None if fall is None else int(fall)

    def rose(self, provider: str) -> None:
        self._connection.execute(_RISE, {"of_service": provider})
