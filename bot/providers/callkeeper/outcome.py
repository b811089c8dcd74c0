"""What an answer means: were the callbacks placed, definitely not, or does nobody know."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.errors import Refused, Uncertain
from bot.domain.phones import Phone
from bot.providers.base import Answer
from bot.providers.callkeeper.answers import Said, understand, words_of
from bot.providers.callkeeper.refusals import CODES, reason_of
from bot.providers.callkeeper.schemas import PlacedCall
from bot.providers.reasons import Reason
from bot.providers.statuses import DEFINITE, failure_of, is_ok


def answered(answer: Answer) -> Said:
    """Raises Refused when the service said no, Uncertain when it cannot be read.

    409, 412, 417, 424 and 710 are refusals only with the documents' JSON: a proxy may answer with them too.
    """
    said = _said(answer)
    refusal = said.refusal if said else None
    spoken = refusal is not None and (is_ok(answer.status) or answer.status in CODES)
    if spoken or answer.status in DEFINITE:
        words = _words(said)
        raise Refused(reason_of(answer.status, words), words)
    if not is_ok(answer.status):
        raise Uncertain(failure_of(answer.status), _words(said))
    if said is None:
        raise Uncertain(Reason.UNREADABLE)
    return said


def placed(answer: Answer) -> list[PlacedCall]:
    """An entry for each callback of the request; some may be refused. Raises Refused, Uncertain."""
    try:
        return _entries(answered(answer))
    except Refused as refused:
        said = _said(answer)
        if said and any(entry.id and not entry.failed for entry in _entries(said)):
            raise Uncertain(Reason.UNREADABLE, refused.words) from refused
        raise


def own(entries: Sequence[PlacedCall], client: Phone) -> str:
    """The id of the callback to `client`: the entry that names it, or the only one when it names nobody readable.

    The documents' own example names a client of twelve digits. Raises Refused, Uncertain.
    """
    ours = [entry for entry in entries if entry.client == client]
    if not ours and len(entries) == 1 and entries[0].client is None:
        ours = list(entries)
    ours.sort(key=lambda entry: entry.failed)
    if not ours:
        raise Uncertain(Reason.NO_ID)
    if ours[0].failed:
        raise Refused(reason_of(200, ours[0].words), ours[0].words)
    if ours[0].id is None:
        raise Uncertain(Reason.NO_ID, ours[0].words)
    return ours[0].id


def _entries(said: Said) -> list[PlacedCall]:
    return [PlacedCall.model_validate(item) for item in said.items]


def _said(answer: Answer) -> Said | None:
    try:
        return understand(answer.body)
    except ValueError:
        return None


def _words(said: Said | None) -> str:
    return next((words for item in said.items if (words := words_of(item))), "") if said else ""
