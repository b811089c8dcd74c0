"""Every written form of a number is the same number; what is no number is refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import BadPhone
from bot.domain.phones import Dictation, Phone, find_phones, masked, parse_dictation, parse_phone, pretty

T = TypeVar("T")

PHONE = Phone("79991234567")
GAPS = st.text(" -()\u00a0\u2011–", max_size=2)


@pytest.mark.parametrize(
    "written",
    [
        "+7 999 123-45-67",
        "+79991234567",
        "8 999 123-45-67",
        "8(999)1234567",
        "8-999-123-45-67",
        "7 (999) 123 45 67",
        "79991234567",
        "9991234567",
        "999 123-45-67",
        "(999) 123-45-67",
        "+7\u00a0999\u00a0123–45–67",
        "+7.999.123.45.67",
        "\u202a+7 999 123-45-67\u202c",
        "  +7 999 123-45-67\n",
    ],
)
def test_every_written_form_is_one_number(written: str) -> None:
    assert parse_phone(written) == PHONE


@st.composite
def written_numbers(draw: st.DrawFn) -> tuple[str, Phone]:
    """A mobile number written in any of the forms."""
    national = "9" + "".join(draw(st.lists(st.sampled_from("0123456789"), min_size=9, max_size=9)))
    prefix = draw(st.sampled_from(["+7", "8", "7", ""]))
    gaps = [draw(GAPS) for _ in range(10)]
    first = "" if prefix == "" else gaps[0]
    body = national[0] + "".join(gap + digit for gap, digit in zip(gaps[1:], national[1:], strict=True))
    return prefix + first + body, Phone("7" + national)


def tried(parse: Callable[[str], T], text: str) -> T | BadPhone:
    try:
        return parse(text)
    except BadPhone as error:
        return error


def no_such_number(read: object) -> bool:
    """Returns a number that is well written and that nobody has."""
    return isinstance(read, BadPhone) and read.key == "phone-no-such-code"


@given(written_numbers())
def test_any_formatting_reads_as_the_same_phone(number: tuple[str, Phone]) -> None:
    written, phone = number
    read = tried(parse_phone, written)
    assert read == phone or no_such_number(read)


@given(written_numbers(), st.sampled_from(["", " текст", "\nтекст", ", текст"]))
def test_a_number_and_its_text_are_told_apart(number: tuple[str, Phone], text: str) -> None:
    written, phone = number
    read = tried(parse_dictation, written + text)
    assert read == Dictation((phone,), text.strip(" ,\n")) or no_such_number(read)


@given(st.one_of(st.text(), st.text("+78 9()-,;\n0123", max_size=40)))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    for read in (tried(parse_phone, text), tried(parse_dictation, text)):
        if isinstance(read, BadPhone):
            assert read.key.startswith("phone-")
            assert len(str(read.args_.get("written", ""))) <= 40
    for phone in find_phones(text):
        assert parse_phone(pretty(phone)) == phone


@given(st.text("0123456789٠٧٩٣９７８ +", min_size=5, max_size=20))
def test_a_phone_is_eleven_plain_digits_and_nothing_else(text: str) -> None:
    read = tried(parse_dictation, text)
    for phone in read.phones if isinstance(read, Dictation) else ():
        assert re.fullmatch("7[0-9]{10}", phone)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("", "phone-not-a-number"),
        ("привет", "phone-not-a-number"),
        ("+7 999 123-45-6", "phone-too-short"),
        ("8 999 123-45-6", "phone-too-short"),
        ("112", "phone-too-short"),
        ("+7 999 123-45-678", "phone-too-long"),
        ("+1 202 555 0100", "phone-other-country"),
        ("+380 44 123 45 67", "phone-other-country"),
        ("+7 000 123-45-67", "phone-no-such-code"),
        ("+7 999 123-45-67 и ещё", "phone-not-a-number"),
        ("９９９１２３４５６７", "phone-not-a-number"),
    ],
)
def test_a_wrong_number_is_refused_with_the_reason(written: str, key: str) -> None:
    with pytest.raises(BadPhone) as refused:
        parse_phone(written)
    assert refused.value.key == key


def test_the_reason_counts_the_digits() -> None:
    with pytest.raises(BadPhone) as refused:
        parse_phone("8 999 123-45-6")
    assert refused.value.args_ == {"written": "8 999 123-45-6", "digits": 10, "expected": 11}


def test_how_a_number_is_shown() -> None:
    assert pretty(PHONE) == "+7 999 123-45-67"
    assert masked(PHONE) == "+7 999 ***-**-67"


def test_numbers_in_somebody_elses_message() -> None:
    text = "Иван, 8 (999) 123-45-67, заказ 12345678, офис +7 495 123-45-67, ещё раз 89991234567, +1 202 555 0100"
    assert find_phones(text) == ("79991234567", "74951234567")
