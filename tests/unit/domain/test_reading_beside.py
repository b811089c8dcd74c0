"""Figures beside a number (the next cell's, a tax number, an amount): no number is made of them, none is lost."""

from __future__ import annotations

import pytest

from bot.domain.errors import BadPhone
from bot.domain.phones import Dictation, Phone, find_phones, parse_dictation, parse_list, parse_phone
from tests.unit.domain.reading_table import OTHER, PHONE

OURS, OTHERS = Phone(PHONE), Phone(OTHER)
TAX = "7710140679"
"""A Moscow company's. With +7 before it, it is a mobile number in Kazakhstan."""


def refused(written: str) -> str:
    with pytest.raises(BadPhone) as error:
        parse_dictation(written)
    return error.value.key


def test_no_number_is_made_of_two_cells() -> None:
    """`7707083893` and the 8 of the next cell would be +7 707 083-89-38."""
    rows = "ООО Ромашка\t7707083893\t8 999 123-45-67\nООО Лютик\t7707083893\t8 999 123-45-68\nЗавтра закрыто"
    assert parse_dictation(rows) == Dictation((OURS, OTHERS), "Завтра закрыто")
    assert find_phones(rows) == (PHONE, OTHER)


@pytest.mark.parametrize("short", ["8999123456\t7\tИван", "999123456\t7\tИван", "8 999 123-45\t67\tИван"])
def test_digits_of_the_next_cell_do_not_complete_a_number(short: str) -> None:
    assert refused(f"{short}\n89991234568\t8\tАнна\nтекст") == "phone-too-short"
    assert find_phones(f"{short}\n89991234568\t8\tАнна") == (OTHER,)
    assert find_phones(f"Иван\t{short}") == ()


def test_a_count_in_the_cell_before_is_no_prefix() -> None:
    for cells in ("7\t3010000000\t8 999 123-45-67", "8 999 123-45-67\t8\t3010000000", "Иван\t1\t9991234567"):
        assert find_phones(cells) == (PHONE,)
    for count in ("331", "350"):  # France has 33, Gibraltar 350 and eight digits
        assert find_phones(f"2701412376\t01.01.2020\t{count}\t999 123-45-67\tИван") == (PHONE,)
    assert find_phones("Иван\t44\t7911123456") == (), "in Britain"


def test_long_rows_of_a_table_are_rows_all_the_same() -> None:
    cells = "Иван Петров\tг. Москва, ул. Ленина, дом 5, квартира 12\tдоставка завтра с 10 до 18\t5000 руб."
    rows = f"89991234567\t{cells}\n89991234568\t{cells}"
    assert parse_dictation(f"{rows}\nЗавтра закрыто") == Dictation((OURS, OTHERS), "Завтра закрыто")
    assert parse_dictation(f"89991234567\t{cells}\nЖдём").text == f"{cells}\nЖдём", "of one, they are the text"


def test_what_nobody_sees_makes_no_number_of_a_passport() -> None:
    assert find_phones("паспорт: 30\u00ad10 000000") == find_phones("3\u200b010 000000") == ()
    assert find_phones("Ждём 423000000.0\u00ad0 руб.") == find_phones("9000000000\u00ad0 руб.") == (), "nor of a sum"


@pytest.mark.parametrize("written", ["8\t999\t1234567", "+7\t999\t123-45-67", "8\t(999)\t123 45 67", "8999\t1234567"])
def test_prefix_and_code_may_have_cells_of_their_own(written: str) -> None:
    assert parse_phone(written) == PHONE
    assert parse_dictation(f"{written} текст") == Dictation((OURS,), "текст")
    assert find_phones(written) == (PHONE,)


@pytest.mark.parametrize("run", ["7707083893", "8999123456"])
def test_the_eight_of_the_next_number_does_not_complete_ten_digits(run: str) -> None:
    assert find_phones(f"{run} 8 999 123-45-67") == (PHONE,)
    assert refused(f"{run} 8 999 123-45-67 текст") == "phone-too-long"


@pytest.mark.parametrize("form", ["8 999 123-45-67", "+79991234567", "89991234567", "9991234567"])
@pytest.mark.parametrize("gap", ["\n", ", ", "; ", "\n\n"])
def test_a_tax_number_among_phones_is_given_back(form: str, gap: str) -> None:
    for written in (f"{form}{gap}{TAX}", f"{TAX}{gap}{form}"):
        assert refused(written) == "phone-tax-number"
        assert parse_list(f"{written}\nтекст") == Dictation((OURS,), "текст", misread=(TAX,))
        assert find_phones(written) == (PHONE,)


def test_what_may_be_a_tax_number_is_a_phone_where_nothing_says_otherwise() -> None:
    assert parse_phone(TAX) == f"7{TAX}"
    assert parse_dictation(f"{TAX} текст") == Dictation((Phone(f"7{TAX}"),), "текст")
    assert parse_dictation(f"{PHONE}\n+7{TAX}").phones == (PHONE, f"7{TAX}"), "written as a phone"
    assert parse_dictation(f"тел. {PHONE}\nтел. {TAX}").phones == (PHONE, f"7{TAX}")
    assert parse_dictation(f"{PHONE}\n7710140678").phones == (PHONE, "77710140678"), "its last digit is not that of one"
    listed = f"{PHONE}\n7012345678\n{TAX}\nтекст"
    assert parse_dictation(listed).phones == (PHONE, "77012345678", f"7{TAX}"), "a list of numbers in Kazakhstan"


COMPANIES = ["3435291417", "4217439150", "3811344978", "8612790328"]
"""In Volgograd, Kemerovo, Irkutsk, Khanty-Mansiysk; with +7 numbers in Yekaterinburg, Khabarovsk, Omsk, Krasnodar."""


@pytest.mark.parametrize("tax", COMPANIES)
@pytest.mark.parametrize("form", ["8 999 123-45-67", "89991234567", "9991234567"])
def test_other_regions_tax_numbers_among_phones_are_given_back(form: str, tax: str) -> None:
    for written in (f"{form}\n{tax}", f"{tax}, {form}"):
        assert refused(written) == "phone-tax-number"
        assert parse_list(f"{written}\nтекст") == Dictation((OURS,), "текст", misread=(tax,))
    assert find_phones(f"ООО Ромашка {tax}, {form}") == (PHONE,)
    assert parse_phone(tax) == parse_dictation(f"{tax} текст").phones[0] == f"7{tax}", "nothing says otherwise"
    assert parse_dictation(f"{form}\n+7{tax}").phones == (PHONE, f"7{tax}"), "written as a phone"
    assert parse_dictation(f"{form}\n3432000000\n{tax}").phones == (PHONE, "73432000000", f"7{tax}"), (
        "as a city's phones"
    )


@pytest.mark.parametrize("city", ["4951234568", "4997654325", "8123456782"])
def test_no_tax_office_has_the_code_of_moscow_or_petersburg(city: str) -> None:
    """The last digit of each would be right."""
    assert parse_dictation(f"{PHONE}\n{city}").phones == find_phones(f"{PHONE}, {city}") == (PHONE, f"7{city}")


@pytest.mark.parametrize("label", ["ИНН", "ИНН:", "инн", "ИНН номер:", "VAT"])
def test_the_line_above_says_that_it_is_a_tax_number(label: str) -> None:
    for number in (TAX, "9212345678"):
        assert find_phones(f"{label}\n{number}") == ()
        assert find_phones(f"Реквизиты.\n{label} \n {number}\nтел. 8 999 123-45-67") == (PHONE,)
    assert find_phones(f"Новый заказ\n{PHONE}") == (PHONE,)


@pytest.mark.parametrize("label", ["ИНН", "ИНН:", "паспорт", "номер заказа", "номер договора №", "order no."])
def test_a_label_belongs_to_the_digits_behind_it(label: str) -> None:
    assert find_phones(f"Перезвоните по 89991234567, {label} 4510123456") == (PHONE,)
    assert find_phones(f"9991234567 {label} 12") == (PHONE,)
    assert find_phones(f"4951234567, {label.strip(':№ ')}, тел. 89991234567")[-1] == PHONE


@pytest.mark.parametrize(
    "row",
    [
        *("{}\t5000", "{};5000", "{}, 5000", "{} 5000", "{};30.12.2026;18:00"),
        *("{}\t1 200,50\t12", "{}\t30.12.2026 18:00", "{} — 12"),
    ],
)
def test_amounts_and_dates_in_rows_are_not_spoken(row: str) -> None:
    rows = f"{row.format('8 999 123-45-67')}\n{row.format('8 999 123-45-68')}"
    assert parse_dictation(f"{rows}\nЗавтра закрыто") == Dictation((OURS, OTHERS), "Завтра закрыто")
    assert parse_dictation(rows) == Dictation((OURS, OTHERS), "")


@pytest.mark.parametrize("said", ["12 заказов", "30.12.2026 18:00", "5000", "5000\nждём вас", "12:00\n8 штук"])
def test_beside_one_number_they_are_the_text(said: str) -> None:
    for gap in (" ", "; ", ", ", "\t"):
        assert parse_dictation(f"8 999 123-45-67{gap}{said}") == Dictation((OURS,), said)


@pytest.mark.parametrize("stop", [".", ":", "...", ".-"])
def test_a_stop_behind_a_number_is_no_text(stop: str) -> None:
    assert parse_dictation(f"89991234567{stop}\n8 999 123-45-68{stop}\nтекст") == Dictation((OURS, OTHERS), "текст")
    assert parse_dictation(f"8 999 123-45-67{stop} Ваш заказ") == Dictation((OURS,), "Ваш заказ")
    assert parse_dictation(f"8 999 123-45-67 доб. 104{stop} Ваш заказ").text == "Ваш заказ"


@pytest.mark.parametrize("joint", [",", ";", "&", "/"])
def test_numbers_without_a_blank_between_them_are_all_found(joint: str) -> None:
    assert find_phones(f"89991234567{joint}89991234568") == (PHONE, OTHER)
    assert find_phones(f"Звоните 8 999 123-45-67{joint}8 999 123-45-68") == (PHONE, OTHER)
    assert find_phones(f"12{joint}5{joint}1") == ()


def test_a_fraction_is_no_number_behind_another() -> None:
    assert find_phones("55,89991234567") == find_phones("0.9991234567") == find_phones("Ровно 3:89991234567") == ()


@pytest.mark.parametrize("mark", ["1.{}\n2.{}", "1){}\n2){}", "№1 {}\n№2 {}"])
def test_a_place_in_a_list_hides_no_number(mark: str) -> None:
    assert find_phones(mark.format("89991234567", "89991234568")) == (PHONE, OTHER)


@pytest.mark.parametrize("written", ["1.800.555.35.35", "1.800.555.3535", "1)800-555-35-35"])
def test_the_code_of_america_is_no_place_in_a_list(written: str) -> None:
    assert find_phones(written) == ()
    with pytest.raises(BadPhone):
        parse_dictation(f"{written} текст")


@pytest.mark.parametrize(
    "gap",
    [
        *(" или ", ", или ", " или\n", "\nили ", " либо ", " or "),
        *(" (WhatsApp) или ", " либо WhatsApp ", " / или ", " (или "),
        *(", если не ответит ", " не отвечает, ", ", второй номер ", " основной, запасной "),
        *(" доп. ", " / раб. ", "; моб.: "),
        *(" или Иван ", " либо Ивану: ", " or John ", " Пётр или Анна Сомова ", " (Пётр) или ", " (Пётр) или (Иван) "),
        *(" (старый) ", " (старый), новый ", ", исправлено на ", ", вернее ", " неверный, правильный "),
        " — неверный номер, правильный ",
    ],
)
@pytest.mark.parametrize("said", ["", " Ваш заказ готов", "\nВаш заказ готов"])
def test_one_number_or_the_other_is_a_question(gap: str, said: str) -> None:
    for other in ("8 999 123-45-68", "+7 999 123-45-68", "(999) 123-45-68"):
        written = f"8 999 123-45-67{gap}{other}{said}"
        assert parse_dictation(written) == Dictation((OURS, OTHERS), said.strip(), in_doubt=True), written
    assert parse_dictation(f"8 999 123-45-67{gap}+79991234567{said}") == Dictation((OURS,), said.strip())


@pytest.mark.parametrize("gap", [" и Иван ", ", и Анна Сомова ", " Пётр и Иван ", " and John "])
def test_names_around_an_and_are_not_spoken(gap: str) -> None:
    written = f"8 999 123-45-67{gap}8 999 123-45-68"
    assert parse_dictation(f"{written} (Иван)") == Dictation((OURS, OTHERS), "")
    assert parse_dictation(f"{written} Ваш заказ готов") == Dictation((OURS, OTHERS), "Ваш заказ готов")
    assert parse_dictation(f"8 999 123-45-67{gap}ждут вас").text == f"{gap}ждут вас".lstrip(" ,")
    assert parse_dictation("8 999 123-45-67 Звоните Ивану и 8 999 123-45-68").phones == (OURS,), "what is said to one"


def test_what_number_it_is_asks_nothing() -> None:
    """They are called as they were written."""
    for gap in (" (WhatsApp), ", " — рабочий, ", " (мобильный)\n", "\nмоб. "):
        written = f"тел. 8 999 123-45-67{gap}8 999 123-45-68"
        assert parse_dictation(written) == Dictation((OURS, OTHERS), ""), written


def test_a_choice_that_the_callee_has_is_a_text() -> None:
    assert parse_dictation("8 999 123-45-67 или завтра, или 12 числа").text == "или завтра, или 12 числа"
    assert not parse_dictation("8 999 123-45-67 звоните 8 999 123-45-68 или 8 999 123-45-69").in_doubt


@pytest.mark.parametrize(
    "written",
    [
        "{a} Ваш заказ готов\n{b} Ваш платёж прошёл",
        "{a} Иван, ваш заказ готов\n{b} Анна Сомова, вам перезвонят",
        "{a} — заказ готов\n{b} — заказ не готов",
        "{a}: Здравствуйте, ждём вас\n\n{b}: Добрый день, ждём вас завтра",
        "{a} Ваш заказ готов,\nждём вас\n{b} Напоминаем о приёме",
        "{a} Your order is ready\n{b} Your payment has come",
        "{a} (Иван) Ваш заказ готов\n{b} (Пётр) Ваш долг растёт",
        "{a} - Иван - ваш заказ готов\n{b} - Пётр - ваш долг растёт",
        "{a} Приезжайте завтра\n{b} Оплатите до пятницы",
        "{a}\nВаш заказ готов\n\n{b}\nВаш долг растёт",
        "{a} Ваш заказ готов, {b} Ваш долг растёт",
        "{a}: Your order is ready. {b}: Your payment is overdue",
        '{a} "Ваш заказ готов"; {b} "Ваш долг растёт"',
        "{a} жду звонка, {b} жду звонка",
        "{a} Иванов И.И., ваш заказ готов\n{b} Пётр Петрович ваш долг растёт",
        "{a}\nОтель готов\n{b}\nДолг растёт",
        "{a} (John) Your order is ready\n{b} (Ann) Payment is overdue",
    ],
)
def test_nobody_hears_what_is_meant_for_somebody_else(written: str) -> None:
    said = written.format(a="8 999 123-45-67", b="8 999 123-45-68")
    assert refused(said) == "phone-texts-apart"
    with pytest.raises(BadPhone, match="phone-texts-apart"):
        parse_list(said)


@pytest.mark.parametrize(
    "said",
    [
        "Ваш заказ готов\n8 800 123-45-67 Вам помогут",
        "Ваш заказ готов\n8 999 123-45-68 — наш телефон",
        "Ваш заказ готов\nВопросы: 8 999 123-45-68",
        "Ваш заказ готов\n8 999 123-45-68 звоните, вас ждут",
        "Ваш мастер приедет\n8 999 123-45-68 Иван Сомов",
        "Ваш мастер приедет\n8 999 123-45-68 Звоните если что",
        "Ваш заказ готов. Справки:\n8 999 123-45-68\nЖдём вас",
        "Ваш заказ готов. 8 999 123-45-68 звоните",
        "Ваш заказ едет. Курьер Пётр, 8 999 123-45-68. Стоимость доставки 300 рублей",
        "Ждём вас. Ленина 5, 8 999 123-45-68, Вход со двора",
        "Ваш заказ готов\n8 495 123-45-68 Отдел доставки",
        "Your driver is John, 8 999 123-45-68, White car",
        "Ваш заказ готов\n8 999 123-45-68 Анна, ваш менеджер",
        "Ваш заказ готов\nС уважением, Анна\n8 999 123-45-68\nВаш личный менеджер Анна Сомова",
        "Ваш заказ готов, звоните\n8 999 123-45-68",
        "Ваш заказ готов\n30.12.2026 вас ждут",
    ],
)
def test_a_number_to_ring_back_is_a_part_of_the_text(said: str) -> None:
    assert parse_dictation(f"8 999 123-45-67 {said}") == Dictation((OURS,), said)


@pytest.mark.parametrize("gap", [" ", " — ", ", ", ": ", " (Пётр) ", " (Ann): ", " (моб.) "])
def test_the_same_words_on_each_line_are_one_text(gap: str) -> None:
    written = f"8 999 123-45-67{gap}Ваш заказ готов\n8 999 123-45-68{gap}Ваш заказ готов"
    read = parse_dictation(written)
    assert (read.phones, read.text.lstrip("—: ")) == ((OURS, OTHERS), "Ваш заказ готов")


def test_the_same_words_below_each_number_are_one_text() -> None:
    written = "8 999 123-45-67\nТекст: Ваш заказ готов\n\n8 999 123-45-68\nТекст: Ваш заказ готов"
    assert parse_dictation(written) == Dictation((OURS, OTHERS), "Ваш заказ готов")


@pytest.mark.parametrize("word", ["Внимание", "Срочно", "Привет", "Доставка", "Attention"])
@pytest.mark.parametrize("gap", [" ", ", ", " и "])
def test_the_first_word_behind_the_last_number_is_said_with_the_others(gap: str, word: str) -> None:
    said = f"{word}, завтра офис закрыт"
    assert parse_dictation(f"8 999 123-45-67{gap}8 999 123-45-68 {said}") == Dictation((OURS, OTHERS), said)


def test_a_word_in_brackets_or_before_another_number_is_a_name() -> None:
    for name in ("Пётр", "Пётр Иванович Сомов"):
        assert parse_dictation(f"{PHONE}, {OTHER} ({name}), завтра") == Dictation((OURS, OTHERS), "завтра"), name
    written = "8 999 123-45-67, 8 999 123-45-68 Пётр, 8 999 123-45-69, завтра офис закрыт"
    assert parse_dictation(written) == Dictation((OURS, OTHERS, Phone("79991234569")), "завтра офис закрыт")


def test_a_cell_may_hold_several_numbers() -> None:
    third, fourth = Phone("79991234569"), Phone("79991234570")
    written = f"+7 999 123-45-67 +7 999 123-45-68\t{third[1:]} и {fourth[1:]}\nтекст"
    assert parse_dictation(written) == Dictation((OURS, OTHERS, third, fourth), "текст")
