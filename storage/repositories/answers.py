"""What providers answered to requests that placed a call or made a record."""

from datetime import datetime

from sqlalchemy import bindparam, select

from bot.ports.hearing import AnswerTo, KeptAnswer
from storage.material import answers
from storage.statements import Repository, per_dialect

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
