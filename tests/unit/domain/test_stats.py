"""Days by the clock, what came before them, and the hours at which people answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calls import CallState
from bot.domain.history import Outcome
from bot.domain.spans import Days, Span, days_of
from bot.domain.stats import Bar, Figures, Tally, best_hours, moments_before, outcome_of

BERLIN = ZoneInfo("Europe/Berlin")


def hours(moments: list[datetime]) -> list[float]:
    return [(until - since) / timedelta(hours=1) for since, until in pairwise(at.astimezone(UTC) for at in moments)]


def test_every_state_is_an_outcome() -> None:
    assert {outcome_of(state) for state in CallState} == set(Outcome) - {Outcome.UNREACHED}


@pytest.mark.parametrize(
    ("period", "first", "count"),
    [
        (Span.TODAY, date(2026, 3, 1), 1),
        (Span.WEEK, date(2026, 2, 23), 7),
        (Span.MONTH, date(2026, 1, 31), 30),
    ],
)
def test_periods_end_today(period: Span, first: date, count: int) -> None:
    days = days_of(period, date(2026, 3, 1))
    assert (days.first, days.last, len(days.each())) == (first, date(2026, 3, 1), count)


@pytest.mark.parametrize(("day", "long"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 7, 1), 24)])
def test_a_day_is_as_long_as_the_clock_makes_it(day: date, long: int) -> None:
    assert hours(Days(day, day).edges(BERLIN)) == [long]


def test_as_much_of_the_days_before_as_of_these() -> None:
    now = datetime(2026, 3, 30, 14, 30, tzinfo=BERLIN)
    today = days_of(Span.TODAY, now.date())
    yesterday = moments_before(today, now, BERLIN)
    assert yesterday == [datetime(2026, 3, 29, tzinfo=BERLIN), datetime(2026, 3, 29, 14, 30, tzinfo=BERLIN)]
    assert hours(yesterday) == [13.5], "the clock was put on"
    week = moments_before(days_of(Span.WEEK, now.date()), now, BERLIN)
    assert [moment.day for moment in week] == [17, 18, 19, 20, 21, 22, 23, 23]
    assert hours(week) == [24] * 6 + [14.5]


def test_days_that_are_over_are_compared_with_whole_days() -> None:
    now = datetime(2026, 11, 28, 14, tzinfo=BERLIN)
    assert hours(moments_before(Days(date(2026, 10, 26), date(2026, 10, 27)), now, BERLIN)) == [24, 25]


def test_in_the_first_moment_of_a_day_there_is_nothing_to_compare_with() -> None:
    now = datetime(2026, 11, 28, tzinfo=BERLIN)
    assert moments_before(days_of(Span.TODAY, now.date()), now, BERLIN) == []


def test_figures_of_nothing_say_nothing() -> None:
    none = Figures.of([])
    assert (none.placed, none.reached, none.share, none.price, none.first_ring) == (0, 0, None, None, None)


def test_the_price_of_one_holds_all_that_was_in_vain_and_the_share_only_what_is_over() -> None:
    def tally(outcome: Outcome, calls: int, spent: str) -> Tally:
        return Tally(0, 1, "calldog", outcome, None, calls, Decimal(spent), 0)

    figures = Figures.of([tally(Outcome.REACHED, 2, "3"), tally(Outcome.BUSY, 2, "1"), tally(Outcome.GOING, 6, "0")])
    assert (figures.placed, figures.share, figures.price) == (10, 0.5, Decimal(2))


def test_the_best_hours_are_better_than_usual_and_of_enough_calls() -> None:
    assert best_hours({9: Bar(10, 9), 10: Bar(10, 2), 11: Bar(10, 7), 12: Bar(1, 1)}) == [9, 11]
    assert best_hours({9: Bar(10, 5), 10: Bar(10, 5)}) == []
    assert best_hours({9: Bar(10, 10)}) == []
    assert best_hours({}) == []
