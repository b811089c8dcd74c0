from __future__ import annotations

import shlex
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.ports.emulating import BadValues, Parameter, ParameterKind
from bot.providers.forms import curl_of, looks, parameters_of, validated
from bot.providers.zvonobot.client import outgoing, prepared
from bot.providers.zvonobot.requests import CreateRecord
from tests.unit.providers.test_loose import ANYTHING


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Inner(BaseModel):
    number: int = Field(ge=1, le=60)
    note: str | None = Field(default=None, max_length=5)


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=10, min_length=2)
    price: Decimal | None = None
    ratio: float | None = Field(default=None, ge=0)
    bit: Literal[0, 1] | None = None
    yes: bool | None = None
    colour: Colour | None = None
    mode: Literal["set", "get"] = "set"
    phone: Annotated[str, looks(ParameterKind.PHONE, "11 digits")] | None = None
    at: datetime | None = None
    file: bytes | None = None
    phones: list[Annotated[str, looks(ParameterKind.PHONE)]] | None = Field(default=None, max_length=3)
    inner: Inner | None = None
    many: list[Inner] | None = None
    renamed: str | None = Field(default=None, alias="date[from]")

    @model_validator(mode="after")
    def _no_both(self) -> Form:
        if self.bit is not None and self.yes is not None:
            raise ValueError("either bit or yes")
        return self


FIELDS = {parameter.name: parameter for parameter in parameters_of(Form)}


@pytest.mark.parametrize(
    ("name", "kind", "limits"),
    [
        ("name", ParameterKind.TEXT, "2–10 characters"),
        ("price", ParameterKind.DECIMAL, ""),
        ("ratio", ParameterKind.DECIMAL, "≥ 0"),
        ("bit", ParameterKind.FLAG, ""),
        ("yes", ParameterKind.FLAG, ""),
        ("colour", ParameterKind.CHOICE, ""),
        ("mode", ParameterKind.CHOICE, ""),
        ("phone", ParameterKind.PHONE, "11 digits"),
        ("at", ParameterKind.TIME, ""),
        ("file", ParameterKind.FILE, ""),
        ("phones", ParameterKind.LIST, "≤ 3 items"),
        ("inner", ParameterKind.OBJECT, ""),
        ("many", ParameterKind.LIST, ""),
        ("date[from]", ParameterKind.TEXT, ""),
    ],
)
def test_a_field_as_people_see_it(name: str, kind: ParameterKind, limits: str) -> None:
    assert (FIELDS[name].kind, FIELDS[name].limits, FIELDS[name].required) == (kind, limits, name == "name")


def test_what_is_inside() -> None:
    inner = (
        Parameter("number", ParameterKind.INTEGER, required=True, limits="1–60"),
        Parameter("note", ParameterKind.TEXT, limits="≤ 5 characters"),
    )
    assert FIELDS["inner"].items == FIELDS["many"].items == inner
    assert [(item.name, item.kind) for item in FIELDS["phones"].items] == [("", ParameterKind.PHONE)]
    assert FIELDS["colour"].choices == ("red", "blue")


@pytest.mark.parametrize(
    ("name", "written", "read"),
    [
        ("bit", "да", 1),
        ("bit", " No ", 0),
        ("bit", True, 1),
        ("yes", "1", True),
        ("phone", "+7 (999) 123-45-67", "79991234567"),
        ("phone", "03", "03"),
        ("phones", "8 999 123 45 67; 79991234568\n", ["79991234567", "79991234568"]),
        ("phones", '["79991234567"]', ["79991234567"]),
        ("inner", '{"number": "5", "note": ""}', Inner(number=5)),
        ("many", [{"number": 5, "note": 7}], [Inner(number=5, note="7")]),
        ("name", 1234, "1234"),
        ("price", "1.50", Decimal("1.50")),
        ("date[from]", "2017", "2017"),
        ("mode", "", "set"),
        ("inner", {}, None),
    ],
)
def test_what_people_write(name: str, written: Any, read: Any) -> None:
    form = validated(Form, {"name": "имя", name: written})
    assert getattr(form, "renamed" if name == "date[from]" else name) == read


@pytest.mark.parametrize(
    ("values", "where", "problem"),
    [
        ({}, "name", "Field required"),
        ({"name": ""}, "name", "Field required"),
        ({"name": "а"}, "name", "String should have at least 2 characters"),
        ({"bit": "может быть"}, "bit", "Input should be 0 or 1"),
        ({"colour": "green"}, "colour", "Input should be 'red' or 'blue'"),
        ({"inner": {"number": 61}}, "inner.number", "Input should be less than or equal to 60"),
        ({"many": [{"number": 1}, {"note": "x"}]}, "many.1.number", "Field required"),
        ({"bit": 1, "yes": 1}, "", "either bit or yes"),
        ({"other": 1}, "other", "Extra inputs are not permitted"),
    ],
    ids=str,
)
def test_what_does_not_fit(values: dict[str, Any], where: str, problem: str) -> None:
    with pytest.raises(BadValues) as caught:
        validated(Form, values if where == "name" else {"name": "имя", **values})
    assert caught.value.problems[where] == problem


@given(st.dictionaries(st.sampled_from([*FIELDS, "other"]), ANYTHING | st.binary()))
def test_anything_fits_or_is_told(values: dict[str, Any]) -> None:
    with suppress(BadValues):
        validated(Form, values)


def test_a_line_for_a_shell() -> None:
    line = curl_of("POST", "https://x.example/a?b=1&c='2'", {"Accept": "*/*"}, '{"text": "it\'s $HOME"}')
    assert shlex.split(line.replace("\\\n", "")) == [
        *("curl", "-X", "POST", "https://x.example/a?b=1&c='2'"),
        *("-H", "Accept: */*", "--data-raw", '{"text": "it\'s $HOME"}'),
    ]
    assert "--data-raw" not in curl_of("GET", "https://x.example", {}, "")


def test_a_line_with_a_file() -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    line = curl_of("POST", "https://x.example", headers, "", {"name": "a b;type=x", "file": "@record.wav"})
    assert shlex.split(line.replace("\\\n", ""))[4:] == ["--form-string", "name=a b;type=x", "-F", "file=@record.wav"]


def test_a_file_is_shown_by_its_size() -> None:
    record = CreateRecord(name="Ролик", source="file", file=b"\0\xff" * 500)
    shown = prepared(record, "POST", "https://x.example", "key")
    assert "(1000 bytes)" in shown.body
    assert "Ролик" in shown.body
    assert shown.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert b"\0\xff" * 500 in outgoing(record, "key")[0]
    assert "xff" not in repr(record)
