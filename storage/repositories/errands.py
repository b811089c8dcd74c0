"""What people asked for and wait for."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from bot.domain.errands import Errand, ErrandKind
from bot.domain.orders import Place
from storage.claims import Claims, claiming
from storage.errands import errands
from storage.statements import per_dialect

_ADD = per_dialect(
    errands,
    lambda insert: insert.on_conflict_do_nothing(index_elements=[errands.c.kind, errands.c.key]).returning(
        errands.c.id
    ),
)
_CLAIM = {
    dialect: taking.values(tries=errands.c.tries + 1)
    for dialect, taking in claiming(errands, select(errands.c.id).order_by(errands.c.id), *errands.c).items()
}
_KEEP = update(errands).where(errands.c.id == bindparam("errand_id")).values(asked=bindparam("left"))
_END = delete(errands).where(errands.c.id == bindparam("errand_id"))


class SqlErrands(Claims):
    _table = errands

    def add(self, errand: Errand, held_until: datetime) -> int | None:
        row = {
            "kind": errand.kind,
            "key": errand.key,
            "person_id": errand.person_id,
            "chat_id": errand.place.chat_id,
            "thread_id": errand.place.thread_id,
            "asked": errand.asked,
            "tries": errand.tries,
            "holder": self._process,
            "held_until": held_until,
        }
        added: int | None = self._put(_ADD, row).scalar()
        return added

    def claim(self, now: datetime, until: datetime, limit: int) -> list[Errand]:
        rows = sorted(self._claim(_CLAIM, now=now, until=until, limit=limit), key=lambda row: int(row.id))
        return [
            Errand(
                ErrandKind(row.kind),
                row.key,
                row.person_id,
                Place(row.chat_id, row.thread_id),
                row.asked,
                row.id,
                row.tries,
            )
            for row in rows
        ]

    def keep(self, errand_id: int, asked: Mapping[str, object]) -> None:
        self._connection.execute(_KEEP, {"errand_id": errand_id, "left": asked})

    def end(self, errand_id: int) -> None:
        self._connection.execute(_END, {"errand_id": errand_id})
