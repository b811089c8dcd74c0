"""What follows `/call`: numbers first, then the text, as it was decided."""

from __future__ import annotations

import pytest

from bot.domain.errors import BadPhone
from bot.domain.phones import parse_dictation

FIRST, SECOND = "79991234567", "79991234568"


@pytest.mark.parametrize(
    ("written", "phones", "text"),
    [
        ("8 999 123-45-67 12 заказов", [FIRST], "12 заказов"),
        ("999 123-45-67 12 заказов", [FIRST], "12 заказов"),
        ("+7 999 123-45-67 2026 год", [FIRST], "2026 год"),
        ("+7 999 123-45-67", [FIRST], ""),
        ("+7 999 123-45-67,", [FIRST], ""),
        ("+7 999 123-45-67, 8 999 123-45-68 текст", [FIRST, SECOND], "текст"),
        ("+79991234567;89991234568;текст", [FIRST, SECOND], "текст"),
        ("+7 999 123-45-67\n8 999 123-45-68\nтекст", [FIRST, SECOND], "текст"),
        ("+7 999 123-45-67\n\n8 999 123-45-68\n\nпервая строка\nвторая", [FIRST, SECOND], "первая строка\nвторая"),
        ("+7 999 123-45-67\n12 заказов", [FIRST], "12 заказов"),
        ("+7 999 123-45-67, Иван, здравствуйте", [FIRST], "Иван, здравствуйте"),
        ("8 999 123-45-67, текст: Ваш заказ готов", [FIRST], "Ваш заказ готов"),
        ("8 999 123-45-67\n8 999 123-45-68\n\nMessage: Your order is ready", [FIRST, SECOND], "Your order is ready"),
        ("8 999 123-45-67 Текст договора готов", [FIRST], "Текст договора готов"),
        ("8 999 123-45-67 (Иван) Ваш заказ готов", [FIRST], "Ваш заказ готов"),
        ("8 999 123-45-67 (John), your order is ready", [FIRST], "your order is ready"),
        ("8 999 123-45-67 (Иван) 8 999 123-45-68 (Пётр) завтра закрыто", [FIRST, SECOND], "завтра закрыто"),
        ("8 999 123-45-67 (Иван), 8 999 123-45-68 (Пётр Сомов) Завтра", [FIRST, SECOND], "Завтра"),
        ("8 999 123-45-67 (умер) Ваш заказ готов", [FIRST], "(умер) Ваш заказ готов"),
        ("8 999 123-45-67 (Умер), 8 999 123-45-68 (Отказ)", [FIRST], "(Умер), 8 999 123-45-68 (Отказ)"),
        ("8 999 123-45-67 (Иван). Ваш заказ готов", [FIRST], "Ваш заказ готов"),
        ("8 999 123-45-67 (Ваш заказ) готов", [FIRST], "(Ваш заказ) готов"),
        ("+7 999 123-45-67 8 марта", [FIRST], "8 марта"),
        ("8 999 123 45 67 8 Марта мы закрыты", [FIRST], "8 Марта мы закрыты"),
        ("8 999 123 45 67 12 заказов", [FIRST], "12 заказов"),
        ("8 999 123 45 67 12, ждём вас", [FIRST], "12, ждём вас"),
        ("8 999 123 45 67 24 SMS", [FIRST], "24 SMS"),
        ("8 999 123 45 67 5 January we are closed", [FIRST], "5 January we are closed"),
        ("8 999 123 45 67 18:00 Ждём вас", [FIRST], "18:00 Ждём вас"),
        ("+7 999 123-45-67 (доб. 5)", [FIRST], ""),
        ("+7 999 123-45-67 позвоните 8 999 123-45-68", [FIRST], "позвоните 8 999 123-45-68"),
    ],
)
def test_numbers_come_first_and_the_rest_is_the_text(written: str, phones: list[str], text: str) -> None:
    dictation = parse_dictation(written)
    assert (list(dictation.phones), dictation.text) == (phones, text)


def test_a_number_written_twice_is_called_once() -> None:
    dictation = parse_dictation("+7 999 123-45-67, 8(999)1234568, 89991234567 текст")
    assert dictation.phones == (FIRST, SECOND)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("", "phone-missing"),
        (" ,; \n", "phone-missing"),
        ("Ваш заказ готов", "phone-not-a-number"),
        ("Иван, +7 999 123-45-67 текст", "phone-not-a-number"),
        ("12 заказов", "phone-too-short"),
        ("+7 999 123-45-67, 8 999 123-45 текст", "phone-too-short"),
        ("+7 999 123-45-67, 8 999 123-45-678 текст", "phone-too-long"),
        ("+7 999 123-45-67\n+1 202 555 0100\nтекст", "phone-other-country"),
        ("+7 999 123-45-67, +7 000 123-45-67 текст", "phone-no-such-code"),
        ("79991234567x", "phone-not-a-number"),
        ("8 999 123 45 67 89 Ваш заказ готов", "phone-too-long"),
        ("8 999 123 45 67 89 Your order is ready", "phone-too-long"),
        ("+7 999 123 45 67 8\nВаш заказ готов", "phone-too-long"),
        ("999 123 45 67 89", "phone-too-long"),
        ("8 999 123 45 67 89 8 999 123 45 68 текст", "phone-too-long"),
    ],
)
def test_a_broken_number_is_refused_and_never_read_out(written: str, key: str) -> None:
    with pytest.raises(BadPhone) as refused:
        parse_dictation(written)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("behind", "written"),
    [
        (" (не звонить)", "не звонить"),
        (" (Иван) не звонить", "(Иван) не звонить"),
        (", Иван - не звонить.\nАнна", "Иван - не звонить"),
        (" do not call", "do not call"),
    ],
)
def test_who_is_not_to_be_called_is_refused_in_the_persons_own_words(behind: str, written: str) -> None:
    with pytest.raises(BadPhone, match="phone-do-not-call") as refused:
        parse_dictation(f"8 999 123-45-67{behind}")
    assert refused.value.args_ == {"written": written}
