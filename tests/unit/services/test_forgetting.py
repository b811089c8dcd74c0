"""What is over for long is deleted; what still keeps something from happening twice is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Table

from bot.domain.orders import Place
from bot.domain.troubles import Loss
from bot.domain.views import Notice, NoticeKind
from bot.ports import UnitOfWork
from bot.ports.emulating import Emulation
from bot.ports.keeping import Webhook
from bot.services.sweeps import EMULATIONS_FOR, GATHERED_FOR, LOST_FOR, WEBHOOKS_FOR
from storage.material import gathered
from storage.tables import emulations, webhooks
from tests.support.people import ANNA
from tests.support.world import World

DAY = timedelta(days=1)


async def test_an_answered_request_made_by_hand_is_forgotten_after_its_time(world: World) -> None:
    sent = Emulation("answered", ANNA.id, "calldog", "CD1", "POST …")
    lost = replace(sent, key="lost")

    def work(uow: UnitOfWork) -> None:
        now = world.clock.now()
        for emulation in (sent, lost):
            uow.emulations.add(emulation, now)
        uow.emulations.answered(replace(sent, status=200, answer="{}"), now)

    await world.database.transact(work)
    world.clock.advance((EMULATIONS_FOR - DAY).total_seconds())
    await world.core.forget.sweep()
    assert len(await world.rows(emulations)) == 2

    world.clock.advance((2 * DAY).total_seconds())
    await world.core.forget.sweep()
    assert await world.database.transact(lambda uow: uow.emulations.get("answered")) is None
    assert await world.database.transact(lambda uow: uow.emulations.get("lost")) == lost
    assert not await world.database.transact(lambda uow: uow.emulations.add(lost, world.clock.now()))


async def test_an_applied_webhook_is_forgotten_after_its_time(world: World) -> None:
    received = world.clock.now()
    await world.database.transact(lambda uow: uow.webhooks.add(Webhook("calldog", "token", b"{}"), received))
    await world.core.webhooks.settle()
    world.clock.advance((WEBHOOKS_FOR - DAY).total_seconds())
    await world.core.forget.sweep()
    assert len(await world.rows(webhooks)) == 1

    world.clock.advance((2 * DAY).total_seconds())
    await world.core.forget.sweep()
    assert await world.rows(webhooks) == []


async def test_what_summaries_told_is_forgotten_after_its_time_and_what_they_have_not_is_not(world: World) -> None:
    place = Place(ANNA.id)
    told, untold = (Notice(event, NoticeKind.ANSWER, place, "ru", subscription_id=1) for event in ("told", "untold"))

    def work(uow: UnitOfWork) -> None:
        now = world.clock.now()
        uow.gathered.add("first", told, now, now)
        assert len(uow.gathered.take(place, now, 5)) == 1
        uow.gathered.add("second", untold, now, now + timedelta(days=90))

    await world.database.transact(work)
    assert await left_after(world, GATHERED_FOR - DAY, gathered) == 2
    assert await left_after(world, 2 * DAY, gathered) == 1
    assert await world.database.transact(lambda uow: uow.gathered.holds("second", untold))


async def test_a_notice_that_reached_nobody_is_forgotten_after_its_time(world: World) -> None:
    def lose(uow: UnitOfWork) -> None:
        now = world.clock.now()
        uow.notices.add([Notice("lost", NoticeKind.ANSWER, Place(ANNA.id), "ru")], now)
        (notice,) = uow.notices.claim(now, now + timedelta(seconds=30), 5)
        uow.notices.give_up(notice.id, now, Loss.SHUT)
        uow.notices.release([notice.id])

    await world.database.transact(lose)
    for days, lost in ((LOST_FOR - DAY, 1), (2 * DAY, 0)):
        world.clock.advance(days.total_seconds())
        await world.core.forget.sweep()
        assert (await world.database.transact(lambda uow: uow.outgoing.outbox())).lost == lost


async def left_after(world: World, days: timedelta, table: Table) -> int:
    world.clock.advance(days.total_seconds())
    await world.core.forget.sweep()
    return len(await world.rows(table))
