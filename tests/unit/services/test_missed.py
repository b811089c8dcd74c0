"""The bot did not run when calls were due: nobody is called at night for that, nor hours later without being asked."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.calls import CallState
from bot.domain.errors import Forbidden, OrderChanged, OrderProblem
from bot.domain.orders import Order
from bot.domain.reasons import Reason
from bot.services.draft_orders import Press
from bot.services.release_waiting import LATEST, ON_TIME
from storage.repositories.calls import SqlCalls
from tests.support.orders import tap
from tests.support.people import NUMBER, OLEG, OLGA
from tests.support.world import World
from tests.unit.services.test_planning import EVENING, LIST, planned, release

CLOSING = EVENING + timedelta(hours=3)
"""Nine in the evening in Moscow."""


@pytest.mark.parametrize(
    ("planned_for", "late", "goes"),
    [
        (EVENING, ON_TIME, True),
        (EVENING, timedelta(minutes=30), True),
        (EVENING, LATEST, True),
        (EVENING, LATEST + timedelta(seconds=1), False),
        (EVENING, timedelta(days=3), False),
        (CLOSING - timedelta(seconds=30), ON_TIME, True),
        (CLOSING - timedelta(seconds=30), ON_TIME + timedelta(seconds=1), False),
        (CLOSING - timedelta(minutes=5), timedelta(minutes=4), True),
        (CLOSING - timedelta(minutes=5), timedelta(minutes=5), False),
        (CLOSING - timedelta(minutes=5), timedelta(hours=1), False),
    ],
)
async def test_how_late_it_may_go(world: World, planned_for: datetime, late: timedelta, goes: bool) -> None:
    order = await planned(world, at=planned_for)
    await release(world, planned_for + late)
    assert len(world.provider.placed) == (1 if goes else 0)
    assert (await world.call(order.id)).is_missed is not goes
    await release(world, planned_for + timedelta(days=4))
    assert len(world.provider.placed) == (1 if goes else 0), "decided once"


async def on_card(world: World, order: Order) -> Press:
    """«Call now» under the card as it is now."""
    now = await world.order(order.id)
    return tap(now, now.missed_mark)


async def test_people_are_told_and_decide(world: World) -> None:
    order = await planned(world)
    await release(world, EVENING + timedelta(days=1, hours=-3))
    call = await world.call(order.id)
    assert (call.state, call.reason_key) == (CallState.CANCELED, Reason.MISSED)
    assert OLEG.id in {notice.place.chat_id for notice in await world.notices()}

    press = await on_card(world, order)
    pressed = await asyncio.gather(*(world.api.calls.place_missed(OLEG, press) for _ in range(3)))
    await world.core.submitter.drain()
    assert sorted(pressed) == [False, False, True]
    assert len(world.provider.placed) == 1
    assert (await world.call(order.id)).attempt == 2


async def test_only_those_that_were_missed_are_called(world: World) -> None:
    order = await planned(world, f"{LIST} текст")
    await release(world, EVENING + timedelta(days=1, hours=-3))
    await world.api.calls.place_missed(OLEG, await on_card(world, order))
    await world.core.submitter.drain()
    assert len(world.provider.placed) == 2
    assert not await world.api.calls.place_missed(OLEG, await on_card(world, order))
    done = await world.place(f"{NUMBER} текст")
    assert not await world.api.calls.place_missed(OLEG, await on_card(world, done))
    assert len(world.provider.placed) == 3


async def test_those_that_were_missed_since_the_card_was_drawn_are_not_called(world: World) -> None:
    order = await planned(world, f"{LIST} текст")
    await release(world, EVENING + timedelta(days=1, hours=-3))
    now = await world.order(order.id)
    for shown in (replace(now, calls=now.calls[:1]).missed_mark, None):
        press = replace(tap(now), shown=shown)
        with pytest.raises(OrderChanged):
            await world.api.calls.foresee_missed(OLEG, press)
        with pytest.raises(OrderChanged):
            await world.api.calls.place_missed(OLEG, press)
    assert world.provider.placed == []


async def test_at_night_they_wait(world: World) -> None:
    order = await planned(world)
    await release(world, EVENING + timedelta(hours=5))
    with pytest.raises(OrderProblem, match="order-missed-outside-window"):
        await world.api.calls.place_missed(OLEG, await on_card(world, order))
    with pytest.raises(Forbidden):
        await world.api.calls.place_missed(OLGA, await on_card(world, order))
    assert world.provider.placed == []


@pytest.mark.parametrize("late", [timedelta(0), timedelta(hours=5)])
async def test_what_was_withdrawn_since_it_was_read_stays_withdrawn(
    world: World, monkeypatch: pytest.MonkeyPatch, late: timedelta
) -> None:
    """Another process withdraws the call between the read and the change."""
    order = await planned(world)
    read = await world.database.transact(lambda uow: uow.calls.waiting_due(EVENING, 10))
    assert await world.api.orders.withdraw(OLEG, Press(order.id, order.place, 77, "ru"))
    monkeypatch.setattr(SqlCalls, "waiting_due", lambda self, now, limit: read)
    await release(world, EVENING + late)
    call = await world.call(order.id)
    assert (call.state, call.is_missed) == (CallState.CANCELED, False)
    assert world.provider.placed == []


async def test_one_sweep_tells_those_that_go_from_those_that_are_missed(world: World) -> None:
    old = await planned(world)
    fresh = await planned(world, at=EVENING + timedelta(hours=2, minutes=50))
    await release(world, EVENING + timedelta(hours=2, minutes=55))
    assert (await world.call(old.id)).is_missed
    assert (await world.call(fresh.id)).state is CallState.PLACED
