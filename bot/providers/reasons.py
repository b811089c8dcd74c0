"""What an HTTP status says of a refusal, whatever the body holds; and the same failure told of a question."""

from bot.domain.reasons import Reason

_WHEN_READING: dict[str, str] = {
    Reason.TIMEOUT: Reason.READ_TIMEOUT,
    Reason.CUT: Reason.READ_CUT,
    Reason.OUTAGE: Reason.READ_OUTAGE,
    Reason.REDIRECTED: Reason.READ_REDIRECTED,
    Reason.UNREADABLE: Reason.READ_UNREADABLE,
    Reason.NO_ID: Reason.READ_UNREADABLE,
}


def when_reading(key: str) -> str:
    """The same failure told of a question instead of a call: nothing to look for, just ask again."""
    return _WHEN_READING.get(key, key)


DEFINITE = frozenset({400, 401, 402, 403, 404, 405, 413, 415, 422, 429})
"""The provider looked at the request and did not do it."""

_TIMED_OUT = frozenset({408, 504})
_REFUSALS = {
    401: Reason.REFUSED_KEY,
    402: Reason.REFUSED_MONEY,
    403: Reason.REFUSED_KEY,
    404: Reason.REFUSED_ADDRESS,
    405: Reason.REFUSED_ADDRESS,
    429: Reason.REFUSED_RATE,
}


def is_ok(status: int) -> bool:
    return 200 <= status < 300


def refusal_of(status: int) -> Reason:
    """The reason of a refusal that gave none itself."""
    return _REFUSALS.get(status, Reason.REFUSED_OTHER)


def failure_of(status: int) -> Reason:
    """Why nobody knows what became of a request."""
    if status in _TIMED_OUT:
        return Reason.TIMEOUT
    if 300 <= status < 400:
        return Reason.REDIRECTED
    return Reason.OUTAGE if status >= 500 else Reason.UNREADABLE
