"""Who may subscribe to what, where; and what becomes of subscriptions of groups and of people who leave."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.access import Role
from bot.domain.calls import CallState
from bot.domain.errors import Forbidden, NotFound, OrderProblem
from bot.domain.orders import Place
from bot.domain.subscriptions import Topic, Wanted, Whose
from bot.domain.views import NoticeKind
from bot.ports import Shut
from bot.services.people import RoleChange
from tests.support.people import ANNA, MARIA, OLEG, OLGA
from tests.support.world import World
from tests.unit.services.subscribing import (
    EVENING,
    GROUP,
    MINE,
    PRIVATE,
    TOPIC,
    end_what_managers_begin_with,
    ends,
    kinds,
    outcomes,
    subscribe,
    told,
)


@pytest.fixture
async def nobody(world: World) -> None:
    """Managers have ended what they began with."""
    await end_what_managers_begin_with(world)


pytestmark = pytest.mark.usefixtures("nobody")


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
    (digest,) = await told(world, own)
    assert outcomes(digest) == {"reached": 1}, "and not Oleg's"


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
    assert outcomes(digest) == {"reached": 2}


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
