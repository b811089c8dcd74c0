"""Numbers from files as spreadsheets and editors save them."""

from __future__ import annotations

import pytest

from bot.domain.errors import OrderProblem
from bot.domain.number_list import LARGEST, MAX_ROWS, NumberList, read_list

A, B, C = "79991234567", "79991234568", "79991234569"
EXCEL = (
    "Телефон;Имя;Сумма\r\n"
    "89991234567;Иван Петров;1 200,50\r\n"
    '"8 (999) 123-45-68";Анна Сомова;=1+1\r\n'
    "7,99912E+10;Пётр Котов;900\r\n"
    "998901234567;Алишер;100\r\n"
    "89991234567;Иван ещё раз;5\r\n"
    ";Без номера;7\r\n"
)


def rows_back(found: NumberList) -> list[int]:
    return [one.row for one in found.given_back]


@pytest.mark.parametrize("codec", ["cp1251", "utf-8", "utf-8-sig", "utf-16"])
def test_as_excel_in_russian_saves_it(codec: str) -> None:
    found = read_list(EXCEL.encode(codec))
    assert found.phones == (A, B)
    assert rows_back(found) == [4, 5, 7]
    assert (found.repeated, found.column) == (1, "Телефон")
    assert "7,99912E+10" in str(found.given_back[0].why.args_)
    assert found.given_back[2].why.key == "phone-missing"


@pytest.mark.parametrize(
    "text",
    [
        "89991234567\n+7 999 123-45-68\n",
        "\n89991234567\n\n(999) 123-45-68\n",
        "89991234567, 89991234568",
        "89991234567,89991234568\r\n",
        "89991234567;Иван\n89991234568;Анна",
        "Имя\tМоб.\nИван\t89991234567\nАнна\t89991234568",
        "name,phone,paid\nIvan,+79991234567,5\nAnna,+79991234568,7",
        "Иван 89991234567\nАнна 8 999 123-45-68",
        "89991234567 Иван\n8 999 123-45-68 Анна",
        'sep=;\nТелефон;Имя\n89991234567;"Иван"\n89991234568;Анна',
        'Телефон;Имя\n89991234567;"Рога" и\n"89991234568";ООО "Копыта',
        "Телефон\n89991234567\n89991234568",
    ],
)
def test_rows_of_every_kind(text: str) -> None:
    found = read_list(text.encode())
    assert (found.phones, found.given_back) == ((A, B), ())


@pytest.mark.parametrize(
    "text",
    [
        "ИНН;Телефон\n7715123456;89991234567\n7715123457;",
        "89991234567;7715123456\n89991234567;7715123457",
        "Телефон;ИНН\n89991234567;7715123456",
        "Заказ;Телефон;Дата\n7999123456;89991234567;30.12.2026 18:00",
        "Запасной;Телефон\n;89991234567",
    ],
)
def test_numbers_of_another_meaning_are_not_called(text: str) -> None:
    assert read_list(text.encode()).phones == (A,)


def test_a_column_whose_heading_says_phone_is_taken_even_when_nothing_in_it_can_be_called() -> None:
    found = read_list("ИНН;Телефон\n7715123456;7,99912E+10\n7715123457;998901234567".encode())
    assert found.phones == ()
    assert rows_back(found) == [2, 3]


def test_an_unclosed_quote_swallows_no_rows() -> None:
    """Read as Excel would, all that follows it is one cell."""
    found = read_list(f'Телефон;Имя\n{A};"Рога\n{B};Анна\n{C};Пётр'.encode())
    assert found.phones == (A, B, C)


@pytest.mark.parametrize("content", [b"", b"\n\n", "Телефон;Имя\n".encode(), b"\xff"])
def test_nothing_in_it(content: bytes) -> None:
    assert read_list(content).phones == ()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"PK\x03\x04\x00\x00", "list-unreadable"),
        (b"8" * (LARGEST + 1), "list-too-big"),
        (b"\n" * (MAX_ROWS + 2), "list-too-long"),
        (b"89991234567;x\n" * (MAX_ROWS + 1), "list-too-long"),
        (b"1;" + b"x" * 200_000, "list-unreadable"),
    ],
)
def test_what_is_refused(content: bytes, key: str) -> None:
    with pytest.raises(OrderProblem) as caught:
        read_list(content)
    assert caught.value.key == key


def test_a_comma_within_a_number_parts_nothing() -> None:
    """Excel in Russian writes 7,99912E+10; the reason names it whole."""
    [first, second] = read_list(b"7,99912E+10\n7,99912E+10").given_back
    assert first.why.args_["written"] == second.why.args_["written"] == "7,99912E+10"


@pytest.mark.parametrize(
    "rows", ["{inn};{phone}", "{phone};{inn}", "Иван;{inn};{phone}", "{inn}\t{phone}\t5000", "{inn},{phone}"]
)
def test_a_column_of_tax_numbers_is_none_of_phones(rows: str) -> None:
    """Moscow's may be numbers in Kazakhstan."""
    for inns in (("7710140679", "7728168971"), ("7710140679", "")):
        for phones in (("89991234567", "89991234568"), ("9991234567", "9991234568")):
            written = "\n".join(rows.format(inn=inn, phone=phone) for inn, phone in zip(inns, phones, strict=True))
            assert read_list(written.encode()).phones == ("79991234567", "79991234568")


def test_a_column_that_its_heading_calls_one_of_phones_holds_them() -> None:
    assert read_list("Телефон\n7710140679\n7012345678".encode()).phones == ("77710140679", "77012345678")
