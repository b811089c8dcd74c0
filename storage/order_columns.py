"""Orders as rows: what each field is kept as, and back."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, Protocol

from bot.domain.callbacks import CallbackExtras
from bot.domain.callees import Choice
from bot.domain.calls import Call
from bot.domain.inserts import Inserts
from bot.domain.menus import as_content, from_content
from bot.domain.orders import CallbackTerms, NewOrder, Order, OrderKind, OrderState, Place, Terms
from bot.domain.phones import Phone, shown_number
from bot.domain.sayings import Saying


class Named(Protocol):
    """A row whose columns are the orders'."""

    def __getattr__(self, name: str) -> Any: ...
    def _asdict(self) -> dict[str, Any]: ...


_RENAMED = {"at": "planned_at", "interval": "attempt_interval"}
_TERMS = {field.name: _RENAMED.get(field.name, field.name) for field in fields(Terms) if field.name != "saying"}
"""Each field of Terms and its column. What is said has columns of its own."""


def planned_columns(order: Order | NewOrder) -> dict[str, Any]:
    """What may change while the calls wait for their time."""
    terms = order.terms
    columns = {column: getattr(terms, name) for name, column in _TERMS.items()}
    kept = {
        "callback": _kept_callback(terms.callback),
        "menu": as_content(terms.menu) if terms.menu else None,
        "inserts": asdict(terms.inserts) if terms.inserts else None,
    }
    return {"provider": order.provider, **terms.saying.kept(), **columns, **kept}


def draft_columns(order: Order | NewOrder) -> dict[str, Any]:
    """What may change until the order is placed."""
    choice = asdict(order.choice) if order.choice else None
    return {**planned_columns(order), "phones": order.phones, "choice": choice, "extensions": order.extensions}


def changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in after.items() if value != before[column]}


def _kept_callback(callback: CallbackTerms | None) -> dict[str, Any] | None:
    if callback is None:
        return None
    return {**asdict(callback), "at": callback.at.isoformat() if callback.at else None}


def _as_callback(kept: dict[str, Any] | None) -> CallbackTerms | None:
    if kept is None:
        return None
    read = {
        "at": datetime.fromisoformat(kept["at"]) if kept["at"] else None,
        "redials": tuple(kept.get("redials", ())),
        "extras": CallbackExtras(**kept.get("extras", {})),
    }
    return CallbackTerms(**{**kept, **read})


def _as_choice(kept: dict[str, Any] | None) -> Choice | None:
    if kept is None:
        return None
    return Choice(**{**kept, "candidates": tuple(Phone(phone) for phone in kept["candidates"])})


def _as_terms(row: Named) -> Terms:
    columns = {name: getattr(row, column) for name, column in _TERMS.items()}
    kept = {
        "callback": _as_callback(row.callback),
        "menu": from_content(row.menu) if row.menu else None,
        "inserts": Inserts(**row.inserts) if row.inserts else None,
    }
    caller_id = shown_number(row.caller_id) if row.caller_id else None
    return Terms(**{**columns, **kept, "caller_id": caller_id, "saying": Saying.of(row._asdict())})


def as_order(row: Named, its_calls: list[Call]) -> Order:
    return Order(
        id=row.id,
        author_id=row.author_id,
        place=Place(row.chat_id, row.thread_id),
        provider=row.provider,
        phones=tuple(Phone(phone) for phone in row.phones),
        terms=_as_terms(row),
        state=OrderState(row.state),
        created_at=row.created_at,
        kind=OrderKind(row.kind),
        choice=_as_choice(row.choice),
        extensions=tuple(row.extensions or ()),
        placed_by=row.placed_by,
        calls=tuple(its_calls),
    )
