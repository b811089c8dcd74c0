"""The outbox from the side of those who look after the bot: what waits, and what reached nobody."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, null, select, text, update

from bot.domain.orders import Place
from bot.domain.troubles import Loss, LostNotice, Outbox
from bot.domain.views import NoticeKind
from bot.ports import Bell
from storage.columns import EPOCH
from storage.statements import Repository
from storage.tables import LOST, UNDELIVERED, notices, people

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
