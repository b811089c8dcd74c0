"""What subscribers are told: each event once, at once or gathered, and nothing that is no business of theirs."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calls import CallState
from bot.domain.errors import Uncertain
from bot.domain.orders import CallingWindow
from bot.domain.subscriptions import Wanted, Whose
from bot.domain.views import NoticeKind
from tests.support.people import MARIA, NUMBER, OLEG, OLGA
from tests.support.world import World
from tests.unit.services.subscribing import (
    EVENING,
    PRIVATE,
    end_what_managers_begin_with,
    ends,
    kinds,
    outcomes,
    subscribe,
    told,
)

NIGHT = CallingWindow(time(11), time(14))


@pytest.fixture
async def nobody(world: World) -> None:
    """Managers have ended what they began with."""
    await end_what_managers_begin_with(world)


pytestmark = pytest.mark.usefixtures("nobody")


async def test_a_digest_counts_what_ended_and_comes_at_its_time(world: World) -> None:
    await subscribe(world, schedule=EVENING)
    for state in (CallState.COMPLETED, CallState.BUSY, CallState.BUSY):
        await ends(world, state, digit=1)
    assert await told(world) == []
    world.clock.set(datetime(2026, 11, 20, 15, 0, tzinfo=UTC))
    (digest,) = await told(world)
    assert digest.kind is NoticeKind.SUMMARY
    assert outcomes(digest) == {"reached": 1, "busy": 2}
    assert digest.payload["digests"][0]["figures"]["keys"] == {"1": 3}
    assert digest.payload["ends"] == {}, "what the figures tell is not told beside them"
    await told(world)
    assert len(await told(world)) == 1


async def test_a_digest_that_was_missed_comes_once(world: World) -> None:
    await subscribe(world, schedule=EVENING)
    await ends(world)
    world.clock.advance(24 * 3600)
    await ends(world)
    world.clock.advance(3 * 24 * 3600)
    await world.restarted().gathered.sweep()
    (digest,) = await told(world)
    assert outcomes(digest) == {"reached": 2}


async def test_an_empty_digest_says_nothing(world: World) -> None:
    await subscribe(world, schedule=EVENING)
    world.clock.advance(24 * 3600)
    assert await told(world) == []


async def test_one_that_gathered_alone_is_told_as_it_is(world: World) -> None:
    await subscribe(world)
    await world.api.subscriptions.keep_quiet(MARIA, PRIVATE, NIGHT)
    await ends(world)
    world.clock.advance(24 * 3600)
    (one,) = await told(world)
    assert one.kind is NoticeKind.RESULT


async def test_what_is_repeated_is_gathered_once_and_told_once(world: World) -> None:
    await subscribe(world, schedule=EVENING)
    ids = [await ends(world), await ends(world)]
    for cost in (1, 2, 3):
        await world.hear(ids[0], CallState.COMPLETED, cost=cost)
    world.clock.advance(24 * 3600)
    (digest,) = await told(world)
    assert outcomes(digest) == {"reached": 2}
    await world.hear(ids[0], CallState.COMPLETED, cost=4)
    world.clock.advance(24 * 3600)
    assert len(await told(world)) == 1


async def test_the_newest_end_of_an_order_counts(world: World) -> None:
    await subscribe(world, schedule=EVENING)
    world.provider.error = Uncertain("provider-cut")
    order = await world.place(f"{NUMBER} текст")
    world.provider.error = None
    assert await world.api.calls.place_again(OLEG, order.calls[0].id)
    await world.core.submitter.drain()
    await world.hear("102", CallState.COMPLETED)
    await ends(world)
    world.clock.advance(24 * 3600)
    (digest,) = await told(world)
    assert outcomes(digest) == {"reached": 2, "unknown": 1}, "each attempt is a call, as in /stats"


async def test_quiet_hours_end_with_one_message(world: World) -> None:
    await subscribe(world)
    await world.api.subscriptions.keep_quiet(MARIA, PRIVATE, NIGHT)
    await ends(world)
    await ends(world, CallState.NO_ANSWER)
    assert await told(world) == []
    world.clock.set(datetime(2026, 11, 20, 11, 0, tzinfo=UTC))
    assert kinds(await told(world)) == [NoticeKind.SUMMARY]
    await ends(world)
    assert kinds(await told(world)) == [NoticeKind.SUMMARY, NoticeKind.RESULT]


async def test_muting_for_an_hour_loses_nothing(world: World) -> None:
    await subscribe(world)
    assert await world.api.subscriptions.mute(MARIA, PRIVATE) == world.clock.now() + timedelta(hours=1)
    await ends(world)
    await ends(world)
    assert await told(world) == []
    world.clock.advance(3600)
    assert kinds(await told(world)) == [NoticeKind.SUMMARY]


async def test_unmuting_tells_at_once(world: World) -> None:
    await subscribe(world)
    await world.api.subscriptions.mute(MARIA, PRIVATE)
    await ends(world)
    await world.api.subscriptions.unmute(MARIA, PRIVATE)
    assert kinds(await told(world)) == [NoticeKind.RESULT]


async def test_another_clock_moves_what_is_gathered(world: World) -> None:
    await subscribe(world, schedule=EVENING)
    await ends(world)
    await world.api.subscriptions.live_in(MARIA, PRIVATE, ZoneInfo("Asia/Vladivostok"))
    world.clock.set(datetime(2026, 11, 20, 15, 0, tzinfo=UTC))
    assert await told(world) == []
    world.clock.set(datetime(2026, 11, 21, 8, 0, tzinfo=UTC))
    assert len(await told(world)) == 1


async def test_ending_a_subscription_tells_what_it_gathered(world: World) -> None:
    await subscribe(world, schedule=EVENING)
    await ends(world)
    (one,) = (await world.api.subscriptions.of(MARIA, PRIVATE)).told
    await world.api.subscriptions.unsubscribe(MARIA, PRIVATE, one.subscription.id)
    assert len(await told(world)) == 1
    await ends(world)
    assert len(await told(world)) == 1


async def test_two_that_match_make_one_notice(world: World) -> None:
    await subscribe(world)
    await subscribe(world, wanted=Wanted(ends=(CallState.COMPLETED,)))
    await subscribe(world, schedule=EVENING)
    await ends(world)
    assert kinds(await told(world)) == [NoticeKind.RESULT]
    world.clock.advance(24 * 3600)
    assert kinds(await told(world)) == [NoticeKind.RESULT, NoticeKind.SUMMARY], "its figures are no second notice of it"


async def test_what_comes_thick_is_folded(world: World) -> None:
    await subscribe(world)
    for _ in range(10):
        await ends(world)
    world.clock.advance(15)
    notices = await told(world)
    assert kinds(notices) == [NoticeKind.RESULT] * 3 + [NoticeKind.SUMMARY]
    assert notices[-1].payload["ends"] == {"completed": 7}
    world.clock.advance(60)
    await ends(world)
    assert kinds(await told(world))[4:] == [NoticeKind.RESULT]


async def test_outcomes_and_keys_narrow(world: World) -> None:
    await subscribe(world, wanted=Wanted(ends=(CallState.BUSY,)))
    await subscribe(world, wanted=Wanted(keys=(2,)))
    await ends(world)
    await ends(world, digit=1)
    assert await told(world) == []
    await ends(world, CallState.BUSY)
    await ends(world, digit=2)
    assert len(await told(world)) == 2


async def test_a_key_that_comes_after_the_end_is_told_once(world: World) -> None:
    await subscribe(world, wanted=Wanted(keys=(1,)))
    id_ = await ends(world)
    assert await told(world) == []
    await world.hear(id_, CallState.COMPLETED, digit=1)
    assert len(await told(world)) == 1
    for cost in (1, 2):
        await world.hear(id_, CallState.COMPLETED, digit=1, cost=cost)
    assert len(await told(world)) == 1


async def test_who_subscribes_hears_nothing_of_what_was_before(world: World) -> None:
    id_ = await ends(world)
    world.clock.advance(5)
    await subscribe(world)
    await subscribe(world, wanted=Wanted(keys=(1,)))
    await world.hear(id_, CallState.COMPLETED, digit=1)
    assert await told(world) == []


async def test_chosen_colleagues_are_a_team(world: World) -> None:
    await subscribe(world, wanted=Wanted(Whose.CHOSEN, people=(OLGA.id,)))
    await ends(world)
    assert await told(world) == []
    await ends(world, actor=OLGA)
    assert len(await told(world)) == 1
