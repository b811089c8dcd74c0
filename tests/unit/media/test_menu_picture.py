from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.patches import FancyBboxPatch
from PIL import Image

from bot.media import menu_picture
from bot.media.canvas import Box, Sheet
from bot.media.menu_picture import draw
from bot.ports.media import MenuPicture, PictureKey
from tests.unit.media.pictures import EMPTY, LONGEST, PLAIN, TEN

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_SUM = 10_000
LARGEST_RATIO = 20
READABLE_RATIO = 4
"""Telegram makes a photo 2560 pixels high at most: a narrow strip would be read by nobody."""

ANY_TEXT = st.text(max_size=120)
PICTURES = st.builds(
    MenuPicture,
    title=ANY_TEXT,
    subtitle=ANY_TEXT,
    heard_title=ANY_TEXT,
    heard=st.text(max_size=1500),
    keys=st.lists(
        st.builds(PictureKey, sign=st.text(max_size=30), lines=st.lists(ANY_TEXT, max_size=12), leads=st.booleans()),
        max_size=30,
    ),
    empty=ANY_TEXT,
)


_composed: dict[int, Sheet] = {}
"""By the menu: the longest takes a second, and several tests look at it."""
_drawn: dict[int, bytes] = {}


def composed(picture: MenuPicture) -> Sheet:
    """One of `pictures`, or any other, which is not kept."""
    if not any(picture is one for one in (PLAIN, EMPTY, TEN, LONGEST)):
        return menu_picture.composed(picture)
    if id(picture) not in _composed:
        _composed[id(picture)] = menu_picture.composed(picture)
    return _composed[id(picture)]


def drawn(picture: MenuPicture) -> bytes:
    """What `draw` gives for one of `pictures`; see the last test."""
    if id(picture) not in _drawn:
        _drawn[id(picture)] = composed(picture).png()
    return _drawn[id(picture)]


def pixels(png: bytes) -> Any:
    """Of 0 to 255, by row, column and colour."""
    return np.asarray(Image.open(BytesIO(png)).convert("RGB"))


def boxes_of(sheet: Sheet) -> list[Box]:
    boxes = [patch for patch in sheet.axes.patches if isinstance(patch, FancyBboxPatch)]
    return [Box(each.get_x(), each.get_y(), each.get_width(), each.get_height()) for each in boxes]


def host(sheet: Sheet, boxes: list[Box], row: Box) -> Box:
    """The box that the row was written on: the last one drawn under its beginning."""
    across, down = row.left + 0.5, row.top + row.height / 2
    under = [box for box in boxes if box.left <= across <= box.right and box.top <= down <= box.bottom]
    return under[-1] if under else sheet.whole


def written(sheet: Sheet) -> list[Box]:
    """Where the ink of each row of text is."""
    renderer, scale = sheet.canvas.get_renderer(), size(sheet)[0] / sheet.whole.width
    found = []
    for text in sheet.axes.texts:
        left, bottom, wide, high = (side / scale for side in text.get_window_extent(renderer).bounds)
        found.append(Box(left, sheet.whole.height - (bottom + high), wide, high))
    return found


def texts(sheet: Sheet) -> list[str]:
    """Row by row, as they were written."""
    return [text.get_text() for text in sheet.axes.texts]


def size(sheet: Sheet) -> tuple[int, int]:
    """Width and height of the picture in pixels."""
    wide, high = sheet.canvas.get_width_height(physical=True)
    return wide, high


def holds(box: Box, row: Box) -> bool:
    across = box.left <= row.left and row.right <= box.right
    return across and box.top <= row.top and row.bottom <= box.bottom


def sticking_out(sheet: Sheet) -> list[tuple[Box, Box]]:
    boxes = boxes_of(sheet)
    return [(row, box) for row in written(sheet) if not holds(box := host(sheet, boxes, row), row)]


@pytest.mark.parametrize("picture", [PLAIN, EMPTY, TEN, LONGEST])
def test_telegram_takes_it_as_a_photo(picture: MenuPicture) -> None:
    png = drawn(picture)
    high, wide, _ = pixels(png).shape
    assert wide + high <= LARGEST_SUM
    assert high / wide <= READABLE_RATIO
    assert len(png) <= LARGEST_FILE


@given(PICTURES)
@settings(max_examples=12, deadline=None)
def test_any_texts_stay_in_their_boxes_and_the_picture_within_the_limits(picture: MenuPicture) -> None:
    sheet = composed(picture)
    assert sticking_out(sheet) == []
    wide, high = size(sheet)
    assert wide + high <= LARGEST_SUM
    assert max(wide / high, high / wide) <= LARGEST_RATIO


@pytest.mark.parametrize("picture", [PLAIN, EMPTY, TEN, LONGEST])
def test_no_row_leaves_its_box(picture: MenuPicture) -> None:
    assert sticking_out(composed(picture)) == []


@pytest.mark.parametrize("picture", [PLAIN, TEN, LONGEST])
def test_every_row_of_text_can_be_seen(picture: MenuPicture) -> None:
    sheet = composed(picture)
    shown = pixels(drawn(picture))
    scale = shown.shape[1] / sheet.whole.width
    rows = written(sheet)
    assert len(rows) >= 3 + 2 * len(picture.keys)
    for row in rows:
        top, bottom = int(row.top * scale), int(row.bottom * scale) + 1
        inside = shown[top:bottom, int(row.left * scale) : int(row.right * scale) + 1]
        assert int(inside.max()) - int(inside.min()) > 0.5 * 255, row


def test_every_key_is_there() -> None:
    for picture in (PLAIN, TEN, LONGEST):
        signs = [key.sign for key in picture.keys]
        assert [text for text in texts(composed(picture)) if text in signs] == signs


def test_the_manager_s_number_is_never_cut() -> None:
    rows = " ".join(texts(composed(LONGEST)))
    assert rows.count("+7 999 765-43-21") == len(LONGEST.keys)


def test_more_keys_than_a_menu_has_are_counted() -> None:
    keys = [PictureKey(str(number), ["да"]) for number in range(40)]
    rows = texts(composed(MenuPicture("", "", "", "", keys)))
    assert "… +16" in rows
    assert [text for text in rows if text.isdecimal()] == [str(number) for number in range(24)]


def test_dollars_are_no_formula() -> None:
    picture = MenuPicture("$\\frac$", "$", "", "от $5 до $6", [])
    assert draw(picture)


def test_a_menu_without_keys_says_so() -> None:
    assert EMPTY.empty in " ".join(texts(composed(EMPTY)))


def test_the_same_menu_gives_the_same_bytes() -> None:
    assert draw(PLAIN) == draw(PLAIN) == composed(PLAIN).png()
    assert draw(PLAIN) != draw(EMPTY)
