"""A notice that reaches nobody is told of to admins once, listed, and sent again when they want."""

from __future__ import annotations

from typing import Any

from bot.domain.orders import Place
from bot.domain.troubles import Loss
from bot.domain.views import Notice, NoticeKind
from bot.ports import Shown, UnitOfWork
from tests.support.people import ANNA, OLEG
from tests.support.world import World
from tests.unit.services.watching import Post


def result(number: int, kind: NoticeKind = NoticeKind.ACCESS_DENIED, **payload: Any) -> Notice:
    return Notice(event=f"e{number}", kind=kind, place=Place(OLEG.id), locale="ru", payload=payload)


async def lose(world: World, *notices: Notice) -> None:
    """Their person has blocked the bot."""
    await world.database.transact(lambda uow: uow.notices.add(notices, world.clock.now()))
    world.messenger.answers = [Shown()] * len(notices)
    await world.core.deliveries.settle()


async def test_lost_notices_are_told_of_once_and_together(post: Post, world: World) -> None:
    await lose(world, *(result(number) for number in range(3)))
    world.messenger.notices.clear()
    await post.passes(1200)
    await world.core.deliveries.settle()
    [(notice, _)] = world.messenger.notices
    assert (notice.payload["trouble"], notice.payload["count"], notice.place.chat_id) == ("lost", 3, ANNA.id)
    world.messenger.notices.clear()
    post.start()
    await post.passes(600)
    assert await post.told() == []


async def test_what_tells_of_lost_ones_is_not_told_of_when_it_is_lost(post: Post, world: World) -> None:
    await lose(world, result(1))
    await post.passes(15)
    world.messenger.answers = [Shown()]
    assert await post.told() == [("lost", False)]
    await post.passes(1200)
    assert await post.told() == []
    assert (await world.database.transact(lambda uow: uow.outgoing.outbox())).lost == 1


async def test_one_that_telegram_never_took_is_lost_too(world: World) -> None:
    await world.database.transact(lambda uow: uow.notices.add([result(1)], world.clock.now()))
    world.messenger.answers = [Shown(retry=True)] * 100
    for _ in range(40):
        await world.core.deliveries.settle()
        world.clock.advance(301)
    (lost,) = await world.database.transact(lambda uow: uow.outgoing.lost(5))
    assert (lost.why, lost.whom, lost.kind) == (Loss.REFUSED, "Олег", NoticeKind.ACCESS_DENIED)


async def test_lost_ones_are_listed_and_sent_again_once_a_tap(world: World) -> None:
    await lose(world, *(result(number) for number in range(7)))
    status = await world.api.money.status(ANNA)
    assert (status.outbox.lost, len(status.lost), status.outbox.waiting) == (7, 5, 0)
    assert {(one.whom, one.why) for one in status.lost} == {("Олег", Loss.DEAF)}
    world.messenger.notices.clear()
    assert [await world.api.money.send_again(ANNA), await world.api.money.send_again(ANNA)] == [7, 0]
    await world.core.deliveries.settle()
    assert [notice.event for notice, _ in world.messenger.notices] == [f"e{number}" for number in range(7)]
    assert (await world.api.money.status(ANNA)).outbox.lost == 0


async def test_one_that_something_newer_tells_of_is_not_lost(world: World) -> None:
    def superseded(uow: UnitOfWork) -> None:
        uow.notices.add([result(1)], world.clock.now())
        uow.notices.supersede(result(2), "e", world.clock.now())

    await world.database.transact(superseded)
    assert (await world.database.transact(lambda uow: uow.outgoing.outbox())).lost == 0
