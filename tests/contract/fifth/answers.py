"""What Колокол's answers mean: placed, refused, or nobody knows."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.domain.errors import Refused, Uncertain
from bot.domain.reasons import Reason
from bot.providers import loose, wire
from bot.providers.base import Answer
from bot.providers.reasons import DEFINITE, failure_of, is_ok, refusal_of


class Told(BaseModel):
    """`{"call": "17", "is": "done", "price": "1.20"}`; what it says of one call, unknown fields kept."""

    model_config = ConfigDict(extra="allow", frozen=True)

    call: Annotated[str | None, BeforeValidator(loose.identifier)] = None
    word: Annotated[str | None, BeforeValidator(loose.text)] = Field(default=None, alias="is")
    price: Annotated[Decimal | None, BeforeValidator(loose.money)] = None


def answered(answer: Answer) -> dict[str, Any]:
    """Raises Refused when the provider said no, Uncertain when nobody knows."""
    body = _decoded(answer.body)
    words = loose.text(body.get("error"), limit=500) or ""
    if answer.status in DEFINITE or (words and is_ok(answer.status)):
        raise Refused(_reason(answer.status, words), words)
    if not is_ok(answer.status):
        raise Uncertain(failure_of(answer.status), words)
    if not body:
        raise Uncertain(Reason.UNREADABLE)
    return body


def placed(answer: Answer) -> str:
    """The new call's id. Raises as `answered`."""
    found = loose.identifier(answered(answer).get("call"))
    if found is None:
        raise Uncertain(Reason.NO_ID)
    return found


def states(answer: Answer) -> list[dict[str, Any]]:
    listed = answered(answer).get("calls")
    return [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []


def balance(answer: Answer) -> Decimal:
    found = loose.money(answered(answer).get("balance"))
    if found is None:
        raise Uncertain(Reason.UNREADABLE)
    return found


def _decoded(body: bytes) -> dict[str, Any]:
    try:
        whole = wire.decode(body)
    except ValueError:
        return {}
    return whole if isinstance(whole, dict) else {}


def _reason(status: int, words: str) -> Reason:
    if "средств" in words.casefold():
        return Reason.REFUSED_MONEY
    return Reason.REFUSED_PHONE if "номер" in words.casefold() else refusal_of(status)
