"""A manager's phone with its extension, and a moment to come, as people write them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import BadPhone, OrderProblem
from bot.domain.phones import parse_manager
from bot.domain.times import parse_moment

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Europe/Moscow"))


@pytest.mark.parametrize(
    ("written", "manager"),
    [
        ("+7 495 123-45-67", "74951234567"),
        ("+74951234567^4342", "74951234567^4342"),
        ("8 (495) 123-45-67 доб. 123", "74951234567^123"),
        ("8 495 123 45 67, доб 9", "74951234567^9"),
        ("84951234567 добавочный 12", "74951234567^12"),
        ("+74951234567 ext. 12", "74951234567^12"),
        ("+74951234567#12", "74951234567^12"),
    ],
)
def test_a_manager(written: str, manager: str) -> None:
    assert parse_manager(written) == manager


@pytest.mark.parametrize(
    "written", ["^123", "12345", "+74951234567^", "+74951234567^12345678901", "+74951234567 доб. а"]
)
def test_no_manager(written: str) -> None:
    with pytest.raises(BadPhone):
        parse_manager(written)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("18:30", "2026-11-20T18:30:00+03:00"),
        ("9:05", "2026-11-21T09:05:00+03:00"),
        ("завтра 10:00", "2026-11-21T10:00:00+03:00"),
        ("завтра в 10:00", "2026-11-21T10:00:00+03:00"),
        ("Tomorrow at 10:00", "2026-11-21T10:00:00+03:00"),
        ("21.11 18:30", "2026-11-21T18:30:00+03:00"),
        ("21.11.2026, 18:30", "2026-11-21T18:30:00+03:00"),
    ],
)
def test_a_moment(written: str, moment: str) -> None:
    assert parse_moment(written, NOW).isoformat() == moment


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("вечером", "time-not-understood"),
        ("25:00", "time-not-understood"),
        ("31.02 10:00", "time-not-understood"),
        ("٠٩:٠٠", "time-not-understood"),
        ("19.11.2026 10:00", "time-passed"),
        ("19.11 10:00", "time-too-far"),
        ("21.12 10:00", "time-too-far"),
    ],
)
def test_no_moment(written: str, key: str) -> None:
    with pytest.raises(OrderProblem, match=key):
        parse_moment(written, NOW)


def test_the_new_year_is_crossed() -> None:
    late = NOW.replace(month=12, day=31)
    assert parse_moment("02.01 10:00", late).isoformat() == "2027-01-02T10:00:00+03:00"
