"""Why something was not done: Fluent keys. A provider may have reasons of its own beside them."""

from enum import StrEnum


class Reason(StrEnum):
    """`reason-*`: why a call did not go, or ended without its provider. `refused-*`: the provider said no. `read-*`: a
    question found no answer, which costs nothing.

    `not-offered`: the provider has no such operation. `change-lost`: something other than a call (a record, a
    widget, a tag) was sent, and nobody knows whether it was done.
    """

    MISSED = "reason-missed"
    """The bot did not run at its time, and nobody is called long after it by itself."""
    MISSED_TURN = "reason-missed-turn"
    """It stood in line, and its turn at the provider came too late."""
    INTERRUPTED = "reason-interrupted"
    EXPIRED = "reason-expired"
    NOT_STARTED = "reason-not-started"
    """It expired before it began, at a provider that moderates what is said."""
    NOT_BEGUN = "reason-not-begun"
    """It is placed and has not begun for a while, at such a provider: it may yet."""
    CONFIRMED = "reason-confirmed"
    """A person knows that it was placed."""
    NO_PROVIDER = "provider-none"

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
