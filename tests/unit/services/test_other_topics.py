"""Low balances, providers, moderated records: told to subscribers once, and no second time to who hears anyway."""

from __future__ import annotations

from functools import partial

import pytest

from bot.domain.orders import Place
from bot.domain.records import AudioRecord
from bot.domain.subscriptions import Topic
from bot.domain.troubles import Trouble
from bot.domain.views import NoticeKind, Payload
from bot.services.alarms import tell
from bot.services.records.watching import RecordNews, promise_news
from tests.support.people import ANNA, MARIA
from tests.support.world import World
from tests.unit.services.subscribing import PRIVATE, end_what_managers_begin_with, kinds, subscribe, told

ADMIN = Place(ANNA.id)
LOW: Payload = {"service": "CallDog", "amount": "1", "limit": "5"}


@pytest.mark.parametrize(
    ("topic", "kind", "payload", "events"),
    [
        (Topic.BALANCE, NoticeKind.LOW_BALANCE, LOW, ["low"]),
        (Topic.PROVIDERS, NoticeKind.TROUBLE, {"trouble": Trouble.PROVIDER}, ["out", "back"]),
    ],
)
async def test_troubles_reach_subscribers_beside_admins(
    world: World, topic: Topic, kind: NoticeKind, payload: Payload, events: list[str]
) -> None:
    await end_what_managers_begin_with(world)
    await subscribe(world, topic=topic)
    await subscribe(world, ADMIN, topic=topic, actor=ANNA)
    deps, now = world.api.subscriptions._deps, world.clock.now()  # what every service is built from
    for event in [*events, *events]:
        say = partial(tell, deps, event=event, kind=kind, payload=payload, now=now)
        await world.database.transact(say)
    for place in (PRIVATE, ADMIN):
        assert kinds(await told(world, place)) == [kind] * len(events)


async def test_what_a_moderator_decided_reaches_subscribers_beside_the_owner(world: World) -> None:
    await end_what_managers_begin_with(world)
    for place, actor in ((PRIVATE, MARIA), (ADMIN, ANNA)):
        await subscribe(world, place, topic=Topic.RECORDS, actor=actor)
    record, now = AudioRecord("Привет", "calldog", ANNA.id, ADMIN, "ru", "message:1", id=1), world.clock.now()
    for _ in range(2):
        await world.database.transact(lambda uow: promise_news(uow, record, RecordNews.APPROVED, "CallDog", now))
    for place in (PRIVATE, ADMIN):
        assert kinds(await told(world, place)) == [NoticeKind.RECORD]
