from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import Any

from bot.domain.callbacks import CallbackExtras
from bot.domain.callees import Choice
from bot.domain.inserts import Inserts
from bot.domain.orders import CallbackTerms, Order, OrderState, Terms
from bot.domain.phones import Duty, Phone
from bot.domain.sayings import Record, RecordKind, Saying, Voice
from bot.ports import UnitOfWork
from storage.engine import SqlDatabase
from tests.integration.storage.make import (
    ADMIN,
    FULL_MENU,
    GROUP,
    NOW,
    PHONE,
    add_order,
    new_order,
    read_order,
    seconds,
)
from tests.support.orders import changed

OTHER = Phone("74951234567")


async def test_an_order_comes_back_as_written(db: SqlDatabase) -> None:
    new = new_order(
        place=GROUP,
        phones=(OTHER, PHONE),
        saying=Saying(Record("77"), Voice.MALE),
        caller_id=Duty.ANY,
        need_recording=True,
        menu=FULL_MENU,
        at=NOW + seconds(60),
        attempts=3,
        interval=15,
        repeats=2,
        purpose="Напомнить о визите",
        inserts=Inserts("17.25", third="142"),
        choice=Choice((OTHER, PHONE), one=True, is_made=True),
        extensions=("104",),
    )
    order_id, is_new = await db.transact(lambda uow: uow.orders.add(new, NOW))
    assert is_new
    assert await db.transact(lambda uow: uow.orders.get(order_id)) == Order(
        id=order_id,
        author_id=new.author_id,
        place=GROUP,
        provider="calldog",
        phones=(OTHER, PHONE),
        terms=Terms(
            saying=Saying(Record("77"), Voice.MALE),
            caller_id=Duty.ANY,
            need_recording=True,
            menu=FULL_MENU,
            at=NOW + seconds(60),
            attempts=3,
            interval=15,
            repeats=2,
            purpose="Напомнить о визите",
            inserts=Inserts("17.25", third="142"),
        ),
        state=OrderState.DRAFT,
        created_at=NOW,
        choice=new.choice,
        extensions=new.extensions,
    )
    assert await db.transact(lambda uow: uow.orders.get(0)) is None


async def test_what_is_read_back_has_the_mark_that_it_was_kept_with(db: SqlDatabase) -> None:
    """A card may be drawn of either."""
    manager = CallbackTerms("74951234567^12", 2, "Карточка 42", NOW, (5, 10), CallbackExtras(site="example.ru"))
    fields: list[dict[str, Any]] = [
        {"saying": Saying("Ваш «заказ»\n😀 готов", Voice.MALE, "en-US"), "caller_id": Duty.ANY, "fallback": "obzvonov"},
        {"saying": Saying(Record("7", RecordKind.SCRIPT)), "inserts": Inserts("17.25", third="142"), "at": NOW},
        {"saying": Saying(Record("77")), "menu": FULL_MENU, "caller_id": OTHER, "need_recording": True},
        {"callback": manager, "purpose": "Напомнить"},
    ]
    for index, terms in enumerate(fields):
        given = {"source": f"chat/{index}", "phones": (OTHER, PHONE), **terms}
        kept, new = await db.transact(partial(add_order, **given)), new_order(**given)
        drawn = Order(kept.id, new.author_id, new.place, new.provider, new.phones, new.terms)
        assert kept.mark == drawn.mark


async def test_one_message_makes_one_order_however_often_it_is_delivered(db: SqlDatabase) -> None:
    new = new_order()
    added = await asyncio.gather(*(db.transact(lambda uow: uow.orders.add(new, NOW)) for _ in range(5)))
    assert len({order_id for order_id, _ in added}) == 1
    assert sorted(is_new for _, is_new in added) == [False] * 4 + [True]


async def test_orders_come_with_their_calls(db: SqlDatabase) -> None:
    both = (PHONE, OTHER)
    one, two = await db.transact(lambda uow: (add_order(uow, "1", phones=both), add_order(uow, "2")))
    added = await db.transact(lambda uow: [uow.calls.add(one, phone, 1, NOW) for phone in both])
    calls = [call for call in added if call]
    found = await db.transact(lambda uow: uow.orders.many([two.id, one.id, 0]))
    assert found == {one.id: replace(one, calls=tuple(calls)), two.id: two}
    assert await db.transact(lambda uow: uow.orders.many([])) == {}


async def test_a_draft_changes_until_it_is_left(db: SqlDatabase) -> None:
    order = await db.transact(add_order)
    saying = Saying("Другое", Voice.MALE)
    other = changed(order, saying=saying, need_recording=True, caller_id=Duty.ANY)
    assert await db.transact(lambda uow: uow.orders.change_draft(order, other))
    assert await db.transact(lambda uow: uow.orders.change_draft(other, other))
    assert await db.transact(lambda uow: uow.orders.get(order.id)) == other
    await db.transact(lambda uow: uow.orders.leave_draft(order.id, placed=True))
    assert not await db.transact(lambda uow: uow.orders.change_draft(other, replace(other, provider="obzvonov")))
    assert not await db.transact(lambda uow: uow.orders.change_draft(other, other))


async def test_a_drafts_menu_time_and_attempts_are_set_and_taken_away(db: SqlDatabase) -> None:
    order = await db.transact(add_order)
    later = NOW + seconds(90)
    terms = {"menu": FULL_MENU, "at": later, "attempts": 4, "interval": 30, "repeats": 3, "purpose": "Опрос"}
    full = changed(order, **terms)
    assert await db.transact(lambda uow: uow.orders.change_draft(order, full))
    assert await read_order(db, order.id) == full
    plain = changed(order, attempts=4, interval=30, repeats=3)
    assert await db.transact(lambda uow: uow.orders.change_draft(full, plain))
    assert await read_order(db, order.id) == plain


async def test_what_somebody_else_has_changed_meanwhile_stays(db: SqlDatabase) -> None:
    order = await db.transact(add_order)
    assert await db.transact(lambda uow: uow.orders.change_draft(order, changed(order, repeats=3)))
    assert await db.transact(lambda uow: uow.orders.change_draft(order, changed(order, need_recording=True)))
    assert await read_order(db, order.id) == changed(order, repeats=3, need_recording=True)


async def test_nothing_but_a_drafts_content_can_be_changed(db: SqlDatabase) -> None:
    order = await db.transact(add_order)
    placed = replace(order, state=OrderState.PLACED, author_id=ADMIN.id)
    assert await db.transact(lambda uow: uow.orders.change_draft(order, placed))
    assert await read_order(db, order.id) == order


async def test_one_press_leaves_the_draft_however_many_come(db: SqlDatabase) -> None:
    order = await db.transact(add_order)

    def leave(uow: UnitOfWork, placed: bool) -> bool:
        return uow.orders.leave_draft(order.id, placed=placed) is not None

    left = await asyncio.gather(*(db.transact(partial(leave, placed=n % 2 == 0)) for n in range(6)))
    assert sorted(left) == [False] * 5 + [True]
    kept = await db.transact(lambda uow: uow.orders.get(order.id))
    assert kept is not None
    assert kept.state is (OrderState.PLACED if left.index(True) % 2 == 0 else OrderState.WITHDRAWN)


async def test_the_newest_of_a_person_is_in_whatever_state(db: SqlDatabase) -> None:
    authors = [100, 100, ADMIN.id, 100, ADMIN.id]
    orders = await db.transact(
        lambda uow: [add_order(uow, f"m{i}", author_id=author) for i, author in enumerate(authors)]
    )
    newest = await db.transact(lambda uow: uow.orders.newest(ADMIN.id))
    assert newest is not None
    assert newest.id == orders[4].id
    assert await db.transact(lambda uow: uow.orders.newest(5)) is None
