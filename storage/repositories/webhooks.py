"""What providers say, as it came: their answers to requests; and what they send by themselves, applied once."""

import hashlib
from datetime import datetime

from sqlalchemy import bindparam, delete, null, select, text, update

from bot.ports import Bell
from bot.ports.hearing import AnswerTo, KeptAnswer
from bot.ports.keeping import Webhook
from storage.claims import SqlQueue, claiming_lightly
from storage.material import answers
from storage.rows import AnyRow
from storage.statements import Repository, per_dialect
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


_KEEP = per_dialect(
    answers,
    lambda insert: insert.on_conflict_do_update(
        index_elements=list(answers.primary_key),
        set_={name: insert.excluded[name] for name in ("answer", "left_out", "at")},
    ),
)
_GET = select(answers.c.answer, answers.c.left_out).where(
    answers.c.kind == bindparam("of_kind"), answers.c.subject_id == bindparam("of_subject")
)


class SqlAnswers(Repository):
    def keep(self, to: AnswerTo, subject_id: int, answer: KeptAnswer, at: datetime) -> None:
        row = {"kind": to, "subject_id": subject_id, "answer": answer.text, "left_out": answer.left_out, "at": at}
        self._put(_KEEP, row)

    def get(self, to: AnswerTo, subject_id: int) -> KeptAnswer | None:
        row = self._connection.execute(_GET, {"of_kind": to, "of_subject": subject_id}).first()
        return KeptAnswer(*row) if row else None
