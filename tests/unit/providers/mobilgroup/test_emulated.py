"""Every operation as a form, the request as it would be sent, and the answer as it came."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.ports.emulating import BadValues, ParameterKind
from bot.providers.mobilgroup.provider import MobilgroupProvider
from tests.unit.providers.mobilgroup.conftest import CALLER, KEY, OURS, Stub

FILLED: dict[str, dict[str, Any]] = {
    "MG1": {
        "settings": {"number": CALLER, "message": "Текст", "attempts": "2"},
        "subscribers": [{"phone": "+7 999 123-45-00", "summa": "3,17"}],
    },
    "MG2": {"id": "1234"},
    "MG3": {},
    "MG4": {},
    "MG5": {},
    "MG6": {},
    "MG7": {"account": "123"},
    "MG8": {"account": "123", "templates": [{"name": "Имя", "message": "Текст"}]},
}


def test_every_operation_is_there(provider: MobilgroupProvider) -> None:
    operations = provider.operations
    assert list(operations) == list(FILLED)
    assert [operation.id for operation in operations.values()] == [f"MG{number}" for number in range(1, 9)]
    assert len({operation.name for operation in operations.values()}) == len(operations)
    assert [name for name, operation in operations.items() if operation.places_call] == ["MG1"]
    with pytest.raises(BadValues):
        provider.prepare("MG99", {})


def test_a_form_says_its_limits(provider: MobilgroupProvider) -> None:
    settings, subscribers = provider.operations["MG1"].parameters
    fields = {field.name: field for field in settings.items}
    assert (settings.kind, subscribers.kind) == (ParameterKind.OBJECT, ParameterKind.LIST)
    assert fields["number"].required
    assert fields["message"].limits == "≤ 5000 characters"
    assert (fields["attempts"].kind, fields["attempts"].limits) == (ParameterKind.INTEGER, "1–3")
    assert fields["interval"].limits == "0–60"
    assert (fields["schedule"].kind, fields["schedule"].limits) == (ParameterKind.TIME, "YYYY-MM-DD HH:MM")
    assert [field.name for field in subscribers.items] == ["phone", "message", "summa", "param1", "param2", "param3"]
    assert subscribers.items[2].kind is ParameterKind.DECIMAL


@pytest.mark.parametrize("config", [{"api_key": KEY}, {"login": "support-desk", "password": "correct horse"}], ids=str)
@pytest.mark.parametrize("operation", FILLED)
async def test_what_is_shown_is_what_is_sent(
    stub: Stub, make: Callable[..., MobilgroupProvider], operation: str, config: dict[str, str]
) -> None:
    provider = make(**config)
    prepared = provider.prepare(operation, FILLED[operation])
    assert stub.asked == []
    stub.reply = lambda body: {"result": "ok", "echo": body, "key": KEY}
    answer = await provider.send(operation, FILLED[operation])

    [asked] = stub.asked
    shown = json.loads(prepared.body)
    assert asked.body.pop("security", {}).keys() == shown.pop("security", {}).keys()
    assert shown == asked.body
    assert (prepared.method, prepared.url) == ("POST", stub.root + asked.path)
    assert prepared.headers["Content-Type"] == asked.headers["Content-Type"]
    assert ("Authorization" in prepared.headers) == ("Authorization" in asked.headers)
    assert prepared.curl.startswith("curl -X POST ")
    told = f"{prepared} {answer} {provider.operations[operation]}"
    assert not [secret for secret in config.values() if secret in told]
    assert answer.status == 200
    assert '"result": "ok"' in answer.body


def test_phones_and_sums_as_people_write_them(provider: MobilgroupProvider) -> None:
    body = json.loads(provider.prepare("MG1", FILLED["MG1"]).body)
    assert body["subscribers"] == [{"phone": OURS, "summa": "3.17"}]
    assert body["settings"]["attempts"] == "2"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "settings"),
        ({**FILLED["MG1"], "settings": {"number": CALLER}}, "settings"),
        ({**FILLED["MG1"], "subscribers": [{"phone": "123"}]}, "subscribers.0.phone"),
        ({**FILLED["MG1"], "settings": {"number": CALLER, "message": "а", "repeat": 9}}, "settings.repeat"),
    ],
)
async def test_what_does_not_fit_is_not_sent(
    stub: Stub, provider: MobilgroupProvider, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadValues) as caught:
        await provider.send("MG1", values)
    assert field in caught.value.problems
    assert stub.asked == []


async def test_a_refusal_is_an_answer_too(stub: Stub, provider: MobilgroupProvider) -> None:
    stub.says({"result": "error", "error_code": "Error_User_Disabled"}, 403)
    answer = await provider.send("MG3", {})
    assert answer.status == 403
    assert "Error_User_Disabled" in answer.body


async def test_an_emulated_request_is_never_repeated(stub: Stub, provider: MobilgroupProvider) -> None:
    stub.says(b"<html>502</html>", 502)
    assert (await provider.send("MG3", {})).status == 502
    assert len(stub.asked) == 1
