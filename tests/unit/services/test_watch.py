"""What goes wrong is told to admins once, and once when it is over; nothing is told without evidence."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.domain.access import Person, Role
from bot.domain.errors import ProviderError, Refused, Uncertain, Unreachable
from bot.ports import Shown
from bot.ports.watching import Unwritable
from bot.services.watch import ASK_AGAIN, ENOUGH_SPACE, LITTLE_SPACE, Watch
from tests.fakes.provider import FakeProvider
from tests.support.loop_time import unhurried_time
from tests.support.people import ANNA, NUMBER, let_in
from tests.support.world import World
from tests.unit.services.watching import Post


async def test_while_all_is_well_nothing_is_told(post: Post) -> None:
    post.keeping.free = ENOUGH_SPACE
    await post.passes(600)
    assert await post.told() == []
    assert post.unwell() == ()


@pytest.mark.parametrize(
    "error", [Unreachable("provider-read-timeout"), Refused("provider-bad-key"), Uncertain("provider-cut")]
)
async def test_a_provider_out_and_back_is_told_once_each(
    post: Post, world: World, service: FakeProvider, error: ProviderError
) -> None:
    await world.place(f"{NUMBER} текст")
    service.read_error = error
    world.clock.advance(5)
    await world.core.track.poll()
    await post.passes(120)
    assert await post.told() == [], "a hiccup is nobody's business"
    await post.passes(1200)
    assert await post.told() == [("provider", False)]
    service.read_error = None
    await post.passes(60)
    assert await post.told() == [], "it has to stay well for a while"
    await post.passes(600)
    assert await post.told() == [("provider", True)]
    assert post.unwell() == (), "the bot itself was well"


async def test_an_outage_lasts_from_the_first_failure_to_the_first_answer(
    post: Post, world: World, service: FakeProvider
) -> None:
    service.read_error = Unreachable("provider-read-timeout")
    began = world.clock.now()
    with pytest.raises(Unreachable):
        await service.balance()
    await post.passes(300)
    on = await post.deps().database.transact(lambda uow: uow.troubles.on())
    assert on == {f"provider:{service.name}": began}
    service.read_error = None
    ended = world.clock.now()
    await post.passes(300)
    await world.core.deliveries.settle()
    [over] = [notice for notice, _ in world.messenger.notices if "since" in notice.payload]
    assert over.payload["since"] == began.isoformat()
    assert ended < datetime.fromisoformat(over.payload["until"]) <= ended + ASK_AGAIN + timedelta(seconds=15)


async def test_a_second_outage_is_told_anew(post: Post, service: FakeProvider) -> None:
    for _ in range(2):
        service.read_error = Unreachable("provider-read-timeout")
        with pytest.raises(Unreachable):
            await service.balance()
        await post.passes(300)
        service.read_error = None
        await post.passes(300)
    assert await post.told() == [("provider", False), ("provider", True)] * 2


async def test_one_failed_request_is_no_outage(post: Post, service: FakeProvider) -> None:
    """The balance, asked meanwhile, shows that the provider answers."""
    service.error = Uncertain("provider-timeout")
    await post.world.place(f"{NUMBER} текст")
    await post.passes(1200)
    assert await post.told() == []


async def test_refusing_a_call_is_an_answer(post: Post, service: FakeProvider) -> None:
    service.error = Refused("provider-refused-number")
    for number in range(5):
        await post.world.place(f"+7 999 123-45-6{number} текст")
        await post.passes(60)
    assert await post.told() == []


async def test_placing_that_fails_again_and_again_is_an_outage_though_questions_are_answered(
    post: Post, service: FakeProvider
) -> None:
    service.error = Uncertain("provider-timeout")
    for number in range(5):
        await post.world.place(f"+7 999 123-45-6{number} текст")
        await post.passes(60)
    assert await post.told() == [("provider", False)]
    service.error = None
    await post.world.place("+7 999 123-45-69 текст")
    await post.passes(300)
    assert await post.told() == [("provider", True)]


async def test_a_restart_amid_an_outage_tells_neither_twice_nor_of_an_end_that_is_none(
    post: Post, service: FakeProvider
) -> None:
    service.read_error = Unreachable("provider-read-timeout")
    with pytest.raises(Unreachable):
        await service.balance()
    await post.passes(300)
    assert await post.told() == [("provider", False)]
    post.start()
    await post.passes(600)
    assert await post.told() == []
    service.read_error = None
    post.start()
    await post.passes(300)
    assert await post.told() == [("provider", True)]


async def test_two_processes_tell_once(post: Post, service: FakeProvider) -> None:
    other = Watch(post.deps(), post.keeping, post.world.messenger, 1)
    service.read_error = Unreachable("provider-read-timeout")
    with pytest.raises(Unreachable):
        await service.balance()
    for _ in range(2):
        for _ in range(30):
            await post.passes(15)
            await other.look()
        service.read_error = None
    assert await post.told() == [("provider", False), ("provider", True)]


async def test_a_poll_that_does_not_come_round(post: Post) -> None:
    await post.passes(60)
    await post.passes(165, polls=False)
    assert await post.told() == []
    await post.passes(600, polls=False)
    assert await post.told() == [("poll", False)]
    assert post.unwell() == ("poll",)
    await post.passes(300)
    assert await post.told() == [("poll", True)]
    assert post.unwell() == ()


async def test_a_poll_that_never_came_round(post: Post) -> None:
    await post.passes(600, polls=False)
    assert await post.told() == [("poll", False)]


async def test_the_poll_itself_says_that_it_came_round(world: World) -> None:
    vitals = world.core.track._vitals
    assert vitals.polled_at is None
    await world.core.track.poll()
    assert vitals.polled_at == world.clock.now()


async def test_little_space_is_told_before_it_is_gone(post: Post) -> None:
    post.keeping.free = LITTLE_SPACE - 1
    await post.passes(600)
    assert await post.told() == [("disk", False)]
    post.keeping.free = ENOUGH_SPACE - 1
    await post.passes(600)
    assert await post.told() == []
    post.keeping.free = ENOUGH_SPACE
    await post.passes(600)
    assert await post.told() == [("disk", True)]


async def test_a_database_that_keeps_nothing_is_told_from_memory_once_to_each(post: Post, world: World) -> None:
    await let_in(world.database, [Person(9, "Boris", role=Role.ADMIN, locale="en")])
    await post.passes(15)
    post.keeping.why = Unwritable.FULL
    world.messenger.answers = [Shown(retry=True)]
    await post.passes(300)
    said = [(n.place.chat_id, n.locale, n.payload["why"]) for n, _ in world.messenger.notices]
    assert said == [(1, "ru", "full"), (9, "en", "full"), (1, "ru", "full")], "one whom it did not reach is told again"
    world.messenger.notices.clear()
    assert post.unwell() == ("database: full",)
    post.keeping.why = None
    await post.passes(300)
    await world.core.deliveries.settle()
    over = [(n.place.chat_id, n.payload["trouble"], "since" in n.payload) for n, _ in world.messenger.notices]
    assert over == [(1, "database", True), (9, "database", True)]
    assert post.unwell() == ()


async def test_a_database_that_keeps_nothing_from_the_start_is_told_of_too(post: Post, world: World) -> None:
    post.keeping.why = Unwritable.READ_ONLY
    await post.passes(60)
    assert [n.place.chat_id for n, _ in world.messenger.notices] == [ANNA.id]
    await world.database.close()
    world.messenger.notices.clear()
    post.start()
    await post.passes(60)
    assert [n.place.chat_id for n, _ in world.messenger.notices] == [ANNA.id], "the settings name her"


async def test_no_other_trouble_is_seen_in_what_the_database_held_up(post: Post) -> None:
    await post.passes(60)
    post.keeping.why = Unwritable.FULL
    await post.passes(600, polls=False)
    post.keeping.why = None
    await post.passes(60, polls=False)
    await post.passes(300)
    assert await post.told() == [("database", False), ("database", True)]


async def test_a_machine_that_slept_had_no_trouble(post: Post, world: World) -> None:
    await post.passes(60)
    world.clock.advance(3600)
    world.messenger.hears = False
    await post.passes(60, polls=False, heard=False)
    assert post.unwell() == ()
    await post.passes(240, polls=False, heard=False)
    assert post.unwell() == ("poll", "telegram")


async def test_an_admin_who_cannot_be_told_keeps_it_from_nobody(post: Post, world: World) -> None:
    await let_in(world.database, [Person(9, "Boris", role=Role.ADMIN)])
    await post.passes(15)
    post.keeping.why = Unwritable.FULL
    world.messenger.answers = [RuntimeError("a bug")]
    await post.passes(15)
    assert [n.place.chat_id for n, _ in world.messenger.notices] == [1, 9]


async def test_telegram_that_knows_us_no_more_is_logged_once_and_told_when_it_is_over(
    post: Post, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await post.passes(60)
    post.vitals.telegram_refuses, world.messenger.hears = True, False
    await post.passes(300, heard=False)
    assert post.unwell() == ("telegram",)
    assert await post.told() == []
    assert [r.levelname for r in caplog.records if "unwell" in r.getMessage()] == ["ERROR"]
    world.messenger.hears = True
    await post.passes(300, heard=False)
    assert post.unwell() == ()
    assert await post.told() == [("telegram", True)]


async def test_telegram_that_is_silent_for_minutes(post: Post, world: World) -> None:
    world.messenger.hears = False
    await post.passes(60)
    await post.passes(180, heard=False)
    assert post.unwell() == ()
    await post.passes(30, heard=False)
    assert post.unwell() == ("telegram",)


async def test_the_heart_beats_every_minute_while_all_is_well(post: Post, world: World) -> None:
    await post.passes(600)
    assert post.beats == 10
    for trouble in ("poll", "telegram", "database"):
        post.beats = 0
        world.messenger.hears = trouble != "telegram"
        post.keeping.why = Unwritable.OTHER if trouble == "database" else None
        await post.passes(240, polls=trouble != "poll", heard=trouble != "telegram")
        post.beats = 0
        await post.passes(240, polls=trouble != "poll", heard=trouble != "telegram")
        assert post.beats == 0, trouble
        world.messenger.hears, post.keeping.why = True, None
        await post.passes(120)
        assert post.beats == 2, trouble


async def test_it_looks_by_itself_and_sees_how_late_the_loop_is(post: Post) -> None:
    async with unhurried_time(step=7):
        running = asyncio.create_task(post.watch.run())
        await post.keeping.asked.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert post.vitals.loop_lag > 0


async def test_no_heart_beats_before_anything_is_known(post: Post, world: World) -> None:
    world.messenger.hears = False
    await post.passes(120, heard=False)
    assert post.beats == 0
