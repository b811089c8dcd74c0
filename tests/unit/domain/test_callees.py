"""Numbers in other people's words and in contacts, and the choice among them."""

from __future__ import annotations

import pytest

from bot.domain.callees import Choice, Found, found_in, found_in_contact
from bot.domain.errors import BadPhone
from bot.domain.phones import Phone

A, B, C = Phone("79991234567"), Phone("79991234568"), Phone("79991234569")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Перезвоните мне: 8 (999) 123-45-67, Иван", Found((A,))),
        ("Иван 8 999 123-45-67, Пётр 8 999 123-45-68", Found((A, B), in_doubt=True)),
        ("8 999 123-45-67, 8 999 123-45-68", Found((A, B))),
        ("8 999 123-45-67\n+7 999 123-45-68", Found((A, B))),
        ("8 999 123-45-67 это 8 999 123-45-67", Found((A,))),
        ("Никаких номеров", None),
        ("", None),
    ],
)
def test_what_is_found_in_a_text(text: str, found: Found | None) -> None:
    assert found_in(text) == found


def card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", "FN:Иван; 8 999 000-00-00", *lines, "END:VCARD"))


@pytest.mark.parametrize(
    ("number", "vcard", "phones"),
    [
        ("79991234567", "", (A,)),
        ("+9991234567", "", (A,)),
        ("9991234567", "", (A,)),
        ("89991234567", "", (A,)),
        ("8 (495) 123-45-67", "", ("74951234567",)),
        ("\u202d+7 999 123-45-67\u202c", "", (A,)),
        ("79991234567", card("TEL;TYPE=CELL:+79991234567"), (A,)),
        ("79991234567", card("TEL;TYPE=CELL:+79991234567", "TEL;TYPE=WORK:8 (999) 123-45-68"), (A, B)),
        ("79991234567", card("item1.TEL;type=pref:+7 999 123-45-68", "item1.X-ABLabel:дача"), (A, B)),
        ("79991234567", card('TEL;VALUE=uri;TYPE="voice:home":tel:+7-999-123-45-68;ext=104'), (A, B)),
        ("79991234567", card("TEL;TYPE=CE\r\n LL:+7999\r\n 1234568"), (A, B)),
        ("79991234567", card("TEL:", "TEL:+84912345678", "TEL:abc"), (A,)),
        ("84912345678", card("TEL:+7 999 123-45-68"), (B,)),
        ("79991234567", card("NOTE:TEL:+79991234568"), (A,)),
    ],
)
def test_what_is_found_in_a_contact(number: str, vcard: str, phones: tuple[Phone, ...]) -> None:
    assert found_in_contact(number, vcard) == Found(phones, in_doubt=len(phones) > 1)


@pytest.mark.parametrize("number", ["84912345678", "998901234567", "12025550100"])
def test_a_contact_from_another_country_is_refused(number: str) -> None:
    with pytest.raises(BadPhone) as refused:
        found_in_contact(number, card("TEL:+1 202 555 0100"))
    assert refused.value.key == "phone-other-country"
    assert refused.value.args_["written"] == number


def test_a_vcard_without_end_costs_nothing() -> None:
    vcard = card(*(f"TEL:+7999{number:07}" for number in range(1000)))
    assert len(found_in_contact("79991234567", vcard).phones) == 21


def test_numbers_are_struck_out_and_taken_back() -> None:
    choice = Choice((A, B, C))
    assert choice.picked((A, B, C), B, on=False) == (A, C)
    assert choice.picked((A, C), B, on=True) == (A, B, C)
    assert choice.picked((A, C), B, on=False) == (A, C), "a second tap changes nothing"


def test_where_one_is_needed_the_picked_one_stays_alone() -> None:
    choice = Choice((A, B), one=True)
    assert choice.picked((A, B), B, on=True) == (B,)
    assert choice.picked((B,), A, on=True) == (A,)
    assert choice.picked((B,), B, on=False) == (B,)


def test_further_numbers_reopen_a_choice_only_when_they_are_in_doubt() -> None:
    made = Choice((A,), is_made=True)
    assert made.joined(Found((B,))) == Choice((A, B), is_made=True)
    assert made.joined(Found((B, C), in_doubt=True)) == Choice((A, B, C))
    assert Choice((A, B)).joined(Found((C,))) == Choice((A, B, C))
