"""What subscribers are told: each event once, at once or gathered, and nothing that is no business of theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.access import Person, Role
from bot.domain.calls import CallState
from bot.domain.errors import Forbidden, NotFound, OrderProblem, Uncertain
from bot.domain.orders import CallingWindow, Place
from bot.domain.subscriptions import Rhythm, Schedule, Subscription, Topic, Wanted, Whose
from bot.domain.views import Notice, NoticeKind
from bot.ports import Shut
from bot.services.people import RoleChange
from tests.support.people import ANNA, MARIA, NUMBER, OLEG, OLGA
from tests.support.world import World

PRIVATE = Place(MARIA.id)
GROUP = Place(-100)
TOPIC = Place(-100, 7)
EVENING = Schedule(Rhythm.DAILY, at=time(18))
"""By the clock of Moscow; the tests begin at noon there, on a Friday."""
NIGHT = CallingWindow(time(11), time(14))
MINE = Wanted(Whose.MINE)


@pytest.fixture
async def nobody(world: World) -> None:
    """Managers have ended what they began with."""
    for manager in (ANNA, MARIA):
        for told in (await world.api.subscriptions.of(manager, Place(manager.id))).told:
            await world.api.subscriptions.unsubscribe(manager, Place(manager.id), told.subscription.id)


async def subscribe(
    world: World,
    place: Place = PRIVATE,
    wanted: Wanted = Wanted(),  # noqa: B008  # frozen
    schedule: Schedule = Schedule(),  # noqa: B008  # frozen
    actor: Person = MARIA,
    topic: Topic = Topic.RESULTS,
) -> None:
    await world.api.subscriptions.subscribe(actor, Subscription(place, actor.id, topic, wanted, schedule))


async def ends(world: World, state: CallState = CallState.COMPLETED, actor: Person = OLEG, **facts: int) -> str:
    """One more call, which ends so; the provider's id of it."""
    await world.place(f"{NUMBER} текст", actor)
    id_ = str(100 + len(world.provider.placed))
    await world.hear(id_, state, **facts)
    return id_


async def told(world: World, place: Place = PRIVATE) -> list[Notice]:
    """All that this place was told of, what is due of the gathered too."""
    await world.core.gathered.sweep()
    return [notice for notice in await world.notices() if notice.place == place and notice.reply_to is None]


def kinds(notices: list[Notice]) -> list[NoticeKind]:
    return [notice.kind for notice in notices]


pytestmark = pytest.mark.usefixtures("nobody")


async def test_a_digest_counts_what_ended_and_comes_at_its_time(world: World) -> None:
    await subscribe(world, schedule=EVENING)
    for state in (CallState.COMPLETED, CallState.BUSY, CallState.BUSY):
        await ends(world, state, digit=1)
    assert await told(world) == []
    world.clock.set(datetime(2026, 11, 20, 15, 0, tzinfo=UTC))
    (digest,) = await told(world)
    assert digest.kind is NoticeKind.SUMMARY
    assert (digest.payload["ends"], digest.payload["keys"]) == ({"completed": 1, "busy": 2}, {"1": 3})
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
    assert digest.payload["ends"] == {"completed": 2}


async def test_an_empty_digest_says_nothing(world: World) -> None:
    await subscribe(world, schedule=EVENING)
    world.clock.advance(24 * 3600)
    assert await told(world) == []


async def test_one_that_gathered_alone_is_told_as_it_is(world: World) -> None:
    await subscribe(world, schedule=EVENING)
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
    assert digest.payload["ends"] == {"completed": 2}
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
    assert digest.payload["ends"] == {"completed": 2}


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
    world.clock.advance(24 * 3600)
    assert kinds(await told(world)) == [NoticeKind.RESULT]


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


async def test_an_operator_hears_of_their_own_calls_only(world: World) -> None:
    own = Place(OLGA.id)
    await subscribe(world, own, MINE, EVENING, OLGA)
    for other in (Wanted(), Wanted(Whose.CHOSEN, people=(OLGA.id,))):
        with pytest.raises(Forbidden):
            await subscribe(world, own, other, actor=OLGA)
    for topic in (Topic.RECORDS, Topic.BALANCE, Topic.PROVIDERS):
        with pytest.raises(Forbidden):
            await subscribe(world, own, topic=topic, actor=OLGA)
    for place in (PRIVATE, GROUP):
        with pytest.raises(Forbidden):
            await subscribe(world, place, MINE, actor=OLGA)
    await ends(world, actor=OLEG)
    await ends(world, actor=OLGA)
    world.clock.advance(24 * 3600)
    (one,) = await told(world, own)
    order = await world.order(one.payload["order_id"])
    assert order.author_id == OLGA.id


async def test_nobody_ends_what_is_elsewhere(world: World) -> None:
    await subscribe(world)
    (one,) = (await world.api.subscriptions.of(MARIA, PRIVATE)).told
    with pytest.raises(NotFound):
        await world.api.subscriptions.unsubscribe(OLGA, Place(OLGA.id), one.subscription.id)
    with pytest.raises(Forbidden):
        await world.api.subscriptions.of(ANNA, PRIVATE)
    with pytest.raises(Forbidden):
        await world.api.subscriptions.mute(OLGA, GROUP)


async def test_who_is_no_manager_any_more_hears_nothing_not_even_what_was_gathered(world: World) -> None:
    await subscribe(world, schedule=EVENING)
    await ends(world)
    await world.api.people.change_role(ANNA, RoleChange(MARIA.id, Role.MANAGER, Role.OPERATOR))
    await ends(world)
    world.clock.advance(24 * 3600)
    assert kinds(await told(world)) == [NoticeKind.ROLE_CHANGED]
    await world.api.people.change_role(ANNA, RoleChange(MARIA.id, Role.OPERATOR, Role.MANAGER))
    await ends(world)
    assert kinds(await told(world))[2:] == [NoticeKind.RESULT], "as every new manager"


async def test_a_group_and_its_topic_are_told_each_for_itself(world: World) -> None:
    await subscribe(world, GROUP)
    await subscribe(world, TOPIC)
    id_ = await ends(world)
    await world.hear(id_, CallState.COMPLETED, cost=1)
    assert len(await told(world, GROUP)) == len(await told(world, TOPIC)) == 1


async def test_a_group_keeps_what_a_manager_chose_for_it(world: World) -> None:
    await subscribe(world, GROUP)
    await world.api.people.change_role(ANNA, RoleChange(MARIA.id, Role.MANAGER, None))
    await ends(world)
    assert len(await told(world, GROUP)) == 1


async def test_a_supergroup_takes_everything_along(world: World) -> None:
    await subscribe(world, TOPIC, schedule=EVENING)
    await ends(world)
    await world.core.chats.moved(-100, -1001)
    await ends(world)
    world.clock.advance(24 * 3600)
    (digest,) = await told(world, Place(-1001, 7))
    assert digest.payload["ends"] == {"completed": 2}


async def test_a_closed_topic_hands_its_subscriptions_to_general(world: World) -> None:
    await subscribe(world, TOPIC)
    world.messenger.shut[TOPIC] = Shut.TOPIC
    await ends(world)
    await told(world, GROUP)
    await ends(world)
    assert len(await told(world, GROUP)) == 2
    assert [one.subscription.place for one in (await world.api.subscriptions.of(MARIA, GROUP)).told] == [GROUP]


async def test_a_group_that_was_left_hears_nothing_and_its_manager_is_told(world: World) -> None:
    await subscribe(world, GROUP)
    await subscribe(world, TOPIC, schedule=EVENING)
    world.messenger.shut[GROUP] = Shut.REMOVED
    await ends(world)
    await ends(world)
    (lost,) = await told(world)
    assert (lost.kind, lost.payload) == (NoticeKind.SUBSCRIPTIONS_LOST, {"count": 2})
    assert (await world.api.subscriptions.of(MARIA, TOPIC)).told == []
    private = [notice for notice in await world.notices() if notice.place == Place(OLEG.id)]
    assert kinds(private) == [NoticeKind.RESULT] * 2, "the author hears of it under the cards alone"


async def test_the_same_twice_is_one_and_there_is_a_bound(world: World) -> None:
    await subscribe(world)
    await subscribe(world)
    assert len((await world.api.subscriptions.of(MARIA, PRIVATE)).told) == 1
    for key in range(19):
        await subscribe(world, wanted=Wanted(keys=(key,)))
    with pytest.raises(OrderProblem):
        await subscribe(world, wanted=Wanted(keys=(20,)))


async def test_how_many_notices_it_made_last_week(world: World) -> None:
    await subscribe(world)
    await subscribe(world, wanted=replace(MINE))
    await ends(world)
    await ends(world)
    assert [one.notices for one in (await world.api.subscriptions.of(MARIA, PRIVATE)).told] == [2, 0]
    world.clock.advance(8 * 24 * 3600)
    assert [one.notices for one in (await world.api.subscriptions.of(MARIA, PRIVATE)).told] == [0, 0]
