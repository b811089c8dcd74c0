"""Whose money is below the set sum: each fall is told of once."""

from sqlalchemy import bindparam, false, update

from storage.statements import Repository, per_dialect
from storage.tables import balance_falls

_FALL = per_dialect(
    balance_falls,
    lambda insert: insert.on_conflict_do_update(
        index_elements=[balance_falls.c.provider],
        set_={"falls": balance_falls.c.falls + 1, "is_low": insert.excluded.is_low},
        where=balance_falls.c.is_low == false(),
    ).returning(balance_falls.c.falls),
)
_RISE = update(balance_falls).where(balance_falls.c.provider == bindparam("of_provider")).values(is_low=False)


class SqlBalances(Repository):
    def fell(self, provider: str) -> int | None:
        fall = self._put(_FALL, {"provider": provider, "falls": 1, "is_low": True}).scalar()
        return None if fall is None else int(fall)

    def rose(self, provider: str) -> None:
        self._connection.execute(_RISE, {"of_provider": provider})
