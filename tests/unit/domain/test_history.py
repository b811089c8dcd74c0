"""The history's filter: what people write into it, what it keeps, and the words by which calls are found."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calls import CallState, Step, as_step, read_steps
from bot.domain.history import CallFilter, Outcome, digits_of, stems_of
from bot.domain.spans import Days, Span

TODAY = date(2026, 11, 28)
MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("4567", "4567"),
        ("45-67", "4567"),
        ("…4567", "4567"),
        ("+7 999 123-45-67", "79991234567"),
        ("8 (999) 123-45-67", "9991234567"),
        ("999 123 45 67", "9991234567"),
        ("456", None),
        ("заказ 4567", None),
        ("", None),
    ],
)
def test_digits_or_words(written: str, digits: str | None) -> None:
    assert digits_of(written) == digits


def test_a_search_takes_the_place_of_the_one_before() -> None:
    by_number = CallFilter(tag="важно").sought("45 67")
    assert by_number == CallFilter(tag="важно", number="4567")
    assert by_number.sought("  заказ   готов ") == CallFilter(tag="важно", text="заказ готов")
    assert by_number.sought(" ") == CallFilter(tag="важно")


@pytest.mark.parametrize(
    "kept",
    [
        CallFilter(),
        CallFilter(days=Span.WEEK, outcome=Outcome.BUSY, digit=0),
        CallFilter(days=Days(TODAY, TODAY), person_id=5, provider="calldog", order_id=7, number="4567"),
        CallFilter(tag="важно", text="заказ", digit=-1),
    ],
)
def test_a_filter_is_kept_and_read(kept: CallFilter) -> None:
    assert CallFilter.of(kept.kept()) == kept


@pytest.mark.parametrize("kept", [{"days": "never"}, {"days": ["x", "y"]}, {"outcome": "gone"}, {"days": [1, 2]}])
def test_what_nobody_understands_any_more_says_nothing(kept: dict[str, object]) -> None:
    assert CallFilter.of(kept).is_empty
    assert CallFilter.of({"no": "field"}).is_empty


def test_today_moves_on_with_the_calendar_of_the_zone() -> None:
    late = datetime(2026, 11, 27, 22, tzinfo=UTC)  # the 28th in Moscow
    since, until = CallFilter(days=Span.TODAY).bounds(late, MOSCOW)
    assert (since, until) == (datetime(2026, 11, 28, tzinfo=MOSCOW), datetime(2026, 11, 29, tzinfo=MOSCOW))
    since, until = CallFilter(days=Span.WEEK).bounds(late, MOSCOW)
    assert since == datetime(2026, 11, 22, tzinfo=MOSCOW)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("заказы", "заказа"),
        ("Доставка", "доставку"),
        ("ёлки", "елка"),
        ("готова", "готовы"),
        ("orders", "order"),
        ("срочный", "срочного"),
    ],
)
def test_words_without_their_endings(one: str, other: str) -> None:
    assert stems_of(one) == stems_of(other) != []


def test_short_words_keep_theirs_and_none_comes_twice() -> None:
    assert stems_of("Дом дом, я. 5 12") == ["дом", "12"]
    assert len(stems_of(" ".join(f"слово{n}" for n in range(1000)))) == 60


def test_every_state_is_an_outcome() -> None:
    assert set().union(*(one.states for one in Outcome)) == set(CallState)


def test_steps_are_strung_together() -> None:
    at = datetime(2026, 11, 28, 15, 4, 5, 678000, tzinfo=UTC)
    kept = as_step(CallState.PLACED, at) + as_step(CallState.BUSY, at)
    assert read_steps(kept) == [Step(CallState.PLACED, at), Step(CallState.BUSY, at)]
    assert read_steps("") == read_steps("odd;gone@1;") == []
