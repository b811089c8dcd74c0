"""Zvonobot's answers, in an envelope or bare, and what they mean: done, refused, or nobody knows.

The reason of a refusal stands in any of six places.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.domain.errors import Refused, Uncertain
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.providers import loose, wire
from bot.providers.base import Answer
from bot.providers.reasons import DEFINITE, failure_of, is_ok, refusal_of

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


def reason_of(status: int, hints: str) -> Reason:
    """`hints` in lower case. 401 is always the key; 403 is the key too unless the provider says otherwise."""
    if status == 401:
        return Reason.REFUSED_KEY
    for reason, pattern in _COMPILED:
        if pattern.search(hints):
            return reason
    return refusal_of(status)


_REASON_FIELDS = ("message", "error", "errors", "data")
_DEPTH = 6
_REASONS = 20


@dataclass(frozen=True, slots=True)
class Said:
    """`failed`: it says `"status": "error"`. `data` is what the envelope holds, or all when there is none."""

    failed: bool
    data: Any
    whole: Any

    @property
    def items(self) -> list[Any]:
        """`data` as a list: PHP writes a list with gaps as `{"0": …, "2": …}`, one object may stand alone."""
        return listed(self.data)


@dataclass(frozen=True, slots=True)
class Complaint:
    """`words` for people; `hints`, in lower case, names the refused fields too, for sorting."""

    words: str
    hints: str


def understand(body: bytes) -> Said:
    """Raises ValueError for what is no JSON object or list.

    `{"status": "success", "data": [{"id": 173011933, "phone": "79…"}]}`, `[{"id": 173011933}]`,
    `{"status": "error", "data": {"message": "Недостаточно средств"}}`
    """
    whole = wire.decode_container(body)
    status = _status(whole)
    data = whole.get("data", whole) if isinstance(whole, dict) and status in ("success", "error") else whole
    return Said(failed=status == "error", data=data, whole=whole)


def listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        keyed = value and all(isinstance(key, str) and key.isdecimal() for key in value)
        return list(value.values()) if keyed else [value]
    return []


def is_error(item: Any) -> bool:
    """A phone may be refused inside a success: `{"status": "error", "phone": …, "message": …}`."""
    return _status(item) == "error"


def complaint(value: Any) -> Complaint:
    """From `data.message`, `data[0].message`, `message`, `error`, `errors` or `{"phone": ["…", "…"]}`."""
    found: dict[str, None] = {}
    words: dict[str, None] = {}
    for field, message in _reasons(value, "", _DEPTH):
        words[message] = None
        found[f"{field} {message}"] = None
        if len(words) >= _REASONS:
            break
    return Complaint("; ".join(words)[:1000], "\n".join(found).casefold())


def _status(value: Any) -> str:
    status = value.get("status") if isinstance(value, dict) else None
    return status.strip().casefold() if isinstance(status, str) else ""


def _reasons(value: Any, field: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth < 0:
        return
    if isinstance(value, str):
        message = loose.text(value, limit=500)
        if message:
            yield field, message
    elif isinstance(value, list):
        for item in value:
            yield from _reasons(item, field, depth - 1)
    elif isinstance(value, dict):
        yield from _reasons_of_object(value, field, depth - 1)


def _reasons_of_object(value: dict[str, Any], field: str, depth: int) -> Iterator[tuple[str, str]]:
    named = [name for name in _REASON_FIELDS if value.get(name)]
    for name in named:
        yield from _reasons(value[name], field, depth)
    if named:
        return
    for name, item in value.items():
        if isinstance(item, list) or (isinstance(item, dict) and item):
            yield from _reasons(item, f"{field} {name}".strip(), depth)


_BEYOND = 10**18
_NO_SUCH = frozenset({404, 405, 501})


def placed_id(answer: Answer, phone: Phone) -> str:
    """The new call's id. Raises Refused when it was definitely not placed, Uncertain when nobody knows."""
    said = _said(answer)
    own = _own_item(said, phone) if said else None
    found = None if own is None or is_error(own) else call_id(own)
    if answer.status in DEFINITE or (said and said.failed and is_ok(answer.status)):
        if found and loose.phone(phone_of(own)) == phone:
            raise Uncertain(Reason.UNREADABLE, _complaint(said).words)
        raise refusal(answer.status, _complaint(said))
    if not is_ok(answer.status):
        raise Uncertain(failure_of(answer.status), _complaint(said).words)
    if said is None:
        raise Uncertain(Reason.UNREADABLE)
    if own is not None and is_error(own):
        raise refusal(answer.status, complaint(own))
    if found is None:
        raise Uncertain(Reason.NO_ID, _complaint(said).words)
    return found


def answered(answer: Answer) -> Said:
    """A question's answer. Raises Refused when Zvonobot said no, Uncertain when it cannot be read."""
    said = _said(answer)
    if answer.status in DEFINITE or (said and said.failed and is_ok(answer.status)):
        raise refusal(answer.status, _complaint(said))
    if not is_ok(answer.status):
        raise Uncertain(failure_of(answer.status), _complaint(said).words)
    if said is None:
        raise Uncertain(Reason.UNREADABLE)
    return said


def if_offered(answer: Answer) -> Said:
    """As `answered`, of an operation that no document names: Refused with NOT_OFFERED where the provider has none."""
    if answer.status in _NO_SUCH:
        raise Refused(Reason.NOT_OFFERED)
    return answered(answer)


def refusal(status: int, told: Complaint) -> Refused:
    return Refused(reason_of(status, told.hints), told.words)


def call_id(item: Any) -> str | None:
    """`apiCallId` is what `get` asks for; `id` is the same where it stands alone."""
    if not isinstance(item, dict):
        return None
    found = item.get("apiCallId") or item.get("id")
    return str(found) if type(found) is int and 0 < found < _BEYOND else loose.identifier(found)


def phone_of(item: Any) -> Any:
    """Beside the id, or one level deeper in the older dialect's `calls`."""
    if not isinstance(item, dict) or "phone" in item:
        return item.get("phone") if isinstance(item, dict) else None
    return next((call.get("phone") for call in listed(item.get("calls")) if isinstance(call, dict)), None)


def _said(answer: Answer) -> Said | None:
    try:
        return understand(answer.body)
    except ValueError:
        return None


def _complaint(said: Said | None) -> Complaint:
    return complaint(said.whole) if said else Complaint("", "")


def _own_item(said: Said, phone: Phone) -> dict[str, Any] | None:
    """The item that names our phone, an accepted one first; or the only item when it names none."""
    items = [item for item in said.items if isinstance(item, dict)]
    own = [item for item in items if loose.phone(phone_of(item)) == phone]
    if not own and len(items) == 1 and loose.phone(phone_of(items[0])) is None:
        own = items
    own.sort(key=is_error)
    return own[0] if own else None
