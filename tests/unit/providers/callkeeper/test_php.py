from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from bot.providers.callkeeper.client import form, masked_form, pairs, readable

EXAMPLE = {
    "unique": "test",
    "apiak": "7da81d94b61fb43ee6431126b5c79f23",
    "calls": [{"client": "79854808271", "utm": {"utm_source": "organic"}}, {"client": "1", "manager": 0}],
    "emails": ("a@b.ru", "c@d.ru"),
    "none": None,
    "empty": [],
    "yes": True,
    "date": "",
}


def test_nesting_is_phps() -> None:
    assert pairs(EXAMPLE) == [
        ("unique", "test"),
        ("apiak", "7da81d94b61fb43ee6431126b5c79f23"),
        ("calls[0][client]", "79854808271"),
        ("calls[0][utm][utm_source]", "organic"),
        ("calls[1][client]", "1"),
        ("calls[1][manager]", "0"),
        ("emails[0]", "a@b.ru"),
        ("emails[1]", "c@d.ru"),
        ("yes", "1"),
        ("date", ""),
    ]


def test_brackets_and_spaces_are_encoded_as_php_does() -> None:
    assert form({"calls": [{"text": "Ваш заказ & счёт+"}]}) == (
        "calls%5B0%5D%5Btext%5D=%D0%92%D0%B0%D1%88+%D0%B7%D0%B0%D0%BA%D0%B0%D0%B7+%26+%D1%81%D1%87%D1%91%D1%82%2B"
    )


def test_people_never_see_a_secret() -> None:
    for shown in (masked_form(EXAMPLE), readable(EXAMPLE)):
        assert "7da81d94b61fb43ee6431126b5c79f23" not in shown
        assert "apiak=7da8…" in shown
    assert "calls[0][client]=79854808271" in readable(EXAMPLE)


@given(st.dictionaries(st.text(min_size=1), st.text()))
def test_what_is_written_can_be_read_back(fields: dict[str, str]) -> None:
    assert dict(parse_qsl(form(fields), keep_blank_values=True, errors="surrogatepass")) == fields
