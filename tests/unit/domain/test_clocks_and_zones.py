"""Prefixes with several zones of one clock, and typed times that mean the same wherever they are typed."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import OrderProblem
from bot.domain.hours import clocks_differ, zone_of, zone_of_all
from bot.domain.phones import Phone
from bot.domain.times import parse_clock, parse_moment, parse_plan

MOSCOW = ZoneInfo("Europe/Moscow")
EVENING = datetime(2026, 11, 20, 17, 40, tzinfo=UTC)
"""20:40 in Moscow."""
ALMATY, AQTOBE, MOBILE, CAPITAL = map(Phone, ["77011234567", "77132123456", "79991234567", "74951234567"])
NOON = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("phone", "clock"),
    [
        ("77011234567", "22:40"),
        ("77771234567", "22:40"),
        ("77172123456", "22:40"),
        ("77132123456", "22:40"),
        ("73832123456", "00:40"),
        ("79991234567", "20:40"),
        ("78005553535", "20:40"),
    ],
)
def test_several_zones_of_one_clock_have_that_clock(phone: str, clock: str) -> None:
    assert EVENING.astimezone(zone_of(Phone(phone), MOSCOW)).strftime("%H:%M") == clock


def test_where_clocks_differ_nothing_is_known() -> None:
    samara = ZoneInfo("Europe/Samara")
    for phone in ("79991234567", "78005553535"):
        assert zone_of(Phone(phone), samara) == samara


def test_numbers_in_several_zones_of_one_clock() -> None:
    shared = zone_of_all([ALMATY, AQTOBE], MOSCOW)
    assert EVENING.astimezone(shared).strftime("%H:%M") == "22:40"
    assert not clocks_differ([ALMATY, AQTOBE], MOSCOW, EVENING)
    assert zone_of_all([ALMATY, CAPITAL], MOSCOW) == MOSCOW
    assert clocks_differ([ALMATY, MOBILE], MOSCOW, EVENING)


@given(st.integers(0, 23), st.integers(0, 59))
def test_four_digits_are_a_clock_in_every_window(hour: int, minute: int) -> None:
    written, clock = f"{hour:02}{minute:02}", time(hour, minute)
    assert parse_clock(written) == clock
    assert parse_moment(written, NOON.astimezone(MOSCOW)).time() == clock
    assert parse_plan(written, NOON, MOSCOW).astimezone(MOSCOW).time() == clock
    assert parse_plan(f"завтра {written}", NOON, MOSCOW).astimezone(MOSCOW).time() == clock


@given(st.integers(1, 23))
def test_a_lone_hour_is_an_hour_or_asked_about(hour: int) -> None:
    for written in (str(hour), f"{hour:02}"):
        assert parse_clock(written) == time(hour)
        assert parse_moment(written, NOON.astimezone(MOSCOW)).time() == time(hour)
        with pytest.raises(OrderProblem, match="time-hour-or-minutes"):
            parse_plan(written, NOON, MOSCOW)
        for said in (f"в {written}", f"at {written}", f"завтра {written}", f"завтра в {written}", f"25.11 {written}"):
            assert parse_plan(said, NOON, MOSCOW).astimezone(MOSCOW).time() == time(hour)
        for said in (f"{written} мин", f"через {written}", f"in {written}", f"{written} min"):
            assert parse_plan(said, NOON, MOSCOW) == NOON + timedelta(minutes=hour)


@pytest.mark.parametrize(("written", "minutes"), [("24", 24), ("45", 45), ("90", 90), ("120", 120), ("2880", 2880)])
def test_more_than_the_hours_of_a_day_are_minutes(written: str, minutes: int) -> None:
    assert parse_plan(written, NOON, MOSCOW) == NOON + timedelta(minutes=minutes)


@pytest.mark.parametrize("written", ["25", "2460", "183", "1860", "21.11", "25.11.2026", "18 мин"])
def test_what_is_no_clock_where_a_clock_is_asked_for(written: str) -> None:
    with pytest.raises(OrderProblem, match="time-not-understood"):
        parse_moment(written, NOON.astimezone(MOSCOW))
