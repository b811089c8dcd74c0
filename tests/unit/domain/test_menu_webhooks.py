"""Where a branch may report to, and with what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import MenuProblem
from bot.domain.menu_webhooks import parameters_flaw, parse_parameters, shown_parameters, webhook_flaw


@pytest.mark.parametrize(
    "address",
    [
        "https://example.ru",
        "http://example.ru:8080/a/b?c=d&e=%20#f",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://пример.рф/ответ",
        "https://93.184.216.34/x",
        "https://[2606:2800:220:1::]/x",
        "https://a-b.c_d.example.ru./",
    ],
)
def test_an_address_that_can_be_reached(address: str) -> None:
    assert webhook_flaw(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.ru",
        "ftp://example.ru",
        "HTTPS://example.ru",
        "javascript:alert(1)",
        "https:///x",
        "https://",
        "https://a b.ru/",
        "https://a.ru/\n",
        "https://user:password@a.ru/",
        "https://user@a.ru/",
        "https://a.ru:0/",
        "https://a.ru:99999/",
        "https://[::1/",
        "https://a.ru/\ud800",
        "https://a.ru/\x00",
    ],
)
def test_what_is_no_address(address: str) -> None:
    assert webhook_flaw(address) == ("menu-bad-webhook", {})


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/x",
        "http://LOCALHOST./x",
        "http://server/x",
        "http://a.local/x",
        "http://a.internal/x",
        "http://127.0.0.1/x",
        "http://10.1.2.3/x",
        "http://192.168.1.1/x",
        "http://169.254.169.254/latest",
        "http://[::1]/x",
        "http://[fe80::1]/x",
        "http://0.0.0.0/x",
        "http://1.2.3.4.5/x",
        "http://0x7f.1/x",
        "http://a..ru/x",
    ],
)
def test_an_address_inside(address: str) -> None:
    assert webhook_flaw(address) == ("menu-private-webhook", {})


def test_a_long_address() -> None:
    address = "https://x.ru/" + "y" * 242
    assert webhook_flaw(address) is None
    assert webhook_flaw(address + "y") == ("menu-long-webhook", {"length": 256, "limit": 255})


@given(st.text())
def test_any_address_is_looked_at(address: str) -> None:
    assert webhook_flaw(address) is not None
    webhook_flaw("https://" + address)


def test_parameters_as_people_write_them() -> None:
    assert parse_parameters(" order = 17 = 18 \n\nempty=\n") == {"order": "17 = 18", "empty": ""}
    assert parse_parameters("") == {}
    for written, key in (
        ("нет = 1", "menu-bad-parameter"),
        ("order", "menu-bad-parameter"),
        ("a=1\n a = 2", "menu-parameter-twice"),
        ("=1", "menu-bad-parameter"),
    ):
        with pytest.raises(MenuProblem, match=key):
            parse_parameters(written)


@given(st.dictionaries(st.from_regex(r"[A-Za-z0-9_.-]{1,20}", fullmatch=True), st.text("абв =\"'{}", max_size=20)))
def test_what_is_shown_is_what_is_read(parameters: dict[str, str]) -> None:
    stripped = {name: value.strip() for name, value in parameters.items()}
    assert parse_parameters(shown_parameters(stripped)) == stripped


@pytest.mark.parametrize(
    ("parameters", "key"),
    [
        ({"call": "1"}, "menu-reserved-parameter"),
        ({"": "1"}, "menu-bad-parameter"),
        ({"a b": "1"}, "menu-bad-parameter"),
        ({"y" * 65: "1"}, "menu-bad-parameter"),
        ({"a": "\x00"}, "menu-odd-characters"),
        ({"a": "\ud800"}, "menu-odd-characters"),
        ({"a": "\x1f"}, "menu-odd-characters"),
        ({"a": "\x7f"}, "menu-odd-characters"),
        ({"a": "y" * 991}, None),
        ({"a": "y" * 992}, "menu-long-parameters"),
        ({}, None),
        ({"Call": "1", "y" * 64: "1"}, None),
    ],
)
def test_parameters(parameters: dict[str, str], key: str | None) -> None:
    flaw = parameters_flaw(parameters)
    assert (flaw and flaw[0]) == key
