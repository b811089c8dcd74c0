"""What the documents forbid is refused with HTTP 4xx, in zvonobot's own shapes, and places nothing."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.sandbox.calldog_bench import KEY, Bench, order, running

PHONE = "79991234500"


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with running(pace=1.0) as bench:
        yield bench


FIELDS: list[tuple[dict[str, Any], str]] = [
    ({"phone": None}, "phones"),
    ({"phone": None, "phones": []}, "phones"),
    ({"phones": [PHONE]}, "phone"),
    ({"phone": "9991234567"}, "phone"),
    ({"phone": "89991234567"}, "phone"),
    ({"phone": "+79991234567"}, "phone"),
    ({"phone": 79991234567}, "phone"),
    ({"phone": None, "phones": PHONE}, "phones"),
    ({"phone": None, "phones": [PHONE, "8999"]}, "phones.1"),
    ({"outgoingPhone": None}, "outgoingPhone"),
    ({"outgoingPhone": None, "dutyPhone": 0}, "outgoingPhone"),
    ({"outgoingPhone": None, "dutyPhone": 2}, "dutyPhone"),
    ({"record": None}, "record"),
    ({"record": {}}, "record.id"),
    ({"record": {"gender": 1}}, "record.text"),
    ({"record": {"id": "one"}}, "record.id"),
    ({"record": {"text": "а" * 1025}}, "record.text"),
    ({"record": {"text": "а", "gender": 2}}, "record.gender"),
    ({"needRecording": 2}, "needRecording"),
    ({"needRecording": True}, "needRecording"),
    ({"plannedAt": "завтра"}, "plannedAt"),
    ({"plannedAt": 1.5}, "plannedAt"),
    ({"webhookUrl": "http://127.0.0.1/" + "a" * 239}, "webhookUrl"),
    ({"webhookUrl": "127.0.0.1/hook"}, "webhookUrl"),
    ({"lang": "ru"}, "lang"),
    ({"lang": "xx-XX"}, "lang"),
    ({"ivrs": {"digit": 1}}, "ivrs"),
    ({"ivrs": [1]}, "ivrs.0"),
    ({"ivrs": [{"digit": 10}]}, "ivrs.0.digit"),
    ({"ivrs": [{"digit": 1}, {"digit": "1"}]}, "ivrs.1.digit"),
    ({"ivrs": [{"smsText": "а"}, {"smsText": "б"}]}, "ivrs.1.digit"),
    ({"ivrs": [{"digit": 1, "smsText": "а" * 71}]}, "ivrs.0.smsText"),
    ({"ivrs": [{"digit": 1, "needBlock": 3}]}, "ivrs.0.needBlock"),
    ({"ivrs": [{"digit": 1, "managerPhone": "100"}]}, "ivrs.0.managerPhone"),
    ({"ivrs": [{"digit": 1, "record": {"text": "а"}}]}, "ivrs.0.record.id"),
    ({"ivrs": [{"digit": 1, "webhookParameters": {"a": 1}}]}, "ivrs.0.webhookParameters"),
    ({"ivrs": [{"digit": 1, "webhookParameters": "[1]"}]}, "ivrs.0.webhookParameters"),
    ({"smartDelay": 1}, "smartDelay"),
    ({"startTime": "9:00"}, "startTime"),
]


@pytest.mark.parametrize(("changes", "field"), FIELDS, ids=lambda value: str(value)[:40])
async def test_a_wrong_field_is_named(bench: Bench, changes: dict[str, Any], field: str) -> None:
    status, body = await bench.post("create", **order(**{"phone": PHONE, **changes}))
    assert (status, body["status"]) == (422, "error")
    assert field in body["data"]
    assert all(isinstance(text, str) for text in body["data"][field])
    assert bench.twin.snapshot()["calls"] == []


MESSAGES: list[tuple[dict[str, Any], str]] = [
    ({"outgoingPhone": "78005553535"}, "не подтвержден"),
    ({"outgoingPhone": "79991111111"}, "не добавлен"),
    ({"record": {"id": 1}}, "1 не найден"),
    ({"ivrs": [{"digit": 1, "record": {"id": 1342}}]}, "1342 не найден"),
    ({"phone": "79991234508"}, "недоступен"),
]


@pytest.mark.parametrize(("changes", "words"), MESSAGES, ids=lambda value: str(value)[:40])
async def test_a_refusal_of_the_whole_order_is_a_message(bench: Bench, changes: Any, words: str) -> None:
    status, body = await bench.post("create", **order(**{"phone": PHONE, **changes}))
    assert (status, body["status"]) == (400, "error")
    assert words in body["data"]["message"]
    assert bench.twin.snapshot()["calls"] == []


async def test_one_refused_number_among_others_fails_alone(bench: Bench) -> None:
    status, body = await bench.post("create", **order(phones=[PHONE, "79991234508", "79991234501"]))
    assert (status, body["status"]) == (200, "success")
    assert [item.get("status") for item in body["data"]] == [None, "error", None]
    assert body["data"][1]["phone"] == "79991234508"
    assert len(bench.twin.snapshot()["calls"]) == 2


@pytest.mark.parametrize("key", ["wrong", "", None, 5])
async def test_a_wrong_key(bench: Bench, key: Any) -> None:
    status, body = await bench.post("userInfo", apiKey=key)
    assert (status, body) == (401, {"status": "error", "data": {"message": "Неверный API-ключ."}})


async def test_limits_hold_to_the_letter(bench: Bench) -> None:
    long_url = "http://127.0.0.1:9/" + "a" * (255 - len("http://127.0.0.1:9/"))
    blocks = [{"digit": digit, "smsText": "а" * 70} for digit in range(10)]
    text = {"text": "а" * 1024, "gender": 1}
    await bench.create(PHONE, record=text, webhookUrl=long_url, ivrs=blocks, plannedAt=2_000_000_000)


async def test_no_money(bench: Bench) -> None:
    await bench.steer("settings", balance="0.42")
    status, body = await bench.post("create", **order(phone=PHONE, record={"text": "а"}))
    assert (status, body["data"]["message"]) == (400, "Недостаточно средств на балансе.")
    assert (await bench.post("create", **order(phone=PHONE)))[0] == 200


async def test_get_needs_up_to_five_thousand_ids(bench: Bench) -> None:
    wrong_lists: list[dict[str, Any]] = [
        {}, {"apiCallIdList": []}, {"apiCallIdList": 1}, {"apiCallIdList": [1, "x"]},
    ]  # fmt: skip
    for wrong in wrong_lists:
        status, body = await bench.post("get", **wrong)
        assert (status, body["status"]) == (422, "error")
    status, body = await bench.post("get", apiCallIdList=list(range(5001)))
    assert (status, "5000" in body["data"]["message"]) == (400, True)


async def test_bodies_that_are_no_json_object(bench: Bench) -> None:
    headers = {"Content-Type": "application/json"}
    for raw in (b"{", b"[1]", b"\xff", json.dumps("text").encode()):
        status, body = await bench.send("POST", "apiCalls/create", data=raw, headers=headers)
        assert (status, body["status"]) == (400, "error")


async def test_wrong_addresses_and_methods(bench: Bench) -> None:
    assert (await bench.post("nothing"))[0] == 404
    assert (await bench.send("GET", f"apiCalls/userInfo?apiKey={KEY}"))[0] == 405
    assert (await bench.send("POST", f"apiCalls/getAvailableLanguages?apiKey={KEY}"))[0] == 405


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary="]
)
@pytest.mark.parametrize("raw", [b"", b"--y\r\n\r\n", b"--x\r\n\r\n", b"--x\r\n: \r\n\r\na\r\n--x--\r\n"])
async def test_broken_forms_are_refused_and_not_choked_on(bench: Bench, kind: str, raw: bytes) -> None:
    status, body = await bench.send("POST", "apiCalls/createRecord", data=raw, headers={"Content-Type": kind})
    assert status in (400, 401)
    assert body["status"] == "error"
