"""How often a call is asked about, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.domain.calls import CallState
from bot.services.track_calls import back_off
from tests.fakes.clock import NOON
from tests.support.orders import draft_change
from tests.support.people import NUMBER, OLEG
from tests.support.world import World

RECORDING = "https://rec.example/1.mp3"


async def asked_after(world: World, seconds: float) -> bool:
    before = len(world.provider.asked)
    world.clock.advance(seconds)
    await world.core.track.poll()
    return len(world.provider.asked) > before


@pytest.mark.parametrize(
    ("age", "pause"), [(0, 1), (59, 1), (60, 2), (299, 2), (300, 5), (1800, 20), (6 * 3600, 100), (20 * 3600, 100)]
)
async def test_older_calls_are_asked_less_often(world: World, age: int, pause: int) -> None:
    await world.place(f"{NUMBER} текст")
    world.clock.advance(max(age, 1))
    if age == 0:
        world.clock.set(NOON + timedelta(seconds=1))
    await world.core.track.poll()

    assert not await asked_after(world, pause - 0.5)
    assert await asked_after(world, 0.5)


def test_the_pace_follows_the_setting() -> None:
    assert back_off(3)[0] == (60, 3)
    assert [pause for _, pause in back_off(2)] == sorted(pause for _, pause in back_off(2))


async def test_a_call_without_its_price_is_asked_about_after_its_end(world: World) -> None:
    order = await world.place(f"{NUMBER} текст")
    await world.hear("101", CallState.COMPLETED)
    await world.hear("101", CallState.COMPLETED, cost=Decimal("1.80"))

    assert (await world.call(order.id)).cost == Decimal("1.80")
    assert not await asked_after(world, 3600)


async def test_an_answered_call_is_asked_about_until_its_recording_comes(world: World) -> None:
    order = await world.draft(f"{NUMBER} текст")
    await world.api.orders.change(OLEG, draft_change(order.id, need_recording=True))
    await world.press_call_now(order)
    await world.core.submitter.drain()
    answered = {"cost": Decimal("1.80"), "answered_at": NOON}
    await world.hear("101", CallState.COMPLETED, **answered)
    assert await asked_after(world, 1)

    await world.hear("101", CallState.COMPLETED, **answered, recording_url=RECORDING)
    assert (await world.call(order.id)).recording_url == RECORDING
    assert not await asked_after(world, 3600)


async def test_nobody_waits_for_the_recording_of_a_call_that_nobody_answered(world: World) -> None:
    order = await world.draft(f"{NUMBER} текст")
    await world.api.orders.change(OLEG, draft_change(order.id, need_recording=True))
    await world.press_call_now(order)
    await world.core.submitter.drain()
    await world.hear("101", CallState.NO_ANSWER, cost=Decimal(0))
    assert not await asked_after(world, 3600)


async def test_what_has_not_come_after_a_quarter_of_an_hour_is_not_waited_for(world: World) -> None:
    await world.place(f"{NUMBER} текст")
    await world.hear("101", CallState.COMPLETED)
    world.clock.advance(14 * 60)
    await world.core.overdue.sweep()
    assert await asked_after(world, 1)

    world.clock.advance(60)
    await world.core.overdue.sweep()
    assert not await asked_after(world, 3600)


async def test_a_call_that_the_service_never_finishes_expires_after_a_day(world: World) -> None:
    order = await world.place(f"{NUMBER} текст")
    await world.hear("101", CallState.RINGING)
    world.clock.set(NOON + timedelta(hours=23, minutes=59))
    await world.core.overdue.sweep()
    assert (await world.call(order.id)).state is CallState.RINGING

    world.clock.advance(60)
    await world.core.overdue.sweep()
    call = await world.call(order.id)
    assert (call.state, call.reason_key) == (CallState.EXPIRED, "reason-expired")
    assert not await asked_after(world, 3600)
    assert {notice.place.chat_id for notice in await world.notices()} >= {OLEG.id}


async def test_a_call_that_the_service_does_not_know_is_asked_about_again(world: World) -> None:
    order = await world.place(f"{NUMBER} текст")
    assert await asked_after(world, 1)
    assert await asked_after(world, 1)
    call = await world.call(order.id)
    assert replace(call, fingerprint=None) == order.calls[0]


async def test_a_call_that_never_began_where_texts_are_moderated_says_so(world: World) -> None:
    order = await world.place(f"{NUMBER} текст")
    world.clock.advance(24 * 3600)
    await world.core.overdue.sweep()
    call = await world.call(order.id)
    assert (call.state, call.reason_key) == (CallState.EXPIRED, "reason-not-started")
