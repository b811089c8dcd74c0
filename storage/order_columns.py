"""Orders as rows: what each field is kept as, and back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.domain.callees import Choice
from bot.domain.calls import Call
from bot.domain.menus import Menu, as_content, from_content
from bot.domain.orders import CallbackTerms, Order, OrderKind, OrderState, Place
from bot.domain.phones import Phone
from bot.domain.sayings import Saying, Voice
from storage.rows import AnyRow

PLANNED_COLUMNS = frozenset(
    {
        "provider",
        "text",
        "record_id",
        "voice",
        "language",
        "caller_id",
        "need_recording",
        "callback",
        "fallback",
        "menu",
        "planned_at",
        "attempts",
        "attempt_interval",
        "repeats",
    }
)
"""What may change while the calls wait for their time."""
DRAFT_COLUMNS = PLANNED_COLUMNS | {"phones", "choice", "extensions"}


def columns_of(fields: Mapping[str, Any], changeable: Collection[str]) -> dict[str, Any]:
    """Fields of Order (`saying` as a whole) or of Saying → columns. Raises TypeError for one that may not change."""
    columns: dict[str, Any] = {}
    for name, value in fields.items():
        columns |= _TOLD_OTHERWISE[name](value) if name in _TOLD_OTHERWISE else {name: value}
    if unknown := columns.keys() - set(changeable):
        raise TypeError(f"no columns to change in an order: {sorted(unknown)}")
    return columns


def _saying_columns(saying: Saying | None) -> dict[str, Any]:
    """None is no change: an order always says something, if nothing yet."""
    if saying is None:
        return {}
    return {
        "text": saying.text,
        "record_id": saying.record_id,
        "voice": saying.voice,
        "language": saying.language,
    }


def _callback_column(callback: CallbackTerms | None) -> dict[str, Any]:
    if callback is None:
        return {"callback": None}
    return {"callback": {**asdict(callback), "at": callback.at.isoformat() if callback.at else None}}


def _menu_column(menu: Menu | None) -> dict[str, Any]:
    return {"menu": None if menu is None else as_content(menu)}


def _choice_column(choice: Choice | None) -> dict[str, Any]:
    return {"choice": None if choice is None else asdict(choice)}


_TOLD_OTHERWISE: dict[str, Callable[[Any], dict[str, Any]]] = {
    "saying": _saying_columns,
    "callback": _callback_column,
    "menu": _menu_column,
    "choice": _choice_column,
    "at": lambda at: {"planned_at": at},
    "interval": lambda interval: {"attempt_interval": interval},
}
"""Fields whose columns are others, or hold something else."""


def _as_callback(kept: dict[str, Any] | None) -> CallbackTerms | None:
    if kept is None:
        return None
    return CallbackTerms(**{**kept, "at": datetime.fromisoformat(kept["at"]) if kept["at"] else None})


def _as_choice(kept: dict[str, Any] | None) -> Choice | None:
    if kept is None:
        return None
    return Choice(**{**kept, "candidates": tuple(Phone(phone) for phone in kept["candidates"])})


def as_order(row: AnyRow, its_calls: list[Call]) -> Order:
    return Order(
        id=row.id,
        author_id=row.author_id,
        place=Place(row.chat_id, row.thread_id),
        provider=row.provider,
        phones=tuple(Phone(phone) for phone in row.phones),
        saying=Saying(row.text, row.record_id, Voice(row.voice), row.language),
        state=OrderState(row.state),
        caller_id=row.caller_id,
        need_recording=row.need_recording,
        created_at=row.created_at,
        callback=_as_callback(row.callback),
        fallback=row.fallback,
        kind=OrderKind(row.kind),
        menu=None if row.menu is None else from_content(row.menu),
        at=row.planned_at,
        attempts=row.attempts,
        interval=row.attempt_interval,
        repeats=row.repeats,
        choice=_as_choice(row.choice),
        extensions=tuple(row.extensions or ()),
        calls=tuple(its_calls),
    )
