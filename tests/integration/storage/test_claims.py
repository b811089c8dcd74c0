"""What waits is in one process's hands, until its lease ends, it dies, or it gives it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from bot.domain.orders import Place
from bot.domain.views import CardKind, Notice
from bot.ports import UnitOfWork
from bot.ports.keeping import Incoming, Queue, Webhook
from storage.engine import SqlDatabase
from tests.integration.storage.make import NOW, notice, seconds

LEASE = NOW + seconds(30)
HERE = Place(100)
QUEUES: dict[str, tuple[Callable[[UnitOfWork], Queue[Any]], Callable[[UnitOfWork], object]]] = {
    "cards": (lambda uow: uow.cards, lambda uow: uow.cards.upsert(CardKind.ORDER, 1, HERE, "ru", None)),
    "notices": (lambda uow: uow.notices, lambda uow: uow.notices.add([notice("e")], NOW)),
    "webhooks": (lambda uow: uow.webhooks, lambda uow: uow.webhooks.add(Webhook("calldog", "t", b"{}"), NOW)),
    "updates": (lambda uow: uow.updates, lambda uow: uow.updates.add([Incoming(7, "{}", LEASE)], NOW)),
}
"""Each queue, and how something comes into it."""
on_every_queue = pytest.mark.parametrize("queue", QUEUES)
where_others_live = pytest.mark.parametrize("url", ["postgresql"], indirect=True)


async def put_in(db: SqlDatabase, queue: str) -> None:
    await db.transact(QUEUES[queue][1])


async def claim(db: SqlDatabase, queue: str, now: datetime = NOW) -> list[int]:
    of = QUEUES[queue][0]
    return [item.id for item in await db.transact(lambda uow: of(uow).claim(now, now + seconds(30), 10))]


@on_every_queue
async def test_what_is_claimed_is_claimed_again_when_its_lease_ends(db: SqlDatabase, queue: str) -> None:
    await put_in(db, queue)
    claimed = await claim(db, queue)
    assert len(claimed) == 1
    assert await claim(db, queue, LEASE - seconds(1)) == []
    assert await claim(db, queue, LEASE) == claimed


@on_every_queue
async def test_a_lease_is_renewed_and_given_up(db: SqlDatabase, queue: str) -> None:
    await put_in(db, queue)
    claimed = await claim(db, queue)
    await db.transact(lambda uow: QUEUES[queue][0](uow).hold(claimed, LEASE + seconds(30)))
    assert await claim(db, queue, LEASE) == []
    await db.transact(lambda uow: QUEUES[queue][0](uow).release(claimed))
    await db.transact(lambda uow: QUEUES[queue][0](uow).hold(claimed, LEASE + seconds(30)))
    assert await claim(db, queue, LEASE) == claimed, "what was given back is not renewed"


@on_every_queue
@where_others_live
async def test_nobody_takes_what_a_living_process_has_and_a_dead_ones_goes_at_once(
    db: SqlDatabase, other: SqlDatabase, queue: str
) -> None:
    await put_in(db, queue)
    claimed = await claim(other, queue)
    assert await claim(db, queue) == []
    await db.transact(lambda uow: QUEUES[queue][0](uow).release(claimed))
    assert await claim(db, queue) == [], "it is not its own to give back"
    await other.close()
    assert await claim(db, queue) == claimed


@on_every_queue
@where_others_live
async def test_what_another_process_took_up_meanwhile_stays_in_its_hands(
    db: SqlDatabase, other: SqlDatabase, queue: str
) -> None:
    await put_in(db, queue)
    claimed = await claim(db, queue)
    assert await claim(other, queue, LEASE) == claimed
    await db.transact(lambda uow: QUEUES[queue][0](uow).hold(claimed, NOW))
    assert await claim(db, queue, LEASE) == []


async def test_a_card_that_is_touched_in_hand_is_due_once_it_is_given_back(db: SqlDatabase) -> None:
    await put_in(db, "cards")
    (card,) = await db.transact(lambda uow: uow.cards.claim(NOW, LEASE, 10))
    await db.transact(lambda uow: uow.cards.touch(CardKind.ORDER, [1]))
    assert await claim(db, "cards") == []

    def shown(uow: UnitOfWork) -> None:
        uow.cards.shown([(card, 55, "digest")])
        uow.cards.release([card.id])

    await db.transact(shown)
    assert await claim(db, "cards") == [card.id]


async def test_a_chat_waits_while_its_oldest_notice_is_being_said(db: SqlDatabase) -> None:
    await db.transact(lambda uow: uow.notices.add([notice("a"), notice("b"), notice("other", 200)], NOW))
    first = await db.transact(lambda uow: uow.notices.claim(NOW, LEASE, 10))
    assert [one.event for one in first] == ["a", "other"]
    assert await claim(db, "notices") == []
    await db.transact(lambda uow: uow.notices.delivered([first[0].id], NOW))
    assert [one.event for one in await db.transact(lambda uow: uow.notices.claim(NOW, LEASE, 10))] == ["b"]


async def _superseded_in_hand(db: SqlDatabase) -> Notice:
    await db.transact(lambda uow: uow.notices.add([notice("order:1:1"), notice("order:1:2")], NOW))
    (said,) = await db.transact(lambda uow: uow.notices.claim(NOW, LEASE, 10))
    await db.transact(lambda uow: uow.notices.supersede(notice("order:1:2"), "order:1:", NOW))
    assert await claim(db, "notices") == [], "the chat waits for what is being said"
    return said


async def _claimed(db: SqlDatabase, now: datetime) -> list[str]:
    return [one.event for one in await db.transact(lambda uow: uow.notices.claim(now, now + seconds(30), 10))]


async def test_what_is_superseded_while_it_is_being_said_is_not_tried_again(db: SqlDatabase) -> None:
    said = await _superseded_in_hand(db)

    def fail(uow: UnitOfWork) -> None:
        uow.notices.put_off(said.id, NOW)
        uow.notices.release([said.id])

    await db.transact(fail)
    assert await _claimed(db, NOW) == ["order:1:2"]


async def test_what_is_superseded_in_the_hands_of_one_that_died_is_not_said(db: SqlDatabase) -> None:
    await _superseded_in_hand(db)
    assert await _claimed(db, LEASE) == []
    assert await _claimed(db, LEASE) == ["order:1:2"]


async def test_what_waits_is_superseded_at_once(db: SqlDatabase) -> None:
    await db.transact(lambda uow: uow.notices.add([notice("order:1:1"), notice("order:1:2")], NOW))
    await db.transact(lambda uow: uow.notices.supersede(notice("order:1:2"), "order:1:", NOW))
    assert await _claimed(db, NOW) == ["order:1:2"]


@on_every_queue
async def test_what_was_claimed_in_vain_is_free_at_once(db: SqlDatabase, queue: str) -> None:
    await put_in(db, queue)

    def claim_and_fail(uow: UnitOfWork) -> None:
        assert QUEUES[queue][0](uow).claim(NOW, LEASE, 10)
        raise LookupError

    with pytest.raises(LookupError):
        await db.transact(claim_and_fail)
    assert len(await claim(db, queue)) == 1
