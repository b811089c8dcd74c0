"""The engine's words of refusal, sorted into reasons that a person can do something about."""

from __future__ import annotations

import re

from bot.providers.reasons import Reason

_TABLE = (
    (
        Reason.REFUSED_KEY,
        r"api[\s_-]?key|\bключ(?!ев)|unauthori[sz]ed|unauthenticated|авторизац",
    ),
    (Reason.REFUSED_MONEY, r"средств|баланс|\bденег|balance|funds|money|payment"),
    (Reason.REFUSED_MODERATION, r"модерац|модериров|moderat"),
    (Reason.REFUSED_RATE, r"слишком (много|част)|too many|rate.?limit|throttl"),
    (Reason.REFUSED_CALLER_ID, r"outgoing|dutyphone|исходящ|отправител|caller.?id|подтвержд[её]н|дежурн"),
    (Reason.REFUSED_TEXT, r"\bтекст|\btext|символ"),
    (Reason.REFUSED_RECORD, r"аудио|ролик|\bзапис|\brecord"),
    (Reason.REFUSED_PHONE, r"номер|телефон|абонент|phone|number|ч[её]рн\w+ спис"),
)
_COMPILED = tuple((reason, re.compile(pattern)) for reason, pattern in _TABLE)

_BY_STATUS = {
    401: Reason.REFUSED_KEY,
    402: Reason.REFUSED_MONEY,
    404: Reason.REFUSED_ADDRESS,
    405: Reason.REFUSED_ADDRESS,
    429: Reason.REFUSED_RATE,
}


def reason_of(status: int, hints: str) -> Reason:
    """`hints` in lower case. 401 is always the key; 403 is the key too unless the service says otherwise."""
    if status == 401:
        return Reason.REFUSED_KEY
    for reason, pattern in _COMPILED:
        if pattern.search(hints):
            return reason
    return Reason.REFUSED_KEY if status == 403 else _BY_STATUS.get(status, Reason.REFUSED_OTHER)
