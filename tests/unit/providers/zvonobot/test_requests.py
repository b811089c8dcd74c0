"""The request models against the documents' tables, and what the documents forbid."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.ports.emulating import BadValues, Parameter, ParameterKind
from bot.providers.forms import parameters_of, validated
from bot.providers.zvonobot.dialect import CALLDOG, OBZVONOV, Dialect
from bot.providers.zvonobot.requests import CalldogCreateCall, CreateRecord, GetCalls, ObzvonovCreateCall, Request

HERE = Path(__file__).parent
PHONE = "79991234567"
TEXT = {"text": "Ваш заказ готов"}
CALL: dict[str, Any] = {"phone": PHONE, "dutyPhone": 1, "record": TEXT}


def rows(operation: str) -> list[tuple[str, bool, str, str]]:
    with (HERE / "parameters.csv").open(encoding="utf-8", newline="") as file:
        return [
            (row["parameter"], row["required"] == "yes", row["kind"], row["limits"])
            for row in csv.DictReader(file)
            if operation in row["operation"].split()
        ]


def walked(parameters: tuple[Parameter, ...], above: str = "") -> Iterator[tuple[str, bool, str, str]]:
    for parameter in parameters:
        name = above + parameter.name
        yield name, parameter.required, str(parameter.kind), parameter.limits
        named = tuple(item for item in parameter.items if item.name)
        yield from walked(named, f"{name}.")


@pytest.mark.parametrize("dialect", [CALLDOG, OBZVONOV], ids=lambda dialect: dialect.name)
def test_every_parameter_of_the_documents_is_a_field(dialect: Dialect) -> None:
    for route in dialect.routes:
        if "X" not in route.id:
            assert sorted(walked(parameters_of(route.model))) == sorted(rows(route.id)), route.id


def problems(model: type[Request], values: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(BadValues) as caught:
        validated(model, values)
    return caught.value.problems


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"phone": None}, ""),
        ({"phones": [PHONE]}, ""),
        ({"phone": None, "phones": ["7999"]}, "phones.0"),
        ({"phone": "123"}, "phone"),
        ({"dutyPhone": 0}, ""),
        ({"dutyPhone": 2}, "dutyPhone"),
        ({"outgoingPhone": "duty"}, "outgoingPhone"),
        ({"plannedAt": "завтра"}, "plannedAt"),
        ({"plannedAt": "2026-11-21T10:00"}, "plannedAt"),
        ({"plannedAt": -5}, "plannedAt"),
        ({"webhookUrl": "https://x.example/" + "y" * 238}, "webhookUrl"),
        ({"webhookUrl": "ftp://x.example"}, "webhookUrl"),
        ({"webhookUrl": "https://x.example/a b"}, "webhookUrl"),
        ({"record": {"id": 1, "text": "а"}}, "record"),
        ({"record": {"gender": 1}}, "record"),
        ({"record": {"text": "а" * 1025}}, "record.text"),
        ({"record": {"text": "а", "gender": 2}}, "record.gender"),
        ({"record": {"id": 0}}, "record.id"),
        ({"lang": "russian"}, "lang"),
        ({"recognize": 1}, "recognize"),
        ({"ivrs": [{"digit": 10}]}, "ivrs.0.digit"),
        ({"ivrs": [{"digit": 1}, {"digit": 1}]}, ""),
        ({"ivrs": [{"needBlock": 1}, {"needBlock": 0}]}, ""),
        ({"ivrs": [{"digit": 1, "smsText": "а" * 71}]}, "ivrs.0.smsText"),
        ({"ivrs": [{"digit": 1, "managerPhone": "03"}]}, "ivrs.0.managerPhone"),
        ({"ivrs": [{"digit": 1, "webhookParameters": "order=17"}]}, "ivrs.0.webhookParameters"),
        ({"ivrs": [{"digit": 1, "webhookParameters": "[1]"}]}, "ivrs.0.webhookParameters"),
        ({"ivrs": [{"digit": 1, "record": {"text": "а"}}]}, "ivrs.0.record.id"),
        ({"ivrs": [{"digit": 1, "recognize": 1}]}, "ivrs.0.recognize"),
    ],
    ids=str,
)
def test_what_calldog_does_not_take(changes: dict[str, Any], where: str) -> None:
    assert where in problems(CalldogCreateCall, {**CALL, **changes})


def test_a_digit_twice_is_named() -> None:
    assert "digit 1" in problems(CalldogCreateCall, {**CALL, "ivrs": [{"digit": 1}, {"digit": 1}]})[""]


def test_the_documents_own_example() -> None:
    body = {
        "phone": PHONE,
        "outgoingPhone": "79999999997",
        "record": {"id": 1},
        "ivrs": [
            {"digit": 1, "needBlock": 0, "record": {"id": 1342}},
            {"digit": 2, "needBlock": 0, "managerPhone": "79999999998"},
            {"keyWords": "да конечно", "smsText": "а" * 70, "webhookParameters": '{"order": "17"}'},
            {"keyWords": "нет"},
            {"needBlock": 1},
        ],
        "lang": "ru-RU",
    }
    assert validated(CalldogCreateCall, body).body() == body


def test_the_older_dialect() -> None:
    block = {"keyWords": "Да", "smsText": "текст СМС", "record": {"text": "Текст"}, "recognize": 1}
    body = {**CALL, "recognize": 1, "ivrs": [block, {"record": {"text": "Текст"}}]}
    assert validated(ObzvonovCreateCall, body).body() == body
    assert "lang" in problems(ObzvonovCreateCall, {**CALL, "lang": "ru-RU"})


@pytest.mark.parametrize(
    "written",
    [1795244400, "1795244400", "2026-11-21T10:00:00+03:00", datetime(2026, 11, 21, 7, tzinfo=UTC)],
    ids=str,
)
def test_a_time_is_sent_as_unix_seconds(written: Any) -> None:
    assert validated(CalldogCreateCall, {**CALL, "plannedAt": written}).body()["plannedAt"] == 1795244400


@pytest.mark.parametrize(
    "values",
    [
        {"name": "а", "source": "text"},
        {"name": "а", "source": "file", "text": "а"},
        {"name": "а", "source": "text", "text": "а", "file": b"RIFF"},
        {"name": "а", "source": "voice", "text": "а"},
        {"source": "text", "text": "а"},
    ],
)
def test_a_record_needs_its_source(values: dict[str, Any]) -> None:
    assert problems(CreateRecord, values)


def test_no_more_calls_than_a_request_takes() -> None:
    assert "apiCallIdList" in problems(GetCalls, {"apiCallIdList": list(range(1, 5002))})


def test_a_file_is_not_in_a_repr() -> None:
    assert "RIFF" not in repr(CreateRecord(name="а", source="file", file=b"RIFF"))


def test_forms_offer_the_documents_choices() -> None:
    [source] = [found for found in parameters_of(CreateRecord) if found.kind is ParameterKind.CHOICE]
    assert source.choices == ("text", "file")
