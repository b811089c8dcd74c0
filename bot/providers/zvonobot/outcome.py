"""What an answer means: was the call placed, was it definitely not, or does nobody know."""

from __future__ import annotations

from typing import Any

from bot.domain.errors import Refused, Uncertain
from bot.domain.phones import Phone
from bot.providers import loose
from bot.providers.base import Answer
from bot.providers.reasons import Reason
from bot.providers.statuses import DEFINITE, failure_of, is_ok
from bot.providers.zvonobot.answers import Complaint, Said, complaint, is_error, listed, understand
from bot.providers.zvonobot.refusals import reason_of

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
    """A question's answer. Raises Refused when the engine said no, Uncertain when it cannot be read."""
    said = _said(answer)
    if answer.status in DEFINITE or (said and said.failed and is_ok(answer.status)):
        raise refusal(answer.status, _complaint(said))
    if not is_ok(answer.status):
        raise Uncertain(failure_of(answer.status), _complaint(said).words)
    if said is None:
        raise Uncertain(Reason.UNREADABLE)
    return said


def if_offered(answer: Answer) -> Said:
    """As `answered`, of an operation that no document names: Refused with NOT_OFFERED where the service has none."""
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
