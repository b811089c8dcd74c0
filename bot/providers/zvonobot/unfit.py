"""What the documents forbid is not sent at all."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from bot.domain.errors import Refused
from bot.providers import loose
from bot.providers.reasons import Reason

_UNFIT = {
    "phone": Reason.REFUSED_PHONE,
    "outgoingPhone": Reason.REFUSED_CALLER_ID,
    "record.text": Reason.REFUSED_TEXT,
    "record.id": Reason.REFUSED_RECORD,
    "text": Reason.REFUSED_TEXT,
    "file": Reason.REFUSED_RECORD,
    "name": Reason.REFUSED_RECORD,
}


def unfit(error: ValidationError) -> Refused:
    where = ".".join(str(step) for step in error.errors(include_input=False)[0]["loc"])
    in_menu = where.startswith(("ivrs", "recognize"))
    return Refused(Reason.BAD_MENU if in_menu else _UNFIT.get(where, Reason.BAD_ORDER))


def numbers(ids: Iterable[str], reason: Reason) -> list[int]:
    """The engine's ids are positive integers. Raises Refused for others, and for none at all."""
    found = [loose.integer(id_) for id_ in ids]
    if not found or any(number is None or number <= 0 for number in found):
        raise Refused(reason)
    return [number for number in found if number is not None]
