"""Paths into filled-in forms."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.errors import NotFound, OrderProblem
from bot.ports.emulating import Parameter, ParameterKind
from bot.services.emulator_values import Path, is_plain, parameter_at, used_for, value_at, with_value

DIGIT = Parameter("digit", ParameterKind.INTEGER)
IVRS = Parameter("ivrs", ParameterKind.LIST, items=(DIGIT,))
PHONES = Parameter("phones", ParameterKind.LIST, items=(Parameter("", ParameterKind.PHONE),))
FORM = (IVRS, PHONES)


def test_the_field_at_a_path() -> None:
    assert parameter_at(FORM, ()).items == FORM
    assert parameter_at(FORM, ("ivrs",)) is IVRS
    assert parameter_at(FORM, ("ivrs", 1)).items == (DIGIT,)
    assert parameter_at(FORM, ("ivrs", 1, "digit")) is DIGIT
    assert is_plain(PHONES)
    assert not is_plain(IVRS)


@pytest.mark.parametrize("path", [("no",), (0,), ("ivrs", "digit"), ("ivrs", 0, "no"), ("phones", 0, "x")])
def test_a_path_of_another_form(path: Path) -> None:
    with pytest.raises(NotFound):
        parameter_at(FORM, path)


@pytest.mark.parametrize(
    ("values", "path", "value", "then"),
    [
        ({}, ("phone",), "7", {"phone": "7"}),
        ({"phone": "7"}, ("phone",), None, {}),
        ({}, ("record", "id"), "1", {"record": {"id": "1"}}),
        ({}, ("ivrs", 0), {}, {"ivrs": [{}]}),
        ({"ivrs": [{}]}, ("ivrs", 1, "digit"), "2", {"ivrs": [{}, {"digit": "2"}]}),
        ({"ivrs": [{"digit": "1"}, {"digit": "2"}]}, ("ivrs", 0), None, {"ivrs": [{"digit": "2"}]}),
        ({"ivrs": [{"digit": "1"}]}, ("ivrs", 0, "digit"), None, {"ivrs": [{}]}),
        ({"a": 1}, (), {"b": 2}, {"b": 2}),
    ],
)
def test_putting(values: Any, path: Path, value: Any, then: Any) -> None:
    before = repr(values)
    assert with_value(values, path, value) == then
    assert repr(values) == before, "the old ones stay as they were"
    assert value_at(then, path) == value or value is None


def test_too_much() -> None:
    with pytest.raises(OrderProblem):
        with_value({}, ("text",), "я" * 200_001)


def test_nothing_there() -> None:
    assert value_at({"a": [1]}, ("a", 5)) is None
    assert value_at({"a": 1}, ("a", "b")) is None


def test_what_stands_under_a_name() -> None:
    values = {"phone": "1", "calls": [{"phone": 2}, {"phone": ["3", None, True]}], "phones": "4"}
    assert list(used_for("phone", values)) == ["1", "2", "3"]
