"""A list with a broken number: what stands, what is given back, and what is refused whole."""

from __future__ import annotations

import pytest

from bot.domain.errors import BadPhone
from bot.domain.phones import parse_list

A, B = "79991234500", "79991234568"


@pytest.mark.parametrize(
    ("written", "phones", "text", "misread"),
    [
        ("+7 999 123-45-00, +7 999 123 Тест", (A,), "Тест", ("+7 999 123",)),
        ("+7 999 123, +7 999 123-45-00 Тест", (A,), "Тест", ("+7 999 123",)),
        ("89991234500\n8999123\n89991234568\nВаш заказ готов", (A, B), "Ваш заказ готов", ("8999123",)),
        ("89991234500, 8999123, 8999124, 89991234568 да", (A, B), "да", ("8999123", "8999124")),
        ("+84 912 345 678, 89991234500 привет", (A,), "привет", ("+84 912 345 678",)),
        ("89991234500, 899912345678 привет", (A,), "привет", ("899912345678",)),
        ("89991234500 12 заказов", (A,), "12 заказов", ()),
    ],
)
def test_the_others_stand(written: str, phones: tuple[str, ...], text: str, misread: tuple[str, ...]) -> None:
    read = parse_list(written)
    assert (read.phones, read.text, read.misread) == (phones, text, misread)


@pytest.mark.parametrize(
    "written",
    [
        "8 999 123-45-6 Тест",
        "+7 999 123",
        "8999123, 8999124",
        "+7 999 123 Тест, +7 999 123-45-00",
        "привет 8 999 123",
    ],
)
def test_refused_whole(written: str) -> None:
    with pytest.raises(BadPhone):
        parse_list(written)
