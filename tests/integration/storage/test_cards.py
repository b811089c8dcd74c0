from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.domain.orders import Place
from bot.domain.views import Card, CardKind
from bot.ports import UnitOfWork
from storage.engine import SqlDatabase
from tests.integration.storage.make import GROUP, NOW, seconds

ORDER = CardKind.ORDER
HERE = Place(100)


async def due(db: SqlDatabase, limit: int = 10) -> list[Card]:
    """Claims what is due under a lease that ends at once."""
    return await db.transact(lambda uow: uow.cards.claim(NOW, NOW, limit))


async def show(db: SqlDatabase, card: Card, message_id: int = 55, digest: str = "d") -> None:
    await db.transact(lambda uow: uow.cards.shown([(card, message_id, digest)]))


async def follow(db: SqlDatabase, *subjects: int, message_id: int | None = None) -> None:
    def work(uow: UnitOfWork) -> None:
        for subject in subjects:
            uow.cards.upsert(ORDER, subject, HERE, "ru", message_id)

    await db.transact(work)


async def test_a_new_card_is_due_until_it_is_shown(db: SqlDatabase) -> None:
    await follow(db, 1)
    (card,) = await due(db)
    assert card == Card(card.id, ORDER, 1, HERE, "ru", None, None, 1, 0)
    await show(db, card)
    assert await due(db) == []
    assert await db.transact(lambda uow: uow.cards.of(ORDER, 1)) == [replace(card, message_id=55, shown="d")]


async def test_a_hundred_touches_are_one_edit(db: SqlDatabase) -> None:
    await follow(db, 1, 2)
    for card in await due(db):
        await show(db, card)
    await asyncio.gather(*(db.transact(lambda uow: uow.cards.touch(ORDER, [1])) for _ in range(100)))
    await db.transact(lambda uow: uow.cards.touch(CardKind.ACCESS, [2]))
    await db.transact(lambda uow: uow.cards.touch(ORDER, []))
    (card,) = await due(db)
    assert (card.subject_id, card.message_id, card.shown) == (1, 55, "d")
    await show(db, card)
    assert await due(db) == []


async def test_a_touch_while_the_message_is_edited_keeps_the_card_due(db: SqlDatabase) -> None:
    await follow(db, 1)
    (card,) = await due(db)
    await db.transact(lambda uow: uow.cards.touch(ORDER, [1]))
    await show(db, card)
    (again,) = await due(db)
    assert again.message_id == 55
    await show(db, again)
    await show(db, replace(card, message_id=55), digest="an older edit, told late")
    assert await due(db) == []
    assert [c.shown for c in await db.transact(lambda uow: uow.cards.of(ORDER, 1))] == ["d"]


async def test_a_subject_has_one_card_in_a_place_and_topics_are_places(db: SqlDatabase) -> None:
    def work(uow: UnitOfWork) -> list[Card]:
        for place in (HERE, HERE, GROUP, GROUP, Place(GROUP.chat_id)):
            uow.cards.upsert(ORDER, 1, place, "en", 9)
        return uow.cards.of(ORDER, 1)

    cards = await db.transact(work)
    assert [card.place for card in cards] == [HERE, GROUP, Place(GROUP.chat_id)]


async def test_following_anew_shows_anew_even_while_the_old_message_is_edited(db: SqlDatabase) -> None:
    await follow(db, 1, message_id=9)
    (card,) = await due(db)
    await follow(db, 1)
    await show(db, card, 9)
    (again,) = await due(db)
    assert (again.id, again.message_id, again.shown) == (card.id, None, None)


async def test_a_card_put_off_waits_and_a_success_forgets_the_failures(db: SqlDatabase) -> None:
    await follow(db, 1)
    (card,) = await due(db)
    for _ in range(2):
        await db.transact(lambda uow: uow.cards.put_off(card.id, NOW + seconds(5)))
    assert await due(db) == []
    (again,) = await db.transact(lambda uow: uow.cards.claim(NOW + seconds(5), NOW, 10))
    assert again.failures == 2
    await show(db, again)
    await db.transact(lambda uow: uow.cards.touch(ORDER, [1]))
    assert [card.failures for card in await due(db)] == [0]


async def test_a_forgotten_card_is_gone_and_its_id_never_comes_back(db: SqlDatabase) -> None:
    await follow(db, 1)
    (card,) = await due(db)
    await db.transact(lambda uow: uow.cards.forget(card.id))
    assert await due(db) == []
    await follow(db, 2)
    assert [new.id > card.id for new in await due(db)] == [True]


async def test_new_cards_come_first_then_those_that_waited_longest(db: SqlDatabase) -> None:
    await follow(db, 1, 2)
    one, two = await due(db)
    await show(db, two)
    await show(db, one)
    await db.transact(lambda uow: uow.cards.touch(ORDER, [1, 2]))
    await follow(db, 3)
    assert [card.subject_id for card in await due(db, limit=1)] == [3]
    new, two = await due(db)
    assert [new.subject_id, two.subject_id] == [3, 2]
    await show(db, two)
    assert [card.subject_id for card in await due(db)] == [3, 1]


async def test_messages_of_one_chat_are_edited_one_at_a_time(db: SqlDatabase) -> None:
    """Telegram takes one a second: whatever changes meanwhile is shown by the edit that comes next, and by no other."""
    await follow(db, 1, 2, message_id=9)
    await db.transact(lambda uow: uow.cards.upsert(ORDER, 3, GROUP, "ru", 9))
    held = await db.transact(lambda uow: uow.cards.claim(NOW, NOW + seconds(30), 10))
    assert [card.subject_id for card in held] == [1, 3]
    for _ in range(5):
        await db.transact(lambda uow: uow.cards.touch(ORDER, [2]))
        assert await due(db) == [], "its chat has one in hand"
    await follow(db, 4)
    assert [card.subject_id for card in await due(db)] == [4], "a message that is not there yet is waited for"
    await show(db, held[0], 9)
    await db.transact(lambda uow: uow.cards.release([held[0].id]))
    (card,) = [card for card in await due(db) if card.message_id]
    assert (card.subject_id, card.version) == (2, 6)


async def test_a_card_is_found_by_its_message(db: SqlDatabase) -> None:
    await follow(db, 1, message_id=55)
    await follow(db, 2, message_id=56)
    found = await db.transact(lambda uow: [uow.cards.at(HERE.chat_id, message) for message in (55, 56, 57)])
    assert [card and card.subject_id for card in found] == [1, 2, None]
    assert await db.transact(lambda uow: uow.cards.at(GROUP.chat_id, 55)) is None
