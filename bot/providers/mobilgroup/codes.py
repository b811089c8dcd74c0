"""Mobilgroup's error codes, each with a message that a person can act upon."""

from __future__ import annotations

import re

from bot.providers.reasons import Reason

LOGIN_REFUSED = "mobilgroup-login-refused"
SEND_NOT_FOUND = "mobilgroup-send-not-found"
OTHER_CURRENCY = "mobilgroup-other-currency"
BAD_NUMBER = "mobilgroup-bad-number"

_PHONE = re.compile(r"phone|number|subscriber", re.IGNORECASE)

_KEYS: dict[str, str] = {
    "authorisation_failed": Reason.REFUSED_KEY,
    "authorization_failed": Reason.REFUSED_KEY,
    "user_disabled": "mobilgroup-user-disabled",
    "no_aniphone": BAD_NUMBER,
    "no_message": "mobilgroup-no-message",
    "no_subscribers": "mobilgroup-no-subscribers",
    "not_enough_credits": Reason.REFUSED_MONEY,
    "not_enough_money": Reason.REFUSED_MONEY,
    "not_tts_file": "mobilgroup-no-speech",
    "not_media_file": "mobilgroup-no-audio",
    "message_too_long": "mobilgroup-message-too-long",
    "unknown_request": "mobilgroup-unknown-request",
    "id_not_found": SEND_NOT_FOUND,
    "account_field_is_empty": "mobilgroup-account-empty",
    "name_field_is_empty": "mobilgroup-name-empty",
    "message_field_is_empty": "mobilgroup-message-empty",
    "template_not_found": "mobilgroup-template-not-found",
}


def key_of(code: str) -> str | None:
    """The Fluent key for a code; None for one that is not in the documents.

    These disagree with themselves: the same refusal is `Error_Unknown_Request` in one table and `Unknown_Request` in
    another, `Error_Not_Enough_Credits` in a table and `Error_Not_Enough_Money` in an example. All are read, however
    they are capitalised.
    """
    return _KEYS.get(code.strip().casefold().removeprefix("error_"))


def refusal_of_one(code: str) -> str:
    """The Fluent key for the refusal of one phone among several. What the documents do not list may name the phone."""
    return key_of(code) or (Reason.REFUSED_PHONE if _PHONE.search(code) else Reason.REFUSED_OTHER)


def is_code(word: str) -> bool:
    """Stands where `ok` or `error` was expected: a refusal that gives its code at once."""
    return word.strip().casefold().startswith("error_") or key_of(word) is not None
