"""The calling window, in the callee's time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.hours import zone_of
from bot.domain.orders import CallingWindow
from bot.domain.phones import Phone

MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")
DAY = CallingWindow.parse("09:00-21:00")
NIGHT = CallingWindow.parse("22:00-06:00")
MOMENTS = st.integers(0, 730 * 86400).map(lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))
WINDOWS = st.builds(CallingWindow, *[st.times().map(lambda t: t.replace(second=0, microsecond=0))] * 2)

WRONG_WINDOWS = [
    "",
    "9-21",
    "09:00",
    "09:00-25:00",
    "утром",
    "09:00-21:00-22:00",
    "09:00-21:00+03:00",
    "09:00:30-21:00",
]


def at(hour: int, minute: int = 0, zone: ZoneInfo = MOSCOW) -> datetime:
    return datetime(2026, 11, 20, hour, minute, tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("window", "moment", "is_open"),
    [
        (DAY, at(8, 59), False),
        (DAY, at(9), True),
        (DAY, at(20, 59), True),
        (DAY, at(21), False),
        (NIGHT, at(21, 59), False),
        (NIGHT, at(22), True),
        (NIGHT, at(0), True),
        (NIGHT, at(5, 59), True),
        (NIGHT, at(6), False),
    ],
)
def test_when_the_window_is_open(window: CallingWindow, moment: datetime, is_open: bool) -> None:
    assert window.is_open(moment, MOSCOW) is is_open


@pytest.mark.parametrize("written", ["00:00-24:00", "00:00-00:00", "09:00-09:00", " 00:00 - 24:00 "])
def test_the_whole_day_is_always_open(written: str) -> None:
    assert CallingWindow.parse(written).is_open(at(3), MOSCOW)


@pytest.mark.parametrize("written", WRONG_WINDOWS)
def test_what_is_no_window_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"time|hour"):
        CallingWindow.parse(written)


def test_the_next_opening_is_today_or_tomorrow() -> None:
    assert DAY.next_opening(at(3), MOSCOW) == at(9)
    assert DAY.next_opening(at(22), MOSCOW) == at(9) + timedelta(days=1)
    assert DAY.next_opening(at(12), MOSCOW) == at(12)
    assert NIGHT.next_opening(at(12), MOSCOW) == at(22)


@pytest.mark.parametrize(
    ("evening", "opening"),
    [
        # The clocks of Berlin go forward on 28 March 2027 and back on 25 October 2026.
        (datetime(2027, 3, 27, 22, tzinfo=BERLIN), datetime(2027, 3, 28, 9, tzinfo=BERLIN)),
        (datetime(2026, 10, 24, 22, tzinfo=BERLIN), datetime(2026, 10, 25, 9, tzinfo=BERLIN)),
    ],
)
def test_the_window_opens_at_nine_when_the_clocks_change(evening: datetime, opening: datetime) -> None:
    found = DAY.next_opening(evening.astimezone(UTC), BERLIN)
    assert found == opening.astimezone(UTC)
    assert found.astimezone(BERLIN).hour == 9


def test_a_window_that_opens_in_the_hour_that_is_left_out_still_opens() -> None:
    window = CallingWindow.parse("02:30-05:00")
    evening = datetime(2027, 3, 27, 22, tzinfo=BERLIN).astimezone(UTC)
    assert window.is_open(window.next_opening(evening, BERLIN), BERLIN)


@given(MOMENTS, WINDOWS, st.sampled_from(["Europe/Moscow", "Asia/Kamchatka", "Europe/Kaliningrad"]))
def test_the_next_opening_is_open_and_within_a_day(moment: datetime, window: CallingWindow, zone: str) -> None:
    opening = window.next_opening(moment, ZoneInfo(zone))
    assert window.is_open(opening, ZoneInfo(zone))
    assert moment <= opening <= moment + timedelta(days=1)


@pytest.mark.parametrize(
    ("phone", "zone"),
    [
        ("74951234567", "Europe/Moscow"),
        ("74232123456", "Asia/Vladivostok"),
        ("73832123456", "Asia/Novosibirsk"),
        ("79991234567", "Europe/Samara"),  # a mobile tells nothing
        ("78005553535", "Europe/Samara"),
    ],
)
def test_the_zone_of_a_number(phone: str, zone: str) -> None:
    assert zone_of(Phone(phone), ZoneInfo("Europe/Samara")) == ZoneInfo(zone)
