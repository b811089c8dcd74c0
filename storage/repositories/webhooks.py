"""What providers send by themselves: stored as it came, applied once."""

import hashlib
from datetime import datetime

from sqlalchemy import bindparam, delete, null, select, text, update

from bot.ports import Bell
from bot.ports.keeping import Webhook
from storage.claims import SqlQueue, claiming_lightly
from storage.rows import AnyRow
from storage.statements import per_dialect
from storage.tables import UNAPPLIED, webhooks

_ADD = per_dialect(
    webhooks,
    lambda insert: insert.on_conflict_do_nothing(
        index_elements=[webhooks.c.provider, webhooks.c.token, webhooks.c.digest]
    ).returning(webhooks.c.id),
)
_CLAIM = claiming_lightly(webhooks, select(webhooks.c.id).where(text(UNAPPLIED)).order_by(webhooks.c.id), *webhooks.c)
_PROBLEMS = select(webhooks).where(webhooks.c.problem.is_not(None)).order_by(webhooks.c.id.desc())
_OF_ID = update(webhooks).where(webhooks.c.id == bindparam("webhook_id"))
_AGAIN = _OF_ID.values(applied_at=null(), problem=null())
_OLD = delete(webhooks).where(webhooks.c.applied_at < bindparam("before"))


class SqlWebhookInbox(SqlQueue):
    _table = webhooks

    def add(self, webhook: Webhook, at: datetime) -> bool:
        self._rung.add(Bell.WEBHOOKS)
        row = {
            "provider": webhook.provider,
            "token": webhook.token,
            "digest": hashlib.sha256(webhook.body).hexdigest(),
            "body": webhook.body,
            "received_at": at,
        }
        return self._put(_ADD, row).scalar() is not None

    def claim(self, now: datetime, until: datetime, limit: int) -> list[Webhook]:
        taken = self._claim(_CLAIM, now=now, until=until, limit=limit)
        return [_as_webhook(row) for row in sorted(taken, key=lambda row: row.id)]

    def applied(self, webhook_id: int, at: datetime, problem: str | None = None) -> None:
        self._connection.execute(_OF_ID, {"webhook_id": webhook_id, "applied_at": at, "problem": problem})

    def problems(self, limit: int) -> list[Webhook]:
        return [_as_webhook(row) for row in self._connection.execute(_PROBLEMS.limit(limit))]

    def again(self, webhook_id: int) -> bool:
        self._rung.add(Bell.WEBHOOKS)
        return self._connection.execute(_AGAIN, {"webhook_id": webhook_id}).rowcount == 1

    def clear(self, received_before: datetime) -> None:
        self._connection.execute(_OLD, {"before": received_before})


def _as_webhook(row: AnyRow) -> Webhook:
    return Webhook(row.provider, row.token, bytes(row.body), row.id, row.problem)
