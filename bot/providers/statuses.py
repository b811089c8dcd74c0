"""What an HTTP status says of a request, whatever its body holds."""

from __future__ import annotations

from bot.providers.reasons import Reason

DEFINITE = frozenset({400, 401, 402, 403, 404, 405, 413, 415, 422, 429})
"""The service looked at the request and did not do it."""

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
