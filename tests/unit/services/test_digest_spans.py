"""From when to when a digest counts: over a change of clocks, of month and of the person's zone, and after silence."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calls import CallState
from bot.domain.subscriptions import Rhythm, Schedule
from bot.domain.views import Notice
from bot.services.stats import counted_between
from tests.support.people import MARIA, NUMBER, OLEG
from tests.support.world import World
from tests.unit.services.subscribing import (
    GROUP,
    MINE,
    PRIVATE,
    TOPIC,
    end_what_managers_begin_with,
    ends,
    outcomes,
    subscribe,
    told,
)

BERLIN, MOSCOW, OMSK = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Omsk")
NINE = Schedule(Rhythm.DAILY, at=time(9))
MONDAYS = Schedule(Rhythm.WEEKLY, at=time(9), weekday=0)


@pytest.fixture
async def nobody(world: World) -> None:
    await end_what_managers_begin_with(world)


pytestmark = pytest.mark.usefixtures("nobody")


def at(written: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=zone)


def spans(digest: Notice, zone: ZoneInfo) -> list[str]:
    (counted,) = digest.payload["digests"]
    moments = (datetime.fromisoformat(counted[name]) for name in ("earlier", "since", "until"))
    return [f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" for moment in moments]


@pytest.mark.parametrize(
    ("schedule", "zone", "ended", "told_at", "expected"),
    [
        (NINE, BERLIN, "2026-10-24 12:00", "2026-10-25 09:00", ["10-23 09:00", "10-24 09:00", "10-25 09:00"]),
        (NINE, BERLIN, "2026-10-25 12:00", "2026-10-26 09:00", ["10-24 09:00", "10-25 09:00", "10-26 09:00"]),
        (NINE, BERLIN, "2027-03-27 12:00", "2027-03-28 09:00", ["03-26 09:00", "03-27 09:00", "03-28 09:00"]),
        (NINE, MOSCOW, "2026-11-30 12:00", "2026-12-01 09:00", ["11-29 09:00", "11-30 09:00", "12-01 09:00"]),
        (NINE, MOSCOW, "2026-12-31 12:00", "2027-01-01 09:01", ["12-30 09:00", "12-31 09:00", "01-01 09:00"]),
        (NINE, MOSCOW, "2026-11-27 12:00", "2026-12-01 08:00", ["11-24 09:00", "11-27 09:00", "11-30 09:00"]),
        (MONDAYS, BERLIN, "2026-10-24 12:00", "2026-10-26 09:00", ["10-12 09:00", "10-19 09:00", "10-26 09:00"]),
    ],
)  # fmt: skip
async def test_from_one_time_to_the_next_by_the_clock(
    world: World, schedule: Schedule, zone: ZoneInfo, ended: str, told_at: str, expected: list[str]
) -> None:
    world.clock.set(at(ended, zone))
    await world.api.subscriptions.live_in(MARIA, PRIVATE, zone)
    await subscribe(world, schedule=schedule)
    await ends(world)
    world.clock.set(at(told_at, zone))
    (digest,) = await told(world)
    assert [span[5:] for span in spans(digest, zone)] == expected
    assert outcomes(digest) == {"reached": 1}


async def test_another_zone_moves_it_and_loses_nothing(world: World) -> None:
    world.clock.set(at("2026-11-20 12:00", MOSCOW))
    await world.api.subscriptions.live_in(MARIA, PRIVATE, MOSCOW)
    await subscribe(world, schedule=NINE)
    await ends(world)
    world.clock.set(at("2026-11-21 08:00", MOSCOW))
    await world.api.subscriptions.live_in(MARIA, PRIVATE, OMSK)
    (digest,) = await told(world)
    assert spans(digest, OMSK) == ["2026-11-19 09:00", "2026-11-20 09:00", "2026-11-21 09:00"]
    assert outcomes(digest) == {"reached": 1}
    world.clock.set(at("2026-11-22 10:00", MOSCOW))
    assert len(await told(world)) == 1


async def test_muting_over_its_time_puts_it_off_for_an_hour_and_not_for_a_day(world: World) -> None:
    world.clock.set(at("2026-11-20 12:00", MOSCOW))
    await subscribe(world, schedule=NINE)
    await ends(world)
    world.clock.set(at("2026-11-21 08:50", MOSCOW))
    await world.api.subscriptions.mute(MARIA, PRIVATE)
    world.clock.set(at("2026-11-21 09:10", MOSCOW))
    assert await told(world) == []
    await world.api.subscriptions.unmute(MARIA, PRIVATE)
    (digest,) = await told(world)
    assert spans(digest, MOSCOW)[1:] == ["2026-11-20 09:00", "2026-11-21 09:00"]


async def test_it_is_counted_once_for_all_who_wait_for_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[object] = []

    async def note(*args: object) -> object:
        counted.append(args[1:])
        return await counted_between(*args)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr("bot.services.summaries.counted_between", note)
    await subscribe(world, schedule=NINE)
    await subscribe(world, GROUP, schedule=NINE)
    await subscribe(world, TOPIC, schedule=NINE)
    await ends(world)
    world.clock.advance(24 * 3600)
    assert len(await told(world)) == 1
    assert len(counted) == 2, "its time, and the time before"


async def test_a_key_that_comes_after_it_comes_with_the_next_one(world: World) -> None:
    """Beside the figures, which are of other calls; once, however often the provider repeats it."""
    world.clock.set(at("2026-11-20 12:00", MOSCOW))
    await subscribe(world, schedule=NINE)
    id_ = await ends(world)
    world.clock.set(at("2026-11-21 09:00", MOSCOW))
    await told(world)
    for _ in range(2):
        await world.hear(id_, CallState.COMPLETED, digit=1)
    world.clock.set(at("2026-11-22 09:00", MOSCOW))
    (counted,) = (await told(world))[-1].payload["digests"]
    assert (counted["figures"]["placed"], counted["ends"], counted["keys"]) == (0, {"completed": 1}, {"1": 1})
    await world.hear(id_, CallState.COMPLETED, digit=1)
    world.clock.set(at("2026-11-23 09:00", MOSCOW))
    assert len(await told(world)) == 2


async def test_a_key_that_comes_in_time_stands_in_the_figures_alone(world: World) -> None:
    world.clock.set(at("2026-11-20 12:00", MOSCOW))
    await subscribe(world, schedule=NINE)
    id_ = await ends(world)
    await world.hear(id_, CallState.COMPLETED, digit=1)
    world.clock.set(at("2026-11-21 09:00", MOSCOW))
    (counted,) = (await told(world))[-1].payload["digests"]
    assert (counted["figures"]["keys"], counted["ends"], counted["keys"]) == ({"1": 1}, {}, {})


async def test_what_somebody_placed_for_a_colleague_is_told_beside_their_figures(world: World) -> None:
    """A call is its author's, here as in `/stats`."""
    world.clock.set(at("2026-11-20 12:00", MOSCOW))
    await subscribe(world, wanted=MINE, schedule=NINE)
    await ends(world, actor=MARIA)
    draft = await world.draft(f"{NUMBER} за Олега", OLEG)
    assert await world.press_call_now(draft, MARIA)
    await world.core.submitter.drain()
    await world.hear(str(100 + len(world.provider.placed)), CallState.BUSY)
    world.clock.set(at("2026-11-21 09:00", MOSCOW))
    (counted,) = (await told(world))[-1].payload["digests"]
    assert (counted["figures"]["outcomes"], counted["ends"]) == ({"reached": 1}, {"busy": 1})


@pytest.mark.parametrize("told_at", ["2026-10-26 09:00", "2027-03-29 09:00"])
async def test_a_week_has_seven_days_however_long_they_are(world: World, told_at: str) -> None:
    until = at(told_at, BERLIN)
    world.clock.set(until - timedelta(days=2))
    await world.api.subscriptions.live_in(MARIA, PRIVATE, BERLIN)
    await subscribe(world, schedule=MONDAYS)
    await ends(world)
    world.clock.set(until - timedelta(hours=20))
    await ends(world)
    world.clock.set(until)
    (counted,) = (await told(world))[-1].payload["digests"]
    assert [placed for placed, _ in counted["days"]] == [0, 0, 0, 0, 0, 1, 1]
