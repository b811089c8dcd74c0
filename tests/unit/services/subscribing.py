"""What the tests of subscriptions share: Maria subscribes, Oleg's calls end."""

from __future__ import annotations

from datetime import time

from bot.domain.access import Person
from bot.domain.calls import CallState
from bot.domain.orders import Place
from bot.domain.subscriptions import Rhythm, Schedule, Subscription, Topic, Wanted, Whose
from bot.domain.views import Notice, NoticeKind
from tests.support.people import ANNA, MARIA, NUMBER, OLEG
from tests.support.world import World

PRIVATE = Place(MARIA.id)
GROUP = Place(-100)
TOPIC = Place(-100, 7)
EVENING = Schedule(Rhythm.DAILY, at=time(18))
"""By the clock of Moscow; the tests begin at noon there, on a Friday."""
MINE = Wanted(Whose.MINE)


async def end_what_managers_begin_with(world: World) -> None:
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


def outcomes(digest: Notice) -> dict[str, int]:
    """What the only digest of this summary has counted."""
    (counted,) = digest.payload["digests"]
    found: dict[str, int] = counted["figures"]["outcomes"]
    return found


def kinds(notices: list[Notice]) -> list[NoticeKind]:
    return [notice.kind for notice in notices]
