"""When a call is to go: what people write and choose, by whose clock it is meant, and that nothing shifts it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import OrderProblem
from bot.domain.hours import clocks_differ, offset_of, zone_of_all
from bot.domain.phones import Phone
from bot.domain.times import FARTHEST, ahead, by_clock, in_minutes, parse_clock, parse_plan

MOSCOW, NOVOSIBIRSK, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Novosibirsk"), ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 9, 0, 30, tzinfo=UTC)
CAPITAL, SIBERIAN, MOBILE = Phone("74951234567"), Phone("73832123456"), Phone("79991234567")
FIRST = datetime(2026, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone
LAST = datetime(2027, 12, 31)  # noqa: DTZ001 - as above
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
ZONES = st.sampled_from(["Europe/Moscow", "Asia/Novosibirsk", "Asia/Kamchatka", "Europe/Berlin", "Asia/Kolkata"])


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("45", 45),
        ("45 мин", 45),
        ("Через 15 минут", 15),
        ("через 1 минуту", 1),
        ("in 5 minutes", 5),
        ("2 часа", 120),
        ("через 1 час", 60),
        ("3ч", 180),
        ("in 2 hours", 120),
    ],
)
def test_some_minutes_from_now(written: str, minutes: int) -> None:
    """The minute that has begun does not count, so nothing goes sooner than was asked."""
    assert parse_plan(written, NOW, MOSCOW) == datetime(2026, 11, 20, 9, 1, tzinfo=UTC) + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("written", "zone", "moment"),
    [
        ("18:30", MOSCOW, "2026-11-20T15:30:00+00:00"),
        ("18:30", NOVOSIBIRSK, "2026-11-20T11:30:00+00:00"),
        ("9:05", NOVOSIBIRSK, "2026-11-21T02:05:00+00:00"),
        ("Завтра в 10:00", NOVOSIBIRSK, "2026-11-21T03:00:00+00:00"),
        ("25.11 18:30", NOVOSIBIRSK, "2026-11-25T11:30:00+00:00"),
    ],
)
def test_a_time_is_the_callees(written: str, zone: ZoneInfo, moment: str) -> None:
    assert parse_plan(written, NOW, zone).isoformat() == moment


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("вечером", "time-not-understood"),
        ("٤٥", "time-not-understood"),
        ("через", "time-not-understood"),
        ("0", None),
        ("43200", None),
        ("43202", "time-too-far"),
        ("800 часов", "time-too-far"),
        ("20.11.2026 11:00", "time-passed"),
    ],
)
def test_what_is_too_far_or_too_late(written: str, key: str | None) -> None:
    """`NOW` is half a minute past: thirty days from the next minute are a little too far."""
    now = NOW.replace(second=0) if key is None else NOW
    if key is None and written != "0":
        assert parse_plan(written, now, MOSCOW) == now + FARTHEST
        return
    with pytest.raises(OrderProblem, match=key or "time-passed"):
        parse_plan(written, now, MOSCOW)


@pytest.mark.parametrize(
    ("written", "clock"),
    [("18:30", time(18, 30)), ("в 9.05", time(9, 5)), ("7", time(7)), ("18 30", time(18, 30)), ("at 18:00", time(18))],
)
def test_a_clock(written: str, clock: time) -> None:
    assert parse_clock(written) == clock


@pytest.mark.parametrize("written", ["", "24:00", "18:60", "полдень", "١٨:٣٠", "18:3"])
def test_no_clock(written: str) -> None:
    with pytest.raises(OrderProblem, match="time-not-understood"):
        parse_clock(written)


def test_an_hour_that_the_clocks_leave_out_is_no_time() -> None:
    with pytest.raises(OrderProblem, match="time-left-out"):
        by_clock(date(2027, 3, 28), time(2, 30), BERLIN)


@given(
    now=MOMENTS,
    day=st.integers(0, 30),
    clock=st.times(),
    zone=ZONES.map(ZoneInfo),
)
def test_a_chosen_time_is_shown_as_it_was_chosen(now: datetime, day: int, clock: time, zone: ZoneInfo) -> None:
    chosen = now.astimezone(zone).date() + timedelta(days=day)
    try:
        moment = ahead(by_clock(chosen, clock, zone), now)
    except OrderProblem:
        return
    assert moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") == f"{chosen} {clock:%H:%M}"
    assert timedelta(0) < moment - now <= FARTHEST
    assert (moment.second, moment.microsecond, moment.tzinfo) == (0, 0, UTC)


@given(now=MOMENTS, clock=st.times(), zone=st.sampled_from([MOSCOW, NOVOSIBIRSK]))
def test_a_written_time_is_the_next_one_by_that_clock(now: datetime, clock: time, zone: ZoneInfo) -> None:
    """The callees' zones know no summer time."""
    moment = parse_plan(f"{clock:%H:%M}", now, zone)
    assert moment.astimezone(zone).strftime("%H:%M") == f"{clock:%H:%M}"
    assert timedelta(0) < moment - now <= timedelta(hours=24)


@given(MOMENTS, st.integers(1, 43_199))
def test_minutes_are_never_cut_short(now: datetime, minutes: int) -> None:
    moment = in_minutes(minutes, now)
    assert timedelta(minutes=minutes) <= moment - now < timedelta(minutes=minutes + 1)
    assert (moment.second, moment.microsecond) == (0, 0)


def test_whose_clock_counts() -> None:
    assert zone_of_all([SIBERIAN], MOSCOW) == NOVOSIBIRSK
    assert zone_of_all([MOBILE], MOSCOW) == MOSCOW
    assert zone_of_all([SIBERIAN, CAPITAL], MOSCOW) == MOSCOW
    assert clocks_differ([SIBERIAN, CAPITAL], MOSCOW, NOW)
    assert not clocks_differ([MOBILE, CAPITAL], MOSCOW, NOW)


@pytest.mark.parametrize(
    ("zone", "shown"), [("Europe/Moscow", "UTC+3"), ("Asia/Kolkata", "UTC+5:30"), ("America/New_York", "UTC-5")]
)
def test_an_offset(zone: str, shown: str) -> None:
    assert offset_of(NOW.astimezone(ZoneInfo(zone))) == shown
