"""Why a service did not do what we asked: Fluent keys, their texts in `locales/*/provider.ftl`."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """`refused-*`: the service said no. `read-*`: a question found no answer, which costs nothing.

    `not-offered`: the service has no such operation. `change-lost`: something other than a call (a record, a
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
