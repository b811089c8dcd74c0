"""The picture of figures: within Telegram's limits, whatever stands in it, and readable at a phone's width."""

from __future__ import annotations

import struct

import pytest

from bot.media.canvas import Sheet
from bot.media.chart_picture import DARK, LIGHT, SMALL, WIDE, Colours, composed, draw
from bot.ports.media import ChartBar, ChartPicture, ChartRow, ChartSection

PHONE = 360
"""Points: a picture in a chat on a small phone."""
SMALLEST = 11
"""Points of letters that people read on a phone."""


def picture(days: int = 30, long: str = "", *, dark: bool = False) -> ChartPicture:
    bars = [ChartBar(str(day), day * 10, day * 7) for day in range(days)]
    rows = [ChartRow(f"Олег {long}", f"12 {long}", 0.5), ChartRow("", "", 0), ChartRow("x", "1", 7)]
    tiles = [(f"Звонки{long}", f"1 234{long}", f"▲ 12 %{long}")] * 4
    return ChartPicture(
        f"Месяц {long}",
        f"Все {long}",
        tiles,
        f"По дням {long}",
        ("да", "нет"),
        bars,
        [ChartSection(f"Итоги {long}", rows), ChartSection("ничего", [])],
        dark,
    )


def size(png: bytes) -> tuple[int, int]:
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("days", [0, 1, 24, 92])
def test_telegram_takes_it_and_it_is_the_same_each_time(days: int, *, dark: bool) -> None:
    png = draw(picture(days, dark=dark))
    wide, high = size(png)
    assert wide + high <= 10_000
    assert max(wide, high) <= 20 * min(wide, high)
    assert png == draw(picture(days, dark=dark))


@pytest.mark.parametrize("long", ["Ж" * 300, "a b " * 100, "\u202e\u0000", "$x^2$", "👩‍👩‍👧 семья"])
def test_no_words_break_it(long: str) -> None:
    assert isinstance(composed(picture(long=long)), Sheet)
    draw(picture(3, long))


def test_no_calls_at_all_are_drawn() -> None:
    draw(ChartPicture("Сегодня", "", [], "", ("", ""), [ChartBar("9", 0, 0)], []))


def test_the_smallest_letters_are_read_on_a_phone() -> None:
    assert SMALL.size * PHONE / WIDE >= SMALLEST


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_words_stand_out_and_bars_differ_by_light_too(colours: Colours) -> None:
    """WCAG: 4.5 for text, 3 for shapes. Bars that differ in lightness differ for everybody."""
    for ground in (colours.ground, colours.card):
        assert contrast(colours.ink, ground) >= 4.5
        assert contrast(colours.soft, ground) >= 4.5
    assert contrast(colours.reached, colours.card) >= 3
    assert contrast(colours.reached, colours.rest) >= (2 if colours is LIGHT else 1)
