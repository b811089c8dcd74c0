"""What is over for long is deleted; what still keeps something from happening twice is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.ports import UnitOfWork, Webhook
from bot.ports.emulating import Emulation
from bot.services.forgetting import EMULATIONS_FOR, WEBHOOKS_FOR
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
