"""Low balances, providers, moderated records: told to subscribers once, and no second time to who hears anyway."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import partial

import pytest

from bot.domain.orders import CallingWindow, Place
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


@pytest.mark.parametrize("is_subscribed", [True, False])
async def test_muting_puts_off_what_is_told_and_loses_nothing(world: World, is_subscribed: bool) -> None:
    await end_what_managers_begin_with(world)
    deps, now = world.api.subscriptions._deps, world.clock.now()  # what every service is built from
    for topic in (Topic.BALANCE, Topic.RECORDS) if is_subscribed else ():
        await subscribe(world, ADMIN, topic=topic, actor=ANNA)
    await world.api.subscriptions.mute(ANNA, ADMIN)
    record = AudioRecord("Привет", "calldog", ANNA.id, ADMIN, "ru", "message:1", id=1)
    await world.database.transact(lambda uow: tell(deps, uow, "low", NoticeKind.LOW_BALANCE, LOW, now))
    await world.database.transact(lambda uow: promise_news(uow, record, RecordNews.APPROVED, "CallDog", now))
    assert await told(world, ADMIN) == []
    world.clock.advance(3600)
    heard = kinds(await told(world, ADMIN))
    assert heard == ([NoticeKind.SUMMARY] if is_subscribed else [NoticeKind.LOW_BALANCE, NoticeKind.RECORD])
    world.clock.advance(3600)
    assert len(await told(world, ADMIN)) == len(heard)


async def test_quiet_hours_put_off_that_a_provider_is_out(world: World) -> None:
    deps, now = world.api.subscriptions._deps, world.clock.now()  # what every service is built from
    await world.api.subscriptions.keep_quiet(ANNA, ADMIN, CallingWindow(time(11), time(14)))
    payload = {"trouble": Trouble.PROVIDER}
    await world.database.transact(lambda uow: tell(deps, uow, "out", NoticeKind.TROUBLE, payload, now))
    assert await told(world, ADMIN) == []
    world.clock.set(datetime(2026, 11, 20, 11, tzinfo=UTC))
    assert kinds(await told(world, ADMIN)) == [NoticeKind.TROUBLE]


async def test_that_the_bot_is_unwell_admins_hear_at_once(world: World) -> None:
    deps, now = world.api.subscriptions._deps, world.clock.now()  # what every service is built from
    await world.api.subscriptions.mute(ANNA, ADMIN)
    payload = {"trouble": Trouble.DISK, "megabytes": 1}
    await world.database.transact(lambda uow: tell(deps, uow, "disk", NoticeKind.TROUBLE, payload, now))
    assert kinds(await told(world, ADMIN)) == [NoticeKind.TROUBLE]
