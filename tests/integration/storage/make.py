"""Material for the storage tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.access import Person, Role
from bot.domain.calls import Call, CallState
from bot.domain.orders import Order, Place
from bot.domain.phones import Phone
from bot.domain.sayings import Saying
from bot.domain.views import Notice, NoticeKind
from bot.ports import NewOrder, UnitOfWork
from storage.engine import SqlDatabase

NOW = datetime(2026, 3, 29, 9, 30, 15, 123456, tzinfo=UTC)
OPERATOR = Person(100, "Ольга", "olga", Role.OPERATOR, "ru", "ru")
ADMIN = Person(200, "Ann", None, Role.ADMIN)
PHONE = Phone("79991234567")
GROUP = Place(-1001234567890, 7)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def new_order(source: str = "chat/1", **changes: Any) -> NewOrder:
    values: dict[str, Any] = {
        "author_id": OPERATOR.id,
        "place": Place(OPERATOR.id),
        "provider": "calldog",
        "phones": (PHONE,),
        "saying": Saying("Ваш заказ готов"),
        "caller_id": None,
        "need_recording": False,
        "source": source,
    }
    return NewOrder(**{**values, **changes})


def add_order(uow: UnitOfWork, source: str = "chat/1", **changes: Any) -> Order:
    order_id, _ = uow.orders.add(new_order(source, **changes), NOW)
    order = uow.orders.get(order_id)
    assert order is not None
    return order


def add_call(uow: UnitOfWork, source: str = "chat/1", **order: Any) -> Call:
    """A `submitting` call of an order of its own."""
    call = uow.calls.add(added := add_order(uow, source, **order), added.phones[0], 1, NOW)
    assert call is not None
    return call


def place(uow: UnitOfWork, source: str, vendor_id: str, poll_at: datetime = NOW, **order: Any) -> Call:
    """A call at the service, asked about from `poll_at` on."""
    call = add_call(uow, source, **order)
    placed = replace(call, state=CallState.PLACED, provider_call_id=vendor_id)
    uow.calls.resolve(placed, poll_at, NOW)
    return placed


def notice(event: str, chat_id: int = 100, **changes: Any) -> Notice:
    return Notice(event, NoticeKind.RESULT, Place(chat_id), "ru", **changes)


async def read_call(db: SqlDatabase, call_id: int) -> Call:
    call = await db.transact(lambda uow: uow.calls.get(call_id))
    assert call is not None
    return call
