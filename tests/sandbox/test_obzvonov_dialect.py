"""Where Программа обзвонов differs from CallDog."""

from typing import Any

import aiohttp
import pytest

from bot.sandbox.obzvonov import ObzvonovTwin
from tests.sandbox.calldog_bench import Listener
from tests.sandbox.providers_bench import Providers, all_over

CALL = {"dutyPhone": 1, "record": {"id": 2_689_342}}
LEG = {
    *("phone", "ivrDigit", "startedAt", "answeredAt", "managerStartedAt", "managerAnsweredAt", "finishedAt", "toBlock"),
    *("status", "hangupCause", "managerStatus", "recordFilePath", "cost", "createdAt", "updatedAt", "ivrAnswers"),
}
OVER = all_over("finished", "busy", "canceled")


async def test_create_and_get_name_the_documented_fields_only(providers: Providers) -> None:
    status, body = await providers.obzvonov("create", phone="79991234503", **CALL)
    assert (status, set(body["data"][0])) == (200, {"id", "phone", "createdAt"})
    await providers.until("obzvonov", OVER)
    _, found = await providers.obzvonov("get", apiCallIdList=[body["data"][0]["id"]])
    (element,) = found["data"]
    assert set(element) == {"id", "createdAt", "needRecording", "plannedAt", "calls"}
    assert set(element["calls"][0]) == LEG
    assert (element["calls"][0]["status"], element["calls"][0]["ivrDigit"]) == ("finished", 1)


async def test_get_without_ids_is_all_calls(providers: Providers) -> None:
    for phone in ("79991234500", "79991234501"):
        await providers.obzvonov("create", phone=phone, **CALL)
    _, body = await providers.obzvonov("get")
    assert [each["calls"][0]["phone"] for each in body["data"]] == ["79991234500", "79991234501"]
    assert (await providers.state("calldog"))["calls"] == []


async def test_a_lost_answer_is_found_again(providers: Providers) -> None:
    with pytest.raises(aiohttp.ClientError):
        await providers.obzvonov("create", phone="79991234509", **CALL)
    _, body = await providers.obzvonov("get")
    assert [each["calls"][0]["phone"] for each in body["data"]] == ["79991234509"]


ENDINGS: list[tuple[str, dict[str, Any]]] = [
    ("00", {"status": "finished", "ivrDigit": None}),
    ("01", {"status": "busy", "hangupCause": 17}),
    ("02", {"status": "canceled"}),
    ("04", {"ivrDigit": 2}),
    ("05", {"managerStatus": "finished"}),
    ("06", {"ivrAnswers": "-1"}),
    ("07", {"status": "finished", "hangupCause": 31}),
]


@pytest.mark.parametrize(("ending", "expected"), ENDINGS, ids=[ending for ending, _ in ENDINGS])
async def test_endings(providers: Providers, ending: str, expected: dict[str, Any]) -> None:
    menu = [{"digit": 2, "managerPhone": "79990000000", "record": {"text": "Соединяем"}}]
    record = {"text": "Здравствуйте"}
    await providers.obzvonov("create", phone=f"799912345{ending}", dutyPhone=1, record=record, ivrs=menu)
    await providers.until("obzvonov", OVER)
    _, body = await providers.obzvonov("get")
    leg = body["data"][0]["calls"][0]
    assert {name: leg[name] for name in expected} == expected


async def test_the_eighth_ending_is_refused_alone_or_among_others(providers: Providers) -> None:
    status, body = await providers.obzvonov("create", phone="79991234508", **CALL)
    assert (status, body["status"]) == (400, "error")
    _, body = await providers.obzvonov("create", phones=["79991234508", "79991234500"], **CALL)
    assert body["data"][0]["status"] == "error"
    assert "status" not in body["data"][1]


async def test_a_record_is_made_moderated_and_removed_by_one_id(providers: Providers) -> None:
    await providers.steer("obzvonov/settings", moderation=True)
    _, body = await providers.obzvonov("createRecord", name="Заказ", source="text", text="Ваш заказ готов")
    record = body["data"]
    assert set(record) == {
        *("id", "createdAt", "needModeration", "moderatorComment", "name", "path", "status", "recordText"),
    }
    assert (record["needModeration"], record["status"]) == (True, "")
    await providers.obzvonov("create", phone="79991234500", dutyPhone=1, record={"id": record["id"]})
    assert (await providers.state("obzvonov"))["calls"][0]["held"] is True
    await providers.steer(f"obzvonov/records/{record['id']}/moderate", decision="approve")
    await providers.until("obzvonov", OVER)
    assert (await providers.obzvonov("removeRecord", idList=[record["id"]]))[0] == 422
    _, body = await providers.obzvonov("removeRecord", id=record["id"])
    assert body["data"]["deletedAt"] >= record["createdAt"]
    assert "recordText" not in body["data"]
    assert (await providers.obzvonov("removeRecord", id=record["id"]))[0] == 400


@pytest.mark.parametrize("operation", ["getPhones", "getAvailableLanguages", "getRecords", "remove"])
async def test_newer_operations_are_unknown(providers: Providers, operation: str) -> None:
    assert (await providers.obzvonov(operation))[0] == 404


async def test_a_language_is_not_a_parameter(providers: Providers) -> None:
    assert (await providers.obzvonov("create", phone="79991234500", lang="nonsense", **CALL))[0] == 200


@pytest.mark.parametrize("wrong", [{"recognize": 2}, {"ivrs": [{"digit": 1, "recognize": "yes"}]}])
async def test_recognize_is_nought_or_one(providers: Providers, wrong: dict[str, Any]) -> None:
    status, body = await providers.obzvonov("create", phone="79991234500", **{**CALL, **wrong})
    assert (status, body["status"]) == (422, "error")


@pytest.mark.parametrize(("recognize", "status"), [(0, 409), (1, 200)])
async def test_words_are_heard_only_when_asked_for(still: Providers, recognize: int, status: int) -> None:
    menu = [{"keyWords": "да", "record": {"text": "Спасибо"}}]
    _, body = await still.obzvonov("create", phone="79991234500", recognize=recognize, ivrs=menu, **CALL)
    path = f"obzvonov/calls/{body['data'][0]['id']}/act"
    assert (await still.steer(path, action="say", word="да"))[0] == status


async def test_a_webhook_is_repeated_until_it_is_taken(still: Providers) -> None:
    twin = still.sandbox.providers["obzvonov"]
    assert isinstance(twin, ObzvonovTwin)
    twin.webhooks.retry_after = 0.01
    async with Listener(*[500] * 5).listening() as listener:
        _, body = await still.obzvonov("create", phone="79991234500", webhookUrl=listener.url, **CALL)
        await still.steer(f"obzvonov/calls/{body['data'][0]['id']}/act", action="hangup")
        bodies = [await listener.next() for _ in range(6)]
    assert bodies[0] == bodies[5]
    assert set(bodies[0]["data"][0]) == {"id", "createdAt", "needRecording", "plannedAt", "calls"}


async def test_answers_as_the_documents_print_them(providers: Providers) -> None:
    await providers.steer("obzvonov/settings", answer_shape="bare")
    _, user = await providers.obzvonov("userInfo")
    assert set(user) == {"id", "balance"}
    _, placed = await providers.obzvonov("create", phone="79991234500", **CALL)
    _, found = await providers.obzvonov("get", apiCallIdList=[placed["id"]])
    assert found["calls"][0]["phone"] == "79991234500"


async def test_a_wrong_key_and_a_masked_one(providers: Providers) -> None:
    assert (await providers.obzvonov("userInfo", apiKey="wrong"))[0] == 401
    (entry,) = await providers.journal("obzvonov", "userInfo")
    assert entry["request"] == {"apiKey": "***"}


async def test_a_redial_is_a_new_call(still: Providers) -> None:
    _, body = await still.obzvonov("create", phone="79991234501", **CALL)
    path = f"obzvonov/calls/{body['data'][0]['id']}/act"
    assert (await still.steer(path, action="redial"))[0] == 409
    await still.steer(path, action="busy")
    _, again = await still.steer(path, action="redial")
    assert again["status"] == "created"
    _, everything = await still.obzvonov("get")
    assert [each["calls"][0]["status"] for each in everything["data"]] == ["busy", "created"]
