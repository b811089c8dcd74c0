"""What an answer means: placed, refused by a code that a person is told of, or nobody knows.

Errors come with HTTP 200 and `{"result": "error", "error_code": "Error_User_Disabled"}`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.domain.calls import Handle
from bot.domain.errors import Refused, Uncertain
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.providers import loose, wire
from bot.providers.base import Answer
from bot.providers.mobilgroup.schemas import Sent, SentSubscriber
from bot.providers.reasons import DEFINITE, failure_of, is_ok, refusal_of

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


_LAST_COMMA = re.compile(rb",(\s*[\]}])")


@dataclass(frozen=True, slots=True)
class Said:
    """`ok`: it says `"result": "ok"`; `failed`: it says `error` or names a code; an answer may do neither."""

    body: dict[str, Any]
    ok: bool
    failed: bool
    code: str
    words: str


def answered(answer: Answer) -> dict[str, Any]:
    """The body of a success. Raises Refused when the provider said no, Uncertain when nobody knows."""
    return _success(answer, _understood(answer.body))


def sent(answer: Answer) -> Sent:
    """As `answered`, for a mailing: a refusal that names a mailing and takes its phones is not believed."""
    said = _understood(answer.body)
    if said and not (is_ok(answer.status) and said.ok):
        contradicting = Sent.model_validate(said.body)
        if contradicting.id and any(not is_refused(item) for item in contradicting.subscribers if item.result):
            raise Uncertain(Reason.UNREADABLE, said.words)
    return Sent.model_validate(_success(answer, said))


@dataclass(frozen=True, slots=True)
class Part:
    """Our call's part of a mailing: the handle `1234:79991234567`.

    Its detail is how many attempts were ordered, and what was told at placing: `2`, `1;0.91;14`. None: one attempt;
    `0`: as many as the account's own settings say.
    """

    mailing: str
    phone: Phone
    attempts: int = 1
    price: Decimal | None = None
    """What it will cost if it succeeds."""
    seconds: int | None = None
    """How long what the callee hears is."""

    @classmethod
    def of(cls, handle: Handle) -> "Part | None":
        """None for a handle that is none of Mobilgroup's."""
        mailing, _, phone = handle.id.rpartition(":")
        attempts, _, told = ("1" if handle.detail is None else handle.detail).partition(";")
        if loose.identifier(mailing) != mailing or loose.phone(phone) != phone or attempts not in ("0", "1", "2", "3"):
            return None
        price, _, seconds = told.partition(";")
        return cls(mailing, Phone(phone), int(attempts), loose.money(price), loose.integer(seconds))

    @property
    def handle(self) -> Handle:
        told = ["" if fact is None else str(fact) for fact in (self.price, self.seconds)]
        detail = ";".join([str(self.attempts), *told]) if any(told) else str(self.attempts)
        return Handle(f"{self.mailing}:{self.phone}", None if detail == "1" else detail)


def part_of(mailing: Sent, phone: Phone, attempts: int = 1) -> Part:
    """Our call's, of which so many attempts were ordered.

    Raises Refused when the mailing passed but this phone did not; Uncertain when it has no id, or names other phones
    and not ours.
    """
    own = _own(mailing, phone)
    if own is not None and is_refused(own):
        code = code_of(own)
        raise Refused(refusal_of_one(code), code)
    named_others = own is None and bool(mailing.subscribers)
    if mailing.id is None or named_others or (own is None and mailing.phones == 0):
        raise Uncertain(Reason.NO_ID)
    price = own.price if own else None
    if price is None and mailing.phones in (None, 1):
        price = mailing.budget
    return Part(mailing.id, phone, attempts, price, own.duration if own else None)


def is_refused(item: SentSubscriber) -> bool:
    return item.result.casefold() == "error" or is_code(item.result)


def code_of(item: SentSubscriber) -> str:
    written = (item.error_code, item.description, item.result)
    return next((word for word in written if word and is_code(word)), item.error_code or item.description)


def _own(mailing: Sent, phone: Phone) -> SentSubscriber | None:
    """The subscriber with our phone, an accepted one first; or the only one when it names none."""
    own = [item for item in mailing.subscribers if item.phone == phone]
    if not own and len(mailing.subscribers) == 1 and mailing.subscribers[0].phone is None:
        own = mailing.subscribers
    return min(own, key=is_refused, default=None)


def _success(answer: Answer, said: Said | None) -> dict[str, Any]:
    words = said.words if said else ""
    if answer.status in DEFINITE or (said and said.failed and is_ok(answer.status)):
        raise Refused(key_of(said.code if said else "") or refusal_of(answer.status), words)
    if not is_ok(answer.status):
        raise Uncertain(failure_of(answer.status), words)
    if said is None or not said.ok:
        raise Uncertain(Reason.UNREADABLE, words)
    return said.body


def _understood(body: bytes) -> Said | None:
    """None for what is no JSON object."""
    whole = _decoded(body)
    if not isinstance(whole, dict):
        return None
    result = loose.text(whole.get("result")) or ""
    code = loose.text(whole.get("error_code")) or loose.text(whole.get("error")) or ""
    if not code and is_code(result):
        code = result
    told = (code, *(loose.text(whole.get(name), limit=500) or "" for name in ("description", "message")))
    return Said(
        body=whole,
        ok=result.casefold() == "ok",
        failed=result.casefold() == "error" or (is_code(code) and result.casefold() != "ok"),
        code=code,
        words="; ".join(dict.fromkeys(filter(None, told)))[:1000],
    )


def _decoded(body: bytes) -> Any:
    """The documents' own example of a list of templates has a comma after its last one."""
    try:
        return wire.decode(body)
    except ValueError:
        pass
    try:
        return wire.decode(_LAST_COMMA.sub(rb"\1", body))
    except ValueError:
        return None
