"""No number is ever called that nobody wrote as one, whatever dates, sums, papers and lists are invented."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import BadPhone
from bot.domain.phones import Dictation, Phone, find_phones, parse_dictation
from tests.unit.domain.reading_table import FORMS, HARMLESS, PHONE

DAYS = st.dates().map(lambda day: day.replace(year=2020 + day.year % 20))
DATES = st.one_of(
    st.tuples(DAYS, st.sampled_from(["%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%y"])).map(
        lambda pair: pair[0].strftime(pair[1])
    ),
    st.tuples(DAYS, DAYS).map(lambda pair: f"{pair[0]:%d.%m.%Y}-{pair[1]:%d.%m.%Y}"),
)
CLOCKS = st.times().map(lambda clock: f"{clock:%H:%M}")
SUMS = st.tuples(
    st.integers(0, 10**13),
    st.sampled_from([" ", "\u00a0", "\u202f", ""]),
    st.sampled_from(["", ",50", ".00"]),
    st.sampled_from([" руб.", " рублей", " ₽", "₽", " €", " USD"]),
).map(lambda parts: f"{parts[0]:,}".replace(",", parts[1]) + parts[2] + parts[3])
DIGITS = "0123456789"
PAPERS = st.one_of(
    st.text(DIGITS, min_size=10, max_size=12).map(lambda digits: f"ИНН {digits}"),
    st.text(DIGITS, min_size=4, max_size=12).map(lambda digits: f"заказ № {digits}"),
    st.text(DIGITS, min_size=10, max_size=10).map(lambda digits: f"{digits[:4]} {digits[4:]}"),
    st.text(DIGITS, min_size=1, max_size=6),
)
CHATTER = st.lists(st.one_of(DATES, CLOCKS, SUMS, PAPERS), min_size=1, max_size=4)
COMMAS = st.sampled_from([", ", "; ", "\n", " и ", " ждём "])


@settings(max_examples=400)
@given(CHATTER, COMMAS)
def test_no_date_sum_or_paper_is_ever_called(chatter: list[str], comma: str) -> None:
    said = comma.join(chatter)
    assert find_phones(f"Ждём {said}") == ()
    assert find_phones(f"Ждём {said}. Тел.: 8 (999) 123-45-67") == (PHONE,)


@settings(max_examples=400)
@given(CHATTER, st.sampled_from(["\n", " ", "\n\n", ", "]), st.sampled_from(FORMS[:12]))
def test_after_a_number_they_are_the_text(chatter: list[str], gap: str, form: str) -> None:
    said = ", ".join([*chatter, "ждём вас"])
    assert parse_dictation(f"{form}{gap}{said}") == Dictation((Phone(PHONE),), said)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(FORMS[:12]), min_size=2, max_size=5), st.data())
def test_all_that_are_written_as_numbers_are_called(forms: list[str], data: st.DataObject) -> None:
    written, phones = "", []
    for at, form in enumerate(forms):
        gap = data.draw(st.sampled_from([" ", "  ", "\t", "\n", ", ", "; ", " / ", " и "])) if at else ""
        odd = data.draw(st.sampled_from(HARMLESS))
        written += gap + form.replace("67", f"6{at}").replace("-6", f"{odd}-6")
        phones.append(f"7999123456{at}")
    assert parse_dictation(f"{written}\nтекст") == Dictation(tuple(map(Phone, phones)), "текст")
    assert set(find_phones(written)) == set(phones)


@settings(max_examples=500)
@given(st.text("0123456789 -+().,:/\n\t№ЕE8799", max_size=40))
def test_no_number_is_called_that_is_not_written_whole(written: str) -> None:
    """The digits of each found number stand in the text side by side, and no other digit touches them."""
    try:
        dictated = parse_dictation(written).phones
    except BadPhone:
        dictated = ()
    for phone in (*dictated, *find_phones(written)):
        digits = "".join(char for char in written if char in DIGITS)
        assert phone[1:] in digits


UNSEEN = [char for char in HARMLESS if unicodedata.category(char) in ("Cf", "Mn")]
FIGURES = st.one_of(DATES, CLOCKS, SUMS, st.text(DIGITS, min_size=1, max_size=9))
TAX_NUMBERS = st.integers(1_000_000_000, 8_999_999_999).map(str)
NAMES = st.lists(
    st.sampled_from(["Иван", "Анна", "Пётр", "Ivan", "O'Neil", "Мамин-Сибиряк", "Иванова"]), min_size=1, max_size=3
)


@settings(max_examples=300)
@given(st.one_of(DATES, CLOCKS, SUMS, PAPERS), st.sampled_from(UNSEEN), st.data())
def test_what_nobody_sees_makes_no_number_of_them(written: str, unseen: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(written)))
        written = written[:at] + unseen + written[at:]
    assert find_phones(f"Ждём {written}, тел. 8 (999) 123-45-67") == (PHONE,)
    assert parse_dictation(f"8 999 123-45-67\nЖдём {written}").phones == (PHONE,)


@settings(max_examples=400)
@given(st.integers(2, 4), st.sampled_from(FORMS[:12]), st.data())
def test_of_rows_of_a_table_only_the_numbers_are_called(count: int, form: str, data: st.DataObject) -> None:
    """The columns stand in any order; each row is one person with a date, a sum, a tax number, a count."""
    columns = data.draw(st.permutations([NAMES.map(" ".join), FIGURES, TAX_NUMBERS, st.just(form), FIGURES]))
    written = "\n".join("\t".join(data.draw(column) for column in columns) for _ in range(count))
    assert set(find_phones(written)) == {PHONE}
    try:
        dictated = parse_dictation(f"{written}\nЗавтра закрыто")
    except BadPhone:
        return
    assert dictated == Dictation((Phone(PHONE),), "Завтра закрыто")
