"""Zvonobot's answers, in an envelope or bare, and what they mean: done, refused, or nobody knows.

The reason of a refusal stands in any of six places.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.errors import ProviderError, Refused, Uncertain
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
    """Raises ValueError for anything but a JSON object or list.

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
_OF = ":"
"""Between an order's id and a phone, where one order calls several."""
_NO_SUCH = frozenset({404, 405, 501})


def placed_ids(answer: Answer, phones: Sequence[Phone]) -> dict[Phone, str | ProviderError]:
    """The new call's id for each phone, or why there is none; Uncertain for whom the answer does not speak of.

    `[{"id": 17, "phone": "79…"}, {"status": "error", "phone": "79…", "message": "…"}]`

    Raises Refused when none was placed, Uncertain when nobody knows of any.
    """
    said = _said(answer)
    own = _own_items(said, phones) if said else {}
    ids = {phone: found for phone, item in own.items() if not is_error(item) and (found := call_id(item))}
    if answer.status in DEFINITE or (said and said.failed and is_ok(answer.status)):
        if any(loose.phone(phone_of(own[phone])) == phone for phone in ids):
            raise Uncertain(Reason.UNREADABLE, _complaint(said).words)
        raise refusal(answer.status, _complaint(said))
    if not is_ok(answer.status):
        raise Uncertain(failure_of(answer.status), _complaint(said).words)
    if said is None:
        raise Uncertain(Reason.UNREADABLE)
    named = Counter(ids.values())
    told: dict[Phone, str | ProviderError] = {}
    for phone in phones:
        if phone in own and is_error(own[phone]):
            told[phone] = refusal(answer.status, complaint(own[phone]))
        elif phone in ids and named[ids[phone]] == 1:
            told[phone] = ids[phone]
        else:  # also when two share one id: whose it is nobody can tell
            told[phone] = Uncertain(Reason.NO_ID, "" if ids else _complaint(said).words)
    return told


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


def apart(items: Iterable[Any], known: Collection[str] = ()) -> Iterator[Any]:
    """Each item as it is; an order that names several phones in its `calls` as an item for each, `17:79991234567`.

    `{"id": 17, "calls": [{"phone": "79991234567"}, {"phone": "79991234568"}]}`; `known` are ids that calls have
    already: an order that was taken apart once always is.
    """
    orders = {order_id(id_) for id_ in known if _OF in id_}
    for item in items:
        calls = listed(item.get("calls")) if isinstance(item, dict) else []
        found = call_id(item) if orders or len(calls) > 1 else None
        if found is None:
            yield item
            continue
        named = [(loose.phone(call.get("phone")), call) for call in calls if isinstance(call, dict)]
        phones = [phone for phone in dict.fromkeys(phone for phone, _ in named) if phone is not None]
        if len(phones) < 2 and found not in orders:
            yield item
            continue
        for phone in phones:
            own = [call for whose, call in named if whose == phone]
            yield {**item, "id": f"{found}{_OF}{phone}", "apiCallId": None, "phone": phone, "calls": own}


def order_id(id_: str) -> str:
    """What Zvonobot itself knows the call by."""
    return id_.partition(_OF)[0]


def _said(answer: Answer) -> Said | None:
    try:
        return understand(answer.body)
    except ValueError:
        return None


def _complaint(said: Said | None) -> Complaint:
    return complaint(said.whole) if said else Complaint("", "")


def _own_items(said: Said, phones: Sequence[Phone]) -> dict[Phone, dict[str, Any]]:
    """The item that names each phone, an accepted one first; or the only item when it names none and one was asked."""
    items = [item for item in apart(said.items) if isinstance(item, dict)]
    own: dict[Phone, dict[str, Any]] = {}
    for item in sorted(items, key=is_error):
        named = loose.phone(phone_of(item))
        if named is not None and named in phones:
            own.setdefault(named, item)
    if not own and len(items) == len(phones) == 1 and loose.phone(phone_of(items[0])) is None:
        own[phones[0]] = items[0]
    return own
