"""When digests come and when it is quiet, over changes of clocks, of months and of years."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.orders import CallingWindow, Place
from bot.domain.subscriptions import FOLDED_EVERY, Habits, Rhythm, Schedule, next_fold

MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [ZoneInfo(key) for key in ("UTC", "Europe/Moscow", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe")]

FIRST = datetime(2024, 1, 1, tzinfo=UTC)
moments = st.integers(0, 6 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
zones = st.sampled_from(ZONES)
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
schedules = st.one_of(
    st.builds(Schedule, st.just(Rhythm.HOURS), st.sampled_from([1, 2, 3, 4, 6, 8, 12])),
    st.builds(lambda at: Schedule(Rhythm.DAILY, at=at), clocks),
    st.builds(lambda at, day: Schedule(Rhythm.WEEKLY, at=at, weekday=day), clocks, st.integers(0, 6)),
)
LONGEST = {
    Rhythm.HOURS: timedelta(hours=14),
    Rhythm.DAILY: timedelta(hours=26),
    Rhythm.WEEKLY: timedelta(days=7, hours=2),
}


@settings(max_examples=150, deadline=None)
@given(schedules, moments, zones)
def test_the_next_digest_is_always_ahead_and_never_far(schedule: Schedule, now: datetime, zone: ZoneInfo) -> None:
    then = schedule.after(now, zone)
    assert now < then <= now + LONGEST[schedule.rhythm]
    if schedule.rhythm is Rhythm.WEEKLY:
        assert then.astimezone(zone).weekday() in (schedule.weekday, (schedule.weekday + 1) % 7)


@settings(max_examples=150, deadline=None)
@given(schedules, moments, zones)
def test_between_the_last_digest_and_the_next_there_is_none(schedule: Schedule, now: datetime, zone: ZoneInfo) -> None:
    last, then = schedule.before(now, zone), schedule.after(now, zone)
    assert last <= now < then
    assert schedule.after(last, zone) == then
    assert schedule.before(then, zone) == then


@settings(max_examples=60, deadline=None)
@given(clocks, moments, zones)
def test_a_daily_digest_comes_once_a_day(at: time, now: datetime, zone: ZoneInfo) -> None:
    schedule, days = Schedule(Rhythm.DAILY, at=at), []
    for _ in range(40):
        now = schedule.after(now, zone)
        days.append(now.astimezone(zone).date())
    assert all(after - before == timedelta(days=1) for before, after in pairwise(days))


@pytest.mark.parametrize(
    ("schedule", "zone", "now", "then"),
    [
        (Schedule(Rhythm.DAILY, at=time(9)), MOSCOW, "2026-11-30 06:00", "2026-12-01 06:00"),
        (Schedule(Rhythm.DAILY, at=time(9)), MOSCOW, "2026-12-31 05:59", "2026-12-31 06:00"),
        (Schedule(Rhythm.DAILY, at=time(2, 30)), BERLIN, "2026-03-28 12:00", "2026-03-29 01:30"),  # 02:30 is left out
        (Schedule(Rhythm.DAILY, at=time(2, 30)), BERLIN, "2026-10-24 12:00", "2026-10-25 00:30"),  # 02:30 comes twice
        (Schedule(Rhythm.DAILY, at=time(2, 30)), BERLIN, "2026-10-25 00:45", "2026-10-26 01:30"),
        (Schedule(Rhythm.HOURS, hours=6), MOSCOW, "2026-02-28 20:59", "2026-02-28 21:00"),
        (Schedule(Rhythm.HOURS, hours=1), BERLIN, "2026-03-29 00:30", "2026-03-29 01:00"),
        (Schedule(Rhythm.WEEKLY, at=time(9), weekday=0), MOSCOW, "2026-12-28 06:00", "2027-01-04 06:00"),
        (Schedule(), MOSCOW, "2026-12-28 06:00", "2026-12-28 06:00"),
    ],
)
def test_a_table_of_moments(schedule: Schedule, zone: ZoneInfo, now: str, then: str) -> None:
    assert schedule.after(datetime.fromisoformat(f"{now}+00:00"), zone) == datetime.fromisoformat(f"{then}+00:00")


@settings(max_examples=150, deadline=None)
@given(moments, clocks, clocks, zones)
def test_nothing_is_told_in_quiet_hours(at: datetime, start: time, end: time, zone: ZoneInfo) -> None:
    quiet = CallingWindow(start, end if end != start else time((start.hour + 1) % 24, start.minute))
    free = Habits(Place(1), zone, quiet).free_from(at)
    assert at <= free <= at + timedelta(hours=26)
    if quiet.is_open(at, zone):
        assert free > at
    else:
        assert free == at


def test_muting_lasts_into_quiet_hours() -> None:
    at = datetime(2026, 11, 28, 18, 30, tzinfo=UTC)  # half past nine in Moscow
    quiet = CallingWindow(time(22), time(8))
    muted = Habits(Place(1), MOSCOW, quiet, muted_until=at + timedelta(hours=1))
    assert muted.free_from(at) == datetime(2026, 11, 29, 5, tzinfo=UTC)
    assert Habits(Place(1), MOSCOW, None, at + timedelta(hours=1)).free_from(at) == at + timedelta(hours=1)


@given(moments)
def test_all_that_comes_too_thick_is_told_at_one_moment(now: datetime) -> None:
    assert now < next_fold(now) <= now + FOLDED_EVERY
    assert next_fold(next_fold(now) - timedelta(microseconds=1)) == next_fold(now)
