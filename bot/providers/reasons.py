"""Why a provider did not do what we asked: Fluent keys, their texts in `locales/*/provider.ftl`.

An HTTP status says something of it too, whatever the body holds.
"""

from enum import StrEnum


class Reason(StrEnum):
    """`refused-*`: the provider said no. `read-*`: a question found no answer, which costs nothing.

    `not-offered`: the provider has no such operation. `change-lost`: something other than a call (a record, a
    widget, a tag) was sent, and nobody knows whether it was done.
    """

    REFUSED_KEY = "provider-refused-key"
    REFUSED_MONEY = "provider-refused-money"
    REFUSED_PHONE = "provider-refused-phone"
    REFUSED_RECORD = "provider-refused-record"
    REFUSED_MODERATION = "provider-refused-moderation"
    REFUSED_CALLER_ID = "provider-refused-caller-id"
    REFUSED_TEXT = "provider-refused-text"
    REFUSED_RATE = "provider-refused-rate"
    REFUSED_ADDRESS = "provider-refused-address"
    REFUSED_OTHER = "provider-refused-other"
    NOT_OFFERED = "provider-not-offered"

    BAD_ORDER = "provider-bad-order"
    BAD_MENU = "provider-bad-menu"
    BAD_ADDRESS = "provider-bad-address"
    UNREACHABLE = "provider-unreachable"
    TIMEOUT = "provider-timeout"
    CUT = "provider-cut"
    OUTAGE = "provider-outage"
    REDIRECTED = "provider-redirected"
    UNREADABLE = "provider-unreadable"
    NO_ID = "provider-no-id"
    CHANGE_LOST = "provider-change-lost"

    READ_TIMEOUT = "provider-read-timeout"
    READ_CUT = "provider-read-cut"
    READ_OUTAGE = "provider-read-outage"
    READ_REDIRECTED = "provider-read-redirected"
    READ_UNREADABLE = "provider-read-unreadable"


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
