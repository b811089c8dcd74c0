"""Whatever takes a number reads it the same way: by one table."""

from __future__ import annotations

from collections.abc import Callable

import phonenumbers
import pytest

from bot.domain.errors import BadPhone
from bot.domain.phones import (
    Dictation,
    Phone,
    find_phones,
    parse_dictation,
    parse_manager,
    parse_phone,
    phone_of_contact,
)
from tests.unit.domain.reading_table import FOREIGN, FORMS, HARMLESS, LABELLED, NONE, NUMBERED, OTHER, PHONE, ROWS

ALONE: list[Callable[[str], str]] = [parse_phone, parse_manager, phone_of_contact]
WAYS: list[Callable[[str], tuple[str, ...]]] = [
    *(lambda written, read=read: (read(written),) for read in ALONE),
    lambda written: parse_dictation(written).phones,
    find_phones,
]


@pytest.mark.parametrize("written", FORMS)
def test_every_form_is_read_everywhere(written: str) -> None:
    assert [read(written) for read in WAYS] == [(PHONE,)] * len(WAYS)
    for said in ("Ваш заказ готов", "12 заказов ждут"):
        assert parse_dictation(f"{written} {said}") == Dictation((Phone(PHONE),), said)
        assert parse_dictation(f"{written}\n{said}") == Dictation((Phone(PHONE),), said)
    assert find_phones(f"Перезвоните мне, {written}, жду") == (PHONE,)


@pytest.mark.parametrize("written", NUMBERED)
def test_a_place_in_a_list_is_no_part_of_the_number(written: str) -> None:
    assert parse_phone(written) == parse_manager(written) == PHONE
    assert parse_dictation(f"{written} текст") == Dictation((Phone(PHONE),), "текст")


@pytest.mark.parametrize("written", NONE)
def test_what_people_read_otherwise_is_nobody_and_no_mistake(written: str) -> None:
    for said in (written, f"{written} ждём вас", f"{written}, ждём вас\nдо встречи"):
        assert parse_dictation(f"+7 999 123-45-67\n{said}") == Dictation((Phone(PHONE),), said)
        assert find_phones(f"Ждём {said}") == ()
        assert find_phones(f"{said}, тел. 8 (999) 123-45-67") == (PHONE,)
    assert parse_dictation(f"+7 999 123-45-67 {written} ждём") == Dictation((Phone(PHONE),), f"{written} ждём")


@pytest.mark.parametrize("written", LABELLED)
def test_numbers_of_papers_and_orders_are_nobody_in_a_message(written: str) -> None:
    assert find_phones(f"Добрый день, {written}, тел. 8 (999) 123-45-67") == (PHONE,)
    assert find_phones(written) == ()
    assert parse_dictation(f"+7 999 123-45-67\n{written}") == Dictation((Phone(PHONE),), written)


def test_a_message_with_everything_in_it() -> None:
    text = "Заказ 5512, доставка 30.12.2026 18:00, ИНН 7715123456, тел. 8 (999) 123-45-67"
    assert find_phones(text) == (PHONE,)


@pytest.mark.parametrize("written", FOREIGN)
def test_another_countrys_number_is_refused_and_never_cut(written: str) -> None:
    for read in (parse_phone, parse_dictation, parse_manager, phone_of_contact):
        with pytest.raises(BadPhone, match="phone-other-country"):
            read(written)
    for said in (f"{written} Ваш заказ готов", f"{written}\nВаш заказ готов", f"+7 999 123-45-67\n{written} текст"):
        with pytest.raises(BadPhone, match="phone-other-country"):
            parse_dictation(said)
    assert find_phones(f"Звоните {written}") == ()


EXAMPLES = [
    number
    for region in sorted(phonenumbers.SUPPORTED_REGIONS - {"RU", "KZ"})
    for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE)
    if (number := phonenumbers.example_number_for_type(region, kind)) is not None
    and len(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)) > 12
]


@pytest.mark.parametrize("number", EXAMPLES, ids=lambda number: f"{number.country_code}-{number.national_number}")
def test_every_country_is_told_by_its_code(number: phonenumbers.PhoneNumber) -> None:
    """Written without the plus, in groups and in one run."""
    for form in (phonenumbers.PhoneNumberFormat.INTERNATIONAL, phonenumbers.PhoneNumberFormat.E164):
        written = phonenumbers.format_number(number, form).removeprefix("+")
        for said in (written, f"{written} Ваш заказ готов"):
            with pytest.raises(BadPhone):
                parse_dictation(said)
        assert find_phones(f"Звоните {written}") == ()


@pytest.mark.parametrize(("written", "with_forms"), ROWS)
@pytest.mark.parametrize("form", ["{}", "8 (999) 123-45-{}", "+7 999 123 45 {}"])
def test_a_pasted_list_is_called_and_its_names_are_not_spoken(written: str, *, with_forms: bool, form: str) -> None:
    if form == "{}":
        a, b = "89991234567", "89991234568"
    elif with_forms:
        a, b = form.format("67"), form.format("68")
    else:
        return
    for said in ("Завтра офис закрыт", "завтра офис закрыт, звоните 8 495 123-45-67", "30.12.2026 офис закрыт"):
        read = parse_dictation(written.format(a=a, b=b, t=said))
        assert read == Dictation((Phone(PHONE), Phone(OTHER)), said)


@pytest.mark.parametrize(
    ("written", "phones", "text"),
    [
        (
            "+7 999 123-45-67 Ваш заказ готов\nВопросы: 8 999 123-45-68",
            (PHONE,),
            "Ваш заказ готов\nВопросы: 8 999 123-45-68",
        ),
        ("+7 999 123-45-67 Ваш заказ готов\n8 999 123-45-68 — наш телефон", (PHONE,), None),
        ("+7 999 123-45-67, Иван, 8 999 123-45-68 ждёт звонка", (PHONE,), "Иван, 8 999 123-45-68 ждёт звонка"),
        ("+7 999 123-45-67\n1. Первое\n2. Второе", (PHONE,), "1. Первое\n2. Второе"),
        ("+7 999 123-45-67\n№5512 готов", (PHONE,), "№5512 готов"),
        ("+7 999 123-45-67 и ещё одно", (PHONE,), "и ещё одно"),
        ("+7 999 123-45-67 — Ваш заказ", (PHONE,), "— Ваш заказ"),
        ("+7 999 123-45-67\tИван Петров", (PHONE,), "Иван Петров"),
        ("+7 999 123-45-67\tИван Петров\nЗавтра офис закрыт", (PHONE,), "Завтра офис закрыт"),
        ("89991234567\n89991234568 Добрый день\nЗавтра закрыто", (PHONE, OTHER), "Добрый день\nЗавтра закрыто"),
        ("89991234567\tИван\n89991234568\tАнна", (PHONE, OTHER), ""),
        ("+79991234567+79991234568 текст", (PHONE, OTHER), "текст"),
        ("495 123-45-67 12 заказов", ("74951234567",), "12 заказов"),
        ("962 123-45-67 12 заказов", ("79621234567",), "12 заказов"),
        ("8 862 212-34-56 7 штук", ("78622123456",), "7 штук"),
    ],
)
def test_words_beside_one_number_are_the_text(written: str, phones: tuple[str, ...], text: str | None) -> None:
    read = parse_dictation(written)
    assert read.phones == phones
    assert read.text == (written.removeprefix("+7 999 123-45-67 ") if text is None else text)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("7,99912E+10 Ваш заказ готов", "phone-excel"),
        ("7.99912E+10", "phone-excel"),
        ("89991234567\n7,99912E+10\nтекст", "phone-excel"),
        ("89991234567 899912345689 Завтра", "phone-too-long"),
        ("89991234567\tИван\n8 999 123-45\tАнна\nтекст", "phone-too-short"),
        ("89991234567 Иван Петров\n8999123456 Анна\nтекст", "phone-too-short"),
        ("89991234567 +1 202 555 0100 текст", "phone-other-country"),
        ("Вопросы: 8 999 123-45-68", "phone-not-a-number"),
        ("Перезвоните нам 8 999 123-45-68", "phone-not-a-number"),
        ("Звоните: 8 999 123-45-67\nили 8 999 123-45-68", "phone-not-a-number"),
        ("30.12.2026 18:00 ждём", "phone-not-a-number"),
    ],
)
def test_what_was_meant_as_a_number_is_refused(written: str, key: str) -> None:
    with pytest.raises(BadPhone) as refused:
        parse_dictation(written)
    assert refused.value.key == key


@pytest.mark.parametrize(
    "mark",
    [
        *("доб. 104", "доб 104", "доб.104", "(доб. 104)", ", доб. 104", "добавочный 104", "добавочный номер: 104"),
        *("вн. 104", "внутренний номер 104", "доп. 104", "доп.104", "тон. 104", "в тоновом режиме 104"),
        *("ext. 104", "extension number 104", ";ext=104", "#104", "x104"),
    ],
)
def test_an_extension_is_noted_and_not_spoken(mark: str) -> None:
    phone = Phone("74951234567")
    for said in (", Ваш договор готов", " Ваш договор готов", "\nВаш договор готов"):
        read = parse_dictation(f"8 (495) 123-45-67 {mark}{said}")
        assert read == Dictation((phone,), "Ваш договор готов", ((phone, "104"),))
    assert parse_manager(f"8 (495) 123-45-67 {mark}") == "74951234567^104"
    assert find_phones(f"Звоните 8 (495) 123-45-67 {mark}, 8 999 123-45-67") == (phone, PHONE)
    with pytest.raises(BadPhone, match="phone-no-extension"):
        parse_phone(f"8 (495) 123-45-67 {mark}")


@pytest.mark.parametrize(
    ("number", "phone"),
    [
        ("9991234567", PHONE),
        ("+9991234567", PHONE),
        ("89991234567", PHONE),
        ("+89991234567", PHONE),
        ("8 999 123-45-67", PHONE),
        ("8 (495) 123-45-67", "74951234567"),
        ("\u202d+7 999 123-45-67\u202c", PHONE),
        ("77011234567", "77011234567"),
        ("84912345678", None),
        ("+84912345678", None),
        ("998901234567", None),
        ("380441234567", None),
        ("12025550100", None),
        ("+9531234567", "79531234567"),
        ("4951234567", None),
    ],
)
def test_a_contact(number: str, phone: str | None) -> None:
    if phone is not None:
        assert phone_of_contact(number) == phone
        return
    with pytest.raises(BadPhone, match="phone-other-country"):
        phone_of_contact(number)


def test_a_phonebook_knows_no_countries_where_it_writes_none() -> None:
    assert phone_of_contact("84951234567", of_account=False) == "74951234567"
    assert phone_of_contact("4951234567", of_account=False) == "74951234567"
    with pytest.raises(BadPhone, match="phone-other-country"):
        phone_of_contact("+84912345678", of_account=False)


@pytest.mark.parametrize("char", HARMLESS, ids=lambda char: f"U+{ord(char):04X}")
def test_invisible_and_odd_characters_do_no_harm(char: str) -> None:
    for written in ("+7 999 123-45-67", "89991234567"):
        around = [written[:at] + char + written[at:] for at in range(len(written) + 1)]
        for odd in (*around, char * 3 + written + char * 3, char.join(written)):
            assert [read(odd) for read in WAYS] == [(PHONE,)] * len(WAYS), odd
            assert parse_dictation(f"{odd} Ваш заказ готов") == Dictation((Phone(PHONE),), "Ваш заказ готов")
            assert parse_dictation(f"{odd}\n89991234568{char}\nтекст").phones == (PHONE, OTHER)
    assert parse_manager(f"8 495{char} 123-45-67{char} доб.{char} 104{char}") == "74951234567^104"


def test_what_is_taken_out_between_two_numbers_parts_them() -> None:
    assert parse_dictation("89991234567\u200b89991234568 текст") == Dictation((Phone(PHONE), Phone(OTHER)), "текст")


def test_an_amount_with_cents_is_nobody() -> None:
    assert find_phones("Итого 4951234567,50 к оплате") == ()
    assert find_phones("Итого 4951234567,00 к оплате") == ("74951234567",), "Excel writes numbers so"


def test_a_passport_has_an_ordinary_blank() -> None:
    """A number may have any other at the same place."""
    assert find_phones("9991 234567") == ()
    assert find_phones("9991\u00a0234567") == find_phones("9991-234567") == (PHONE,)


def test_names_on_both_sides_are_no_list() -> None:
    read = parse_dictation("+7 999 123-45-67 Иван\nМария 8 999 123-45-68")
    assert read == Dictation((Phone(PHONE),), "Иван\nМария 8 999 123-45-68")


def test_two_of_ours_are_not_one_of_another_country() -> None:
    """`964 791 234 5964` is a number in Iraq."""
    read = parse_dictation("964 791-23-45 964 791-23-46 текст")
    assert read == Dictation((Phone("79647912345"), Phone("79647912346")), "текст")


def test_no_number_is_cut_out_of_another_countrys() -> None:
    assert find_phones("Звоните 49 8 999 123-45-67") == ()


def test_the_text_is_what_was_written() -> None:
    said = "Ваш\u00a0заказ — «готов»\u200b, 👩\u200d🦰 ❤️"
    assert parse_dictation(f"\u202a8\u00a0999\u2011123-45-67\u202c {said}").text == said


@pytest.mark.parametrize(
    "written",
    [
        *(
            "8 " * 2048,
            "8" + " " * 4000,
            "89991234567" + " " * 4000,
            "(8" * 2000,
            "заказ" + " " * 4000 + "8",
            "9" * 4096,
        ),
        *("имя" + " " * 4000, "89991234567" + " " * 4000 + "x 89991234567", "89991234567 или" + " (" * 2000),
        *(f"89991234567 и{name}" + " " * 4000 + "x" for name in ("", " Иван")),
    ],
)
def test_a_hostile_text_is_read_like_any_other(written: str) -> None:
    """Patterns that look back and forth take minutes for it."""
    for read in WAYS:
        for said in (written, f"8 999 123-45-67\n{written}"):
            try:
                found = read(said)
            except BadPhone:
                continue
            assert set(found) <= {PHONE}
