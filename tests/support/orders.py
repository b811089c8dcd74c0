"""Orders and changes of them by the names of their fields, be they of the terms or the order's own."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from bot.domain.orders import NewOrder, Order, Terms
from bot.services.change_draft import DraftChange
from bot.services.draft_orders import Press

AnyOrder = TypeVar("AnyOrder", Order, NewOrder)
_TERMS = {field.name for field in fields(Terms)}


def changed(order: AnyOrder, **what: Any) -> AnyOrder:
    terms = {name: what.pop(name) for name in _TERMS & what.keys()}
    return replace(order, terms=replace(order.terms, **terms), **what)


def draft_change(order_id: int, **what: Any) -> DraftChange:
    terms = {name: what.pop(name) for name in _TERMS & what.keys()}
    return DraftChange(order_id, (lambda kept: replace(kept, **terms)) if terms else None, **what)


def tap(order: Order, mark: str | None = None, message_id: int | None = 77) -> Press:
    """A tap under the order's card, which shows it as it is here. `mark`: that of another button than «Call now»."""
    return Press(order.id, order.place, message_id, "ru", mark or order.mark)
