"""Every reason that CallKeeper's documents list, as something a person can act on."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.providers.reasons import Reason
from bot.providers.statuses import refusal_of


class Refusal(StrEnum):
    """Fluent keys, their texts in `locales/*/callkeeper.ftl`. What other services refuse too is in `Reason`."""

    NO_COMPANY = "callkeeper-refused-company"
    NO_KEY = "callkeeper-refused-no_key"
    NO_WIDGET = "callkeeper-refused-no_widget"
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


REASONS: dict[str, Refusal | Reason] = {
    "Key 'unique' is not defined!": Refusal.NO_COMPANY,
    "Key 'apiak' is not defined!": Refusal.NO_KEY,
    "Key 'whash' and 'walias' are not defined!": Refusal.NO_WIDGET,
    "Key 'calls' is not defined!": Refusal.NO_CALLS,
    "Unauthorized host!": Refusal.HOST,
    "Not the correct key api": Reason.REFUSED_KEY,
    "Mismatched request!": Refusal.MISMATCHED,
    "Unknown request method!": Refusal.METHOD,
    "Wrong data type!": Refusal.DATA_TYPE,
    "Date is not array": Refusal.DATE,
    "Not enough values": Refusal.VALUES,
    "Invalid manager or client phone number": Refusal.PHONES,
    "Phone not provided or invalid": Reason.REFUSED_PHONE,
    "Unknown user": Refusal.USER,
    "Apiak or Hash shorter or longer then was required or not hexadecimal": Refusal.MALFORMED,
    "Wrong pair whash or walias and apiak!": Refusal.PAIR,
    "The widget is disabled": Refusal.DISABLED,
}

CODES: dict[int, Refusal | Reason] = {
    401: Refusal.HOST,
    403: Reason.REFUSED_KEY,
    404: Refusal.MISMATCHED,
    405: Refusal.METHOD,
    406: Refusal.DATA_TYPE,
    409: Refusal.VALUES,
    412: Refusal.USER,
    417: Refusal.MALFORMED,
    424: Refusal.PAIR,
    710: Refusal.DISABLED,
}
"""The documents' codes where the words are none of theirs: what such a code stands for there."""

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
