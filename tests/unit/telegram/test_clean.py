"""Outside texts made harmless."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.html import clean

ANY = st.text(st.characters(codec=None), max_size=200)
DIRECTIONS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("outside", "cleaned"),
    [
        ("Анна\x00\x07 Смирнова\x7f\x9b", "Анна Смирнова"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("exe.\u202egnp\u202c", "exe.gnp"),
        ("\u2067left open", "left open"),
        ("\u200eA\u200f", "A"),
        ("half \ud83d", "half "),
        ("\ud83d\ude00", "😀"),
        ("\ufffe\uffffx\ufdd0", "x"),
        ("👨‍👩‍👧 семья\u00a0и\tтаб", "👨‍👩‍👧 семья\u00a0и\tтаб"),
    ],
)
def test_cleaned(outside: str, cleaned: str) -> None:
    assert clean(outside) == cleaned


def test_what_runs_from_right_to_left_stays_within_its_line() -> None:
    assert clean("\u202eשלום\nok") == "\u2068שלום\u2069\nok"


@given(ANY)
def test_clean_is_whole_and_harmless(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert clean(cleaned) == cleaned
    for line in cleaned.split("\n"):
        inner = line.removeprefix("\u2068").removesuffix("\u2069")
        assert not set(inner) & set(DIRECTIONS)
        assert all(char == "\t" or unicodedata.category(char) not in ("Cc", "Cs") for char in inner)
        if inner == line:
            assert not any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in line)


def test_no_letter_that_runs_from_right_to_left_is_passed_over() -> None:
    """Blocks are looked at before letters: each such letter stands in one of them."""
    letters = (chr(code) for code in range(sys.maxunicode + 1))
    theirs = [char for char in letters if unicodedata.bidirectional(char) in ("R", "AL", "AN")]
    assert [char for char in theirs if char != "\u200f" and clean(char) == char] == []
