from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.media.lettering import UNKNOWN, Face, rows, spelled, width

FACE = Face(17)


@pytest.mark.parametrize("face", [FACE, Face(27, bold=True)])
@given(text=st.text(max_size=200), room=st.integers(200, 400), most=st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_rows_are_never_wider_than_their_room_nor_more_than_asked(face: Face, text: str, room: int, most: int) -> None:
    found = rows(text, face, room, most)
    assert len(found) <= most
    assert all(width(row, face) <= room for row in found)


@pytest.mark.parametrize("letter", ["я", "W", "i", "漢", "1"])
def test_a_word_without_spaces_is_broken_where_the_room_ends(letter: str) -> None:
    for room in range(200, 230, 3):
        found = rows(letter * 300, FACE, room, 4)
        assert len(found) == 4
        assert all(room - 30 < width(row, FACE) <= room for row in found[:-1]), room


@given(words=st.lists(st.text("абвгд", min_size=1, max_size=8), min_size=1, max_size=60))
@settings(max_examples=40, deadline=None)
def test_what_is_left_out_is_counted(words: list[str]) -> None:
    text = " ".join(words)
    found = " ".join(rows(text, FACE, 150, 3))
    cut = re.fullmatch(r"(.*)… \+(\d+)", found)
    if cut is None:
        assert found == text
    else:
        assert text.startswith(cut[1])
        assert len(cut[1]) + int(cut[2]) == len(text)


@pytest.mark.parametrize("whole", ["+7 999 765-43-21", "+7 999 ***-**-21", "№ 2689342", "8 (800) 555-35-35"])
def test_a_number_stays_in_one_row(whole: str) -> None:
    for room in range(170, 330, 10):
        found = rows(f"Соединит с менеджером {whole} и всё", FACE, room, 5)
        assert any(whole in row for row in found), (room, found)


def test_a_long_address_breaks_at_its_signs() -> None:
    first, *_ = rows("https://example.com/hooks/order?number=123456789", FACE, 330, 3)
    assert first[-1] in "/?=&"


def test_a_character_that_the_font_lacks_is_replaced_visibly() -> None:
    assert spelled("漢 \U0001f9ea", FACE) == f"{UNKNOWN} {UNKNOWN}"


def test_signs_stand_for_common_emoji() -> None:
    assert spelled("✅ 📞 👍🏽", FACE) == f"✔ ☎ {UNKNOWN}"


def test_nothing_invisible_is_written() -> None:
    assert spelled("за\u202eказ\n\n\tготов\x00\u200b", FACE) == "заказ готов"
