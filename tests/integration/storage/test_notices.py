from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.domain.orders import Place
from bot.domain.views import CardKind, Notice
from bot.ports import UnitOfWork
from storage.engine import SqlDatabase
from tests.integration.storage.make import GROUP, NOW, add_order, notice, seconds


async def add(db: SqlDatabase, *notices: Notice) -> None:
    await db.transact(lambda uow: uow.notices.add(notices, NOW))


async def due(db: SqlDatabase, after: float = 0, limit: int = 10) -> list[Notice]:
    return await db.transact(lambda uow: uow.notices.claim(NOW + seconds(after), NOW, limit))


async def deliver(db: SqlDatabase, found: list[Notice]) -> None:
    await db.transact(lambda uow: uow.notices.delivered([notice.id for notice in found], NOW))


async def test_a_notice_comes_back_as_promised(db: SqlDatabase) -> None:
    promised = replace(notice("e", payload={"order_id": 7, "имя": "Ы"}, reply_to=5), place=GROUP)
    await add(db, promised)
    await add(db)
    (found,) = await due(db)
    assert found == replace(promised, id=found.id)


async def test_an_event_is_told_once_in_a_chat(db: SqlDatabase) -> None:
    await asyncio.gather(*(add(db, notice("e"), notice("e", 200)) for _ in range(4)))
    found = await due(db)
    assert [n.place.chat_id for n in found] == [100, 200]
    await deliver(db, found)
    await add(db, notice("e"))
    assert await due(db) == []


async def test_each_chat_hears_its_notices_in_order(db: SqlDatabase) -> None:
    await add(db, *(notice(event, chat) for event in ("a", "b", "c") for chat in (100, 200)))
    heard: list[tuple[int, str]] = []
    while found := await due(db):
        assert len({n.place.chat_id for n in found}) == len(found)
        heard += [(n.place.chat_id, n.event) for n in found]
        await deliver(db, found)
    assert heard == [(chat, event) for event in ("a", "b", "c") for chat in (100, 200)]
    await deliver(db, [])


async def test_a_notice_put_off_holds_its_own_chat_only(db: SqlDatabase) -> None:
    await add(db, notice("a"), notice("b"), notice("a", 200))
    first, _ = await due(db)
    assert await db.transact(lambda uow: uow.outgoing.outbox().waiting) == 3
    await db.transact(lambda uow: uow.notices.put_off(first.id, NOW + seconds(5)))
    assert [(n.event, n.place.chat_id) for n in await due(db)] == [("a", 200)]
    assert (await due(db, after=5))[0] == replace(first, failures=1)
    await db.transact(lambda uow: uow.notices.give_up(first.id, NOW))
    assert [(n.event, n.place.chat_id) for n in await due(db)] == [("b", 100), ("a", 200)]
    assert len(await due(db, limit=1)) == 1
    assert await db.transact(lambda uow: uow.outgoing.outbox().waiting) == 2


async def test_one_promised_for_later_holds_up_nobody(db: SqlDatabase) -> None:
    await db.transact(lambda uow: uow.notices.add([notice("later")], NOW, NOW + seconds(5)))
    await add(db, notice("now"))
    found = await due(db, after=4)
    assert [n.event for n in found] == ["now"]
    await deliver(db, found)
    assert await due(db, after=4) == []
    assert [n.event for n in await due(db, after=5)] == ["later"]


async def test_a_group_that_moved_is_followed_everywhere(db: SqlDatabase) -> None:
    old, new = Place(-5), Place(-1005)
    order_card = CardKind.ORDER

    def before(uow: UnitOfWork) -> int:
        order = add_order(uow, place=old)
        one, other = order.id + 1, order.id + 2
        for subject, place in ((order.id, old), (one, old), (one, new), (other, Place(-6))):
            uow.cards.upsert(order_card, subject, place, "ru", 9)
        uow.notices.add([notice("e", -5, reply_to=9), notice("f", -5), notice("f", -1005)], NOW)
        uow.move_chat(-5, -1005)
        uow.move_chat(-5, -1005)
        return order.id

    order_id = await db.transact(before)

    def after(uow: UnitOfWork) -> None:
        order = uow.orders.get(order_id)
        assert order is not None
        assert order.place == new
        (moved,) = uow.cards.of(order_card, order_id)
        assert (moved.place, moved.message_id) == (new, None)
        assert [card.message_id for card in uow.cards.of(order_card, order_id + 1)] == [9]
        assert [card.place for card in uow.cards.of(order_card, order_id + 2)] == [Place(-6)]
        first = uow.notices.claim(NOW, NOW, 10)
        assert [(n.event, n.place, n.reply_to) for n in first] == [("e", new, None)]
        uow.notices.delivered([first[0].id], NOW)
        assert [n.event for n in uow.notices.claim(NOW, NOW, 10)] == ["f"]

    await db.transact(after)
