"""What goes wrong with the bot itself, and the outbox from the side of those who look after it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, false, func, null, select, text, true, update

from bot.domain.orders import Place
from bot.domain.troubles import Loss, LostNotice, Outbox
from bot.domain.views import NoticeKind
from bot.ports import Bell
from storage.columns import EPOCH
from storage.statements import Repository, per_dialect
from storage.tables import LOST, UNDELIVERED, notices, people, troubles

_BEGIN = per_dialect(
    troubles,
    lambda insert: insert.on_conflict_do_update(
        index_elements=[troubles.c.name],
        set_={"times": troubles.c.times + 1, "is_on": insert.excluded.is_on, "since": insert.excluded.since},
        where=troubles.c.is_on == false(),
    ).returning(troubles.c.times),
)
_END = (
    update(troubles)
    .where(troubles.c.name == bindparam("of_name"), troubles.c.is_on == true())
    .values(is_on=False)
    .returning(troubles.c.times)
)
_ON = select(troubles.c.name, troubles.c.since).where(troubles.c.is_on == true())


class SqlTroubles(Repository):
    """Each beginning, and each end, has one caller who gets to tell of it."""

    def begin(self, name: str, at: datetime) -> int | None:
        times = self._put(_BEGIN, {"name": name, "times": 1, "is_on": True, "since": at}).scalar()
        return None if times is None else int(times)

    def end(self, name: str) -> int | None:
        times = self._connection.execute(_END, {"of_name": name}).scalar()
        return None if times is None else int(times)

    def on(self) -> dict[str, datetime]:
        return {row.name: row.since for row in self._connection.execute(_ON)}


_WAITING = select(func.count(), func.min(notices.c.created_at)).where(text(UNDELIVERED))
_LOST_COUNT = select(func.count()).select_from(notices).where(text(LOST))
_LOST = (
    select(notices, people.c.name)
    .outerjoin(people, people.c.id == notices.c.chat_id)
    .where(text(LOST))
    .order_by(notices.c.id.desc())
    .limit(bindparam("limit"))
)
_OF_LOST = update(notices).where(text(LOST))
_TELL = _OF_LOST.where(notices.c.lost_told_at.is_(None)).values(lost_told_at=bindparam("at"))
_NO_MORE = {"lost": null(), "lost_told_at": null()}
_AGAIN = _OF_LOST.values(given_up_at=null(), retry_at=EPOCH, failures=0, **_NO_MORE)
_FORGET = _OF_LOST.where(notices.c.given_up_at < bindparam("before")).values(_NO_MORE)


class SqlOutgoing(Repository):
    def __init__(self, connection: Connection, rung: set[Bell]) -> None:
        super().__init__(connection)
        self._rung = rung

    def outbox(self) -> Outbox:
        waiting, oldest_at = self._connection.execute(_WAITING).one()
        return Outbox(waiting, oldest_at, self._connection.execute(_LOST_COUNT).scalar_one())

    def lost(self, limit: int) -> Sequence[LostNotice]:
        return [
            LostNotice(
                id=row.id,
                kind=NoticeKind(row.kind),
                place=Place(row.chat_id, row.thread_id),
                why=Loss(row.lost),
                lost_at=row.given_up_at,
                whom=row.name,
            )
            for row in self._connection.execute(_LOST, {"limit": limit})
        ]

    def tell_lost(self, at: datetime) -> int:
        return self._connection.execute(_TELL, {"at": at}).rowcount

    def send_again(self) -> int:
        self._rung.add(Bell.NOTICES)
        return self._connection.execute(_AGAIN).rowcount

    def forget_lost(self, given_up_before: datetime) -> None:
        self._connection.execute(_FORGET, {"before": given_up_before})
