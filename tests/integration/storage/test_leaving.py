"""Groups and topics that take nothing any more; promises that a newer one takes the place of."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.domain.orders import Place
from bot.domain.views import CardKind, Notice, NoticeKind
from bot.ports import UnitOfWork
from storage.engine import SqlDatabase
from tests.integration.storage.make import ADMIN, NOW, OPERATOR, a_record, add_order, notice, read_order, seconds
from tests.integration.storage.racing import half_done

TOPIC, OTHER_TOPIC, GENERAL, ELSEWHERE = Place(-5, 7), Place(-5, 8), Place(-5), Place(-6, 7)
ALL = (TOPIC, OTHER_TOPIC, GENERAL, ELSEWHERE)


async def make(db: SqlDatabase) -> list[int]:
    """An order and a record in each of these places, the last one the admin's."""

    def work(uow: UnitOfWork) -> list[int]:
        ids = []
        for place in ALL:
            author = ADMIN if place == ELSEWHERE else OPERATOR
            ids.append(add_order(uow, f"chat/{place}", place=place, author_id=author.id).id)
            uow.audio_records.add(a_record(f"chat/{place}/calldog", place=place, author_id=author.id), NOW)
        return ids

    return await db.transact(work)


async def places(db: SqlDatabase, order_ids: list[int]) -> list[Place]:
    return [(await read_order(db, id_)).place for id_ in order_ids]


async def record_places(db: SqlDatabase) -> set[Place]:
    return await db.transact(lambda uow: {record.place for record in uow.audio_records.page("calldog", "", 0, 99)})


async def due(db: SqlDatabase, after: float = 0) -> list[Notice]:
    return await db.transact(lambda uow: uow.notices.claim(NOW + seconds(after), NOW, 10))


async def deliver(db: SqlDatabase, found: list[Notice]) -> None:
    await db.transact(lambda uow: uow.notices.delivered([one.id for one in found], NOW))


async def test_a_topic_is_left_for_general(db: SqlDatabase) -> None:
    ids = await make(db)
    await db.transact(
        lambda uow: uow.notices.add(
            [replace(notice("a", reply_to=9), place=TOPIC), replace(notice("b", reply_to=9), place=OTHER_TOPIC)], NOW
        )
    )
    await db.transact(lambda uow: uow.leave_topic(TOPIC))
    assert await places(db, ids) == [GENERAL, OTHER_TOPIC, GENERAL, ELSEWHERE]
    assert await record_places(db) == {GENERAL, OTHER_TOPIC, ELSEWHERE}
    heard = []
    while found := await due(db):
        heard += [(n.event, n.place, n.reply_to) for n in found]
        await deliver(db, found)
    assert heard == [("a", GENERAL, None), ("b", OTHER_TOPIC, 9)]


async def test_a_group_is_left_for_each_author(db: SqlDatabase) -> None:
    ids = await make(db)
    await db.transact(lambda uow: uow.leave_chat(-5))
    own = Place(OPERATOR.id)
    assert await places(db, ids) == [own, own, own, ELSEWHERE]
    assert await record_places(db) == {own, ELSEWHERE}


async def test_a_notice_moves_with_its_turn(db: SqlDatabase) -> None:
    await db.transact(lambda uow: uow.notices.add([replace(notice("a", reply_to=9), place=TOPIC), notice("b")], NOW))
    first = next(n for n in await due(db) if n.event == "a")
    await db.transact(lambda uow: uow.notices.put_off(first.id, NOW + seconds(60)))
    await db.transact(lambda uow: uow.notices.move(replace(first, payload={"shut": "muted"}), Place(100)))
    (head,) = await due(db)
    assert head == replace(first, place=Place(100), payload={"shut": "muted"}, reply_to=None)
    await db.transact(lambda uow: uow.notices.delivered([head.id], NOW))
    assert [n.event for n in await due(db)] == ["b"]


async def test_a_notice_that_was_promised_there_already_goes(db: SqlDatabase) -> None:
    await db.transact(lambda uow: uow.notices.add([replace(notice("a"), place=TOPIC), notice("a")], NOW))
    there = next(n for n in await due(db) if n.place == TOPIC)
    await db.transact(lambda uow: uow.notices.move(there, Place(100)))
    assert [(n.event, n.place) for n in await due(db)] == [("a", Place(100))]
    assert await db.transact(lambda uow: uow.outgoing.outbox().waiting) == 1


@pytest.mark.parametrize("new", [GENERAL, Place(100)])
async def test_a_card_moves_and_is_sent_anew(db: SqlDatabase, new: Place) -> None:
    await db.transact(lambda uow: uow.cards.upsert(CardKind.ORDER, 1, TOPIC, "en", 9))
    (card,) = await db.transact(lambda uow: uow.cards.claim(NOW, NOW, 10))
    await db.transact(lambda uow: uow.cards.put_off(card.id, NOW + seconds(60)))
    await db.transact(lambda uow: uow.cards.move(card, new))
    (moved,) = await db.transact(lambda uow: uow.cards.claim(NOW, NOW, 10))
    assert moved == replace(card, place=new, message_id=None)


async def test_a_card_that_was_given_another_message_meanwhile_stays(db: SqlDatabase) -> None:
    await db.transact(lambda uow: uow.cards.upsert(CardKind.ORDER, 1, TOPIC, "ru", 9))
    (card,) = await db.transact(lambda uow: uow.cards.of(CardKind.ORDER, 1))
    await db.transact(lambda uow: uow.cards.upsert(CardKind.ORDER, 1, TOPIC, "ru", 10))
    await db.transact(lambda uow: uow.cards.move(card, GENERAL))
    (kept,) = await db.transact(lambda uow: uow.cards.of(CardKind.ORDER, 1))
    assert (kept.place, kept.message_id) == (TOPIC, 10)


async def test_of_two_cards_in_one_place_the_one_that_was_there_stays(db: SqlDatabase) -> None:
    await db.transact(lambda uow: uow.cards.upsert(CardKind.ORDER, 1, TOPIC, "ru", 9))
    (card,) = await db.transact(lambda uow: uow.cards.of(CardKind.ORDER, 1))
    await db.transact(lambda uow: uow.cards.upsert(CardKind.ORDER, 1, GENERAL, "ru", 10))
    await db.transact(lambda uow: uow.cards.move(card, GENERAL))
    (kept,) = await db.transact(lambda uow: uow.cards.of(CardKind.ORDER, 1))
    assert (kept.place, kept.message_id) == (GENERAL, 10)


async def promise(db: SqlDatabase, event: str, *chats: int) -> None:
    await db.transact(lambda uow: _promise(uow, event, chats))


def _promise(uow: UnitOfWork, event: str, chats: tuple[int, ...]) -> None:
    for chat in chats:
        uow.notices.supersede(notice(event, chat), "order:1:", NOW)
        uow.notices.add([notice(event, chat)], NOW)


async def test_a_newer_promise_takes_the_place_of_an_unsaid_one(db: SqlDatabase) -> None:
    other = replace(notice("moved:1:100"), kind=NoticeKind.CARD_MOVED)
    await db.transact(lambda uow: uow.notices.add([notice("order:11:1:0", 300), other], NOW))
    await promise(db, "order:1:1:1", 100, 200)
    await promise(db, "order:1:2:1", 100)
    await promise(db, "order:1:2:1", 100)
    heard = set()
    while found := await due(db):
        heard |= {(n.event, n.place.chat_id) for n in found}
        await deliver(db, found)
    assert heard == {("order:11:1:0", 300), ("moved:1:100", 100), ("order:1:1:1", 200), ("order:1:2:1", 100)}


async def test_it_tells_also_what_was_promised_for_later(db: SqlDatabase) -> None:
    later = replace(notice("order:1:answer:5"), kind=NoticeKind.ANSWER)
    await db.transact(lambda uow: uow.notices.add([later], NOW, NOW + seconds(5)))
    await promise(db, "order:1:1:0", 100)
    found = await due(db, after=5)
    assert [n.event for n in found] == ["order:1:1:0"]
    await deliver(db, found)
    assert await due(db, after=5) == []


async def test_one_that_was_said_stays_said(db: SqlDatabase) -> None:
    await promise(db, "order:1:1:1", 100)
    (first,) = await due(db)
    await db.transact(lambda uow: uow.notices.delivered([first.id], NOW))
    await promise(db, "order:1:2:1", 100)
    assert [n.event for n in await due(db)] == ["order:1:2:1"]


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_none_is_taken_up_while_a_newer_one_takes_its_place(db: SqlDatabase) -> None:
    """The older one would tell the same news as the newer one."""
    await promise(db, "order:1:1:1", 100)
    async with half_done(db) as other:
        await other.do(lambda uow: _promise(uow, "order:1:2:1", (100,)))
        assert await asyncio.wait_for(due(db), 60) == []
    assert [n.event for n in await due(db)] == ["order:1:2:1"]
