from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.providers import loose, wire

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.from_regex(r"-?\d{1,25}[.,]?\d*"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=30,
)


@given(ANYTHING)
def test_nothing_is_ever_raised(value: Any) -> None:
    for read in (
        loose.text,
        loose.integer,
        loose.money,
        loose.moment,
        loose.phone,
        loose.flag,
        loose.identifier,
    ):
        read(value)
    wire.encode({"value": wire.storable(value)}).decode()


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("0.9", "0.9"),
        (0.9, "0.9"),
        (12, "12"),
        ("1 273,50", "1273.50"),
        ("1\u00a0273,50", "1273.50"),
        (0.1 + 0.2, "0.3000"),
        ("-5", "-5"),
    ],
)
def test_money(written: Any, amount: str) -> None:
    assert str(loose.money(written)) == amount
    assert loose.money(written) == Decimal(amount)


@pytest.mark.parametrize("written", [None, True, "", "NaN", "Infinity", float("inf"), "1e30", "десять", [], {}])
def test_no_money(written: Any) -> None:
    assert loose.money(written) is None


@pytest.mark.parametrize("written", [1714993775, "1714993775", 1714993775.0])
def test_moment(written: Any) -> None:
    assert loose.moment(written) == datetime(2024, 5, 6, 11, 9, 35, tzinfo=UTC)


@pytest.mark.parametrize("written", [0, -1, "", None, "2024-05-06", 10**30, True])
def test_no_moment(written: Any) -> None:
    assert loose.moment(written) is None


@pytest.mark.parametrize("written", [79991234567, "79991234567", "+7 (999) 123-45-67", "89991234567", 9991234567])
def test_phone(written: Any) -> None:
    assert loose.phone(written) == "79991234567"


@pytest.mark.parametrize("written", [None, "", "7999", "7999***4567", 10**20, [], True])
def test_no_phone(written: Any) -> None:
    assert loose.phone(written) is None


@pytest.mark.parametrize(("written", "found"), [(17, "17"), ("17", "17"), (17.0, "17"), ("a-b", "a-b")])
def test_identifier(written: Any, found: str) -> None:
    assert loose.identifier(written) == found


@pytest.mark.parametrize("written", [None, 0, "0", -3, "", " ", True, [], {}, "x" * 65])
def test_no_identifier(written: Any) -> None:
    assert loose.identifier(written) is None


def test_wire_refuses_what_is_no_json() -> None:
    for body in (b"", b"<html>", b"[" * 100_000, b"9" * 5000):
        with pytest.raises(ValueError, match=r".+"):
            wire.decode(body)


def test_storable_is_what_databases_take() -> None:
    value = {"a\0": ["x\0y", "\ud83d", float("nan"), float("inf"), 1.5, None]}
    assert wire.storable(value) == {"a": ["xy", "?", None, None, 1.5, None]}
