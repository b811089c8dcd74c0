"""What CallKeeper's answers mean: placed, refused and why, or nobody knows."""

import re
from collections.abc import Sequence
from enum import StrEnum

from bot.domain.errors import Refused, Uncertain
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.providers.base import Answer
from bot.providers.callkeeper.schemas import PlacedCall, Said, understand, words_of
from bot.providers.reasons import DEFINITE, failure_of, is_ok, refusal_of


class Refusal(StrEnum):
    """Fluent keys, their texts in `locales/*/callkeeper.ftl`. What other providers refuse too is in `Reason`."""

    NO_COMPANY = "callkeeper-refused-company"
    NO_KEY = "callkeeper-refused-no_key"
    NO_WIDGET = "callkeeper-refused-no_widget"
    NO_HASH = "callkeeper-refused-no_hash"
    NO_CALLS = "callkeeper-refused-no_calls"
    HOST = "callkeeper-refused-host"
    MISMATCHED = "callkeeper-refused-mismatched"
    METHOD = "callkeeper-refused-method"
    DATA_TYPE = "callkeeper-refused-data_type"
    DATE = "callkeeper-refused-date"
    VALUES = "callkeeper-refused-values"
    PHONES = "callkeeper-refused-phones"
    USER = "callkeeper-refused-user"
    MALFORMED = "callkeeper-refused-malformed"
    PAIR = "callkeeper-refused-pair"
    DISABLED = "callkeeper-refused-disabled"


_REFUSALS: tuple[tuple[int, str, Refusal | Reason], ...] = (
    (400, "Key 'unique' is not defined!", Refusal.NO_COMPANY),
    (400, "Key 'apiak' is not defined!", Refusal.NO_KEY),
    (400, "Key 'whash' and 'walias' are not defined!", Refusal.NO_WIDGET),
    (400, "Key 'calls' is not defined!", Refusal.NO_CALLS),
    (401, "Unauthorized host!", Refusal.HOST),
    (403, "Not the correct key api", Reason.REFUSED_KEY),
    (404, "Mismatched request!", Refusal.MISMATCHED),
    (405, "Unknown request method!", Refusal.METHOD),
    (406, "Wrong data type!", Refusal.DATA_TYPE),
    (406, "Date is not array", Refusal.DATE),
    (409, "Not enough values", Refusal.VALUES),
    (409, "Invalid manager or client phone number", Refusal.PHONES),
    (409, "Phone not provided or invalid", Reason.REFUSED_PHONE),
    (412, "Unknown user", Refusal.USER),
    (417, "Apiak or Hash shorter or longer then was required or not hexadecimal", Refusal.MALFORMED),
    (424, "Wrong pair whash or walias and apiak!", Refusal.PAIR),
    (710, "The widget is disabled", Refusal.DISABLED),
)
"""Codes and words of the documents."""
REASONS = {words: reason for _, words, reason in _REFUSALS}
CODES = {code: reason for code, _, reason in reversed(_REFUSALS) if code != 400}
"""The first reason of a code, for answers whose words are not in the documents. 400 says nothing by itself."""

_UNLISTED: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (Reason.REFUSED_MONEY, re.compile(r"минут|баланс|средств|minute|balance|money")),
    (Reason.REFUSED_RATE, re.compile(r"слишком (много|част)|too many|rate.?limit")),
)


def reason_of(status: int, words: str) -> Refusal | Reason:
    """Case and punctuation of the words do not matter."""
    known = _KNOWN.get(_bare(words))
    if known:
        return known
    for reason, pattern in _UNLISTED:
        if pattern.search(words.casefold()):
            return reason
    return CODES.get(status) or refusal_of(status)


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).strip().casefold()


_KNOWN = {_bare(words): refusal for words, refusal in REASONS.items()}


def answered(answer: Answer) -> Said:
    """Raises Refused when the provider said no, Uncertain when it cannot be read.

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
