"""Material for the storage tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.access import Person, Role
from bot.domain.calls import Call, CallState, Handle
from bot.domain.menus import Branch, Menu
from bot.domain.orders import NewOrder, Order, Place, Terms
from bot.domain.phones import Phone
from bot.domain.records import AudioRecord
from bot.domain.sayings import Record, Saying, Voice
from bot.domain.views import Notice, NoticeKind
from bot.ports import UnitOfWork
from storage.engine import SqlDatabase
from tests.support.orders import changed

NOW = datetime(2026, 3, 29, 9, 30, 15, 123456, tzinfo=UTC)
OPERATOR = Person(100, "Ольга", "olga", Role.OPERATOR, "ru", "ru")
ADMIN = Person(200, "Ann", None, Role.ADMIN)
PHONE = Phone("79991234567")
GROUP = Place(-1001234567890, 7)

FULL_MENU = Menu(
    name="Опрос «Ёлка»",
    provider="calldog",
    greeting=Saying("Нажмите од+ин", Voice.MALE, "ru-RU"),
    branches=(
        Branch(
            slot="1",
            said=Record("77"),
            words=("да", "хочу"),
            recognize=True,
            manager=Phone("74951234567"),
            sms="Спасибо",
            block=True,
            tag="согласен",
            webhook="https://example.org/ivr?a=1",
            parameters={"город": "Тверь", "n": "1"},
        ),
        Branch("stayed", "Соединяю", tag="молчит"),
        Branch("words1", words=("позже",), said=Record("78")),
    ),
    recognize=True,
    author_id=OPERATOR.id,
)
"""A menu in which every field is set."""


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def new_order(source: str = "chat/1", **changes: Any) -> NewOrder:
    values: dict[str, Any] = {
        "author_id": OPERATOR.id,
        "place": Place(OPERATOR.id),
        "provider": "calldog",
        "phones": (PHONE,),
        "terms": Terms(Saying("Ваш заказ готов")),
        "source": source,
    }
    return changed(NewOrder(**values), **changes)


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


def plan(uow: UnitOfWork, source: str, *start_at: datetime, **changes: Any) -> Order:
    """A placed order, one waiting call of it for each moment."""
    phones = tuple(Phone(f"7999000000{number}") for number, _ in enumerate(start_at))
    order = add_order(uow, source, phones=phones, **changes)
    uow.orders.leave_draft(order.id, placed=True)
    for phone, moment in zip(phones, start_at, strict=True):
        uow.calls.add(order, phone, 1, NOW, moment)
    planned = uow.orders.get(order.id)
    assert planned is not None
    return planned


def place(uow: UnitOfWork, source: str, handle: str | Handle, poll_at: datetime = NOW, **order: Any) -> Call:
    """A call at the provider, asked about from `poll_at` on."""
    call = add_call(uow, source, **order)
    placed = replace(call, state=CallState.PLACED, handle=handle if isinstance(handle, Handle) else Handle(handle))
    uow.calls.resolve(placed, poll_at, NOW)
    return placed


def a_record(source: str = "chat/1/calldog", **changes: Any) -> AudioRecord:
    values: dict[str, Any] = {
        "name": "Привет",
        "provider": "calldog",
        "author_id": OPERATOR.id,
        "place": GROUP,
        "locale": "ru",
        "source": source,
    }
    return AudioRecord(**{**values, **changes})


def notice(event: str, chat_id: int = 100, **changes: Any) -> Notice:
    return Notice(event, NoticeKind.RESULT, Place(chat_id), "ru", **changes)


async def read_call(db: SqlDatabase, call_id: int) -> Call:
    call = await db.transact(lambda uow: uow.calls.get(call_id))
    assert call is not None
    return call


async def read_order(db: SqlDatabase, order_id: int) -> Order:
    order = await db.transact(lambda uow: uow.orders.get(order_id))
    assert order is not None
    return order
