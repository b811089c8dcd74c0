"""What Mobilgroup refuses, always with HTTP 200; its lists and templates; both ways to say who asks."""

from typing import Any

import pytest

from tests.sandbox.providers_bench import CALLER_ID, MOBILGROUP_KEY, Providers

MESSAGE = {"message": "Ваш заказ готов", "number": CALLER_ID}
SOMEBODY = [{"phone": "79991234500"}]

SENT: list[tuple[str, dict[str, Any], str]] = [
    ("nothing", {}, "Error_No_AniPhone"),
    ("number", {"settings": {**MESSAGE, "number": "79990000000"}, "subscribers": SOMEBODY}, "Error_No_AniPhone"),
    ("no message", {"settings": {"number": CALLER_ID}, "subscribers": SOMEBODY}, "Error_No_Message"),
    ("empty", {"settings": {**MESSAGE, "message": " "}, "subscribers": SOMEBODY}, "Error_No_Message"),
    ("two ways", {"settings": {**MESSAGE, "phrase": 1}, "subscribers": SOMEBODY}, "Error_Unknown_Request"),
    ("too long", {"settings": {**MESSAGE, "message": "а" * 5001}, "subscribers": SOMEBODY}, "Error_Message_Too_Long"),
    ("own too long", {"settings": MESSAGE, "subscribers": [{"message": "а" * 5001}]}, "Error_Message_Too_Long"),
    ("unspeakable", {"settings": {**MESSAGE, "message": "…!?"}, "subscribers": SOMEBODY}, "Error_Not_TTS_File"),
    ("phrase", {"settings": {"number": CALLER_ID, "phrase": 77}, "subscribers": SOMEBODY}, "Error_Not_Media_File"),
    ("script", {"settings": {"number": CALLER_ID, "script": 77}, "subscribers": SOMEBODY}, "Error_Not_Media_File"),
    ("nobody", {"settings": MESSAGE}, "Error_No_Subscribers"),
    ("empty list", {"settings": MESSAGE, "subscribers": []}, "Error_No_Subscribers"),
    ("attempts", {"settings": {**MESSAGE, "attempts": 4}, "subscribers": SOMEBODY}, "Error_Unknown_Request"),
    ("interval", {"settings": {**MESSAGE, "interval": "61"}, "subscribers": SOMEBODY}, "Error_Unknown_Request"),
    ("repeat", {"settings": {**MESSAGE, "repeat": 0}, "subscribers": SOMEBODY}, "Error_Unknown_Request"),
    ("schedule", {"settings": {**MESSAGE, "schedule": "завтра"}, "subscribers": SOMEBODY}, "Error_Unknown_Request"),
    ("summa", {"settings": MESSAGE, "subscribers": [{"phone": "7", "summa": "много"}]}, "Error_Unknown_Request"),
    ("param", {"settings": MESSAGE, "subscribers": [{"phone": "7", "param1": "слово"}]}, "Error_Unknown_Request"),
]


@pytest.mark.parametrize(("body", "code"), [row[1:] for row in SENT], ids=[row[0] for row in SENT])
async def test_broadcasts_refused(still: Providers, body: dict[str, Any], code: str) -> None:
    assert await still.mobilgroup("send", **body) == {"result": "error", "error_code": code}
    assert (await still.state("mobilgroup"))["calls"] == []


ASKED: list[tuple[str, dict[str, Any], str]] = [
    ("get", {}, "Error_Unknown_Request"),
    ("get", {"request": "weather"}, "Error_Unknown_Request"),
    ("get", {"request": "state"}, "Error_ID_Not_Found"),
    ("get", {"request": "state", "id": "1"}, "Error_ID_Not_Found"),
    ("get", {"request": "templates"}, "Error_Unknown_Request"),
    ("set", {"request": "phrases"}, "Unknown_Request"),
    ("set", {"request": "templates"}, "Account_field_is_empty"),
    ("set", {"request": "templates", "account": "1"}, "Unknown_Request"),
]


@pytest.mark.parametrize(("address", "body", "code"), ASKED, ids=[f"{row[2]}-{at}" for at, row in enumerate(ASKED)])
async def test_questions_refused(still: Providers, address: str, body: dict[str, Any], code: str) -> None:
    assert await still.mobilgroup(address, **body) == {"result": "error", "error_code": code}


async def test_what_is_no_json_and_no_post(still: Providers) -> None:
    unknown = {"result": "error", "error_code": "Error_Unknown_Request"}
    headers = {"Authorization": MOBILGROUP_KEY}
    assert await still.ask("POST", "mobilgroup/api/get/", data=b"{", headers=headers) == (200, unknown)
    assert await still.ask("GET", "mobilgroup/api/get/", headers=headers) == (200, unknown)


WAYS: list[tuple[dict[str, str], dict[str, str] | None, bool]] = [
    ({"Authorization": MOBILGROUP_KEY}, None, True),
    ({}, {"apiKey": MOBILGROUP_KEY}, True),
    ({}, {"login": "sandbox", "password": "sandbox-password"}, True),
    ({}, None, False),
    ({}, {"login": "sandbox", "password": "wrong"}, False),
    ({}, {"apiKey": "wrong"}, False),
    ({"Authorization": f"Bearer {MOBILGROUP_KEY}"}, None, False),
]


@pytest.mark.parametrize(("headers", "security", "known"), WAYS)
async def test_who_asks(
    still: Providers, headers: dict[str, str], security: dict[str, str] | None, known: bool
) -> None:
    body = {"request": "balance", **({"security": security} if security else {})}
    status, answer = await still.ask("POST", "mobilgroup/api/get/", json=body, headers=headers)
    refused = {"result": "error", "error_code": "Error_Authorisation_Failed"}
    assert status == 200
    assert (answer["result"] == "ok") == known
    assert known or answer == refused
    (entry,) = await still.journal("mobilgroup", "balance")
    assert not {MOBILGROUP_KEY, "sandbox-password"} & set(str(entry).replace("'", " ").split())


async def test_a_disabled_account(still: Providers) -> None:
    await still.steer("mobilgroup/settings", enabled=False)
    answer = await still.mobilgroup("get", request="balance")
    assert answer == {"result": "error", "error_code": "Error_User_Disabled"}


async def test_lists(still: Providers) -> None:
    scripts = await still.mobilgroup("get", request="scripts")
    assert scripts["data"][0] == {"id": "1", "name": "Оплата счёта", "duration": "25"}
    phrases = await still.mobilgroup("get", request="phrases")
    assert [each["id"] for each in phrases["data"]] == ["1", "2"]
    numbers = await still.mobilgroup("get", request="numbers")
    assert numbers["data"][0] == {"number": CALLER_ID, "description": "Основной номер"}


async def test_templates_made_changed_and_asked_for(still: Providers) -> None:
    first = {"name": "Готов", "message": "Ваш заказ готов"}
    made = await still.mobilgroup("set", request="templates", account="123", templates=[first])
    assert made == {"result": "ok", "account_id": "123", "templates": [{"result": "ok", "id": "1", **first}]}
    changes = [
        {"id": "1", "name": "Готов", "message": "Заказ ждёт"},
        {"id": "7", "name": "Чужой", "message": "Нет такого"},
        {"id": "", "name": "", "message": "Без имени"},
        {"name": "Пустой", "message": ""},
    ]
    body = await still.mobilgroup("set", request="templates", account=123, templates=changes)
    assert [each["result"] for each in body["templates"]] == [
        "ok",
        "Template_not_found",
        "Name_field_is_empty",
        "Message_field_is_empty",
    ]
    listed = await still.mobilgroup("get", request="templates", account="123", id=1)
    assert listed["data"] == [{"id": "1", "account": "123", "name": "Готов", "message": "Заказ ждёт"}]
    other = await still.mobilgroup("get", request="templates", account="124")
    assert other == {"result": "ok", "data": []}


async def test_settings_not_understood(still: Providers) -> None:
    for wrong in ({"balance": "many"}, {"attempts": 9}, {"colour": "red"}):
        assert (await still.steer("mobilgroup/settings", **wrong))[0] == 400
