"""What the twin answers when all is well: shapes and the ways to send parameters."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.sandbox.calldog_bench import CALLER_ID, KEY, RECORD, Bench, order, running


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with running(pace=1.0) as bench:
        yield bench


async def test_create_answers_an_array_as_the_emulator_shows_it(bench: Bench) -> None:
    status, body = await bench.post("create", **order(phones=["79991234500", "79991234501"]))
    assert (status, body["status"]) == (200, "success")
    first, second = body["data"]
    assert [first["phone"], second["phone"]] == ["79991234500", "79991234501"]
    assert isinstance(first["id"], int)
    assert first["apiCallId"] == first["id"] != second["id"]
    assert (first["cost"], first["ivrAnswers"], first["toBlock"]) == ("0", "", 0)
    assert first["needRecording"] == 0
    assert "status" not in first


async def test_get_answers_objects_with_their_calls(bench: Bench) -> None:
    placed = await bench.create("79991234500")
    answer = await bench.get(placed["id"])
    assert answer["id"] == placed["id"]
    assert (answer["timeout"], answer["tagList"], answer["prevCallId"]) == (30, "", None)
    (leg,) = answer["calls"]
    assert (leg["status"], leg["phone"], leg["cost"]) == ("created", "79991234500", "0")
    assert leg["id"] != placed["id"]
    assert "ivrAnswer" not in leg


async def test_get_takes_ids_in_the_query_string_and_as_text(bench: Bench) -> None:
    placed = await bench.create("79991234500")
    _, body = await bench.send("POST", f"apiCalls/get?apiCallIdList[]={placed['id']}", json={"apiKey": KEY})
    assert [item["id"] for item in body["data"]] == [placed["id"]]
    _, body = await bench.post("get", apiCallIdList=[str(placed["id"]), 1])
    assert [item["id"] for item in body["data"]] == [placed["id"]]


async def test_create_takes_a_form_nested_as_php_does_it(bench: Bench) -> None:
    form = [
        ("phones[]", "79991234500"),
        ("phones[]", "79991234501"),
        ("outgoingPhone", CALLER_ID),
        ("record[text]", "Ваш заказ готов"),
        ("record[gender]", "1"),
        ("ivrs[0][digit]", "1"),
        ("ivrs[0][managerPhone]", "79990000000"),
        ("ivrs[1][digit]", ""),
        ("ivrs[1][smsText]", "Перезвоните"),
    ]
    status, body = await bench.send("POST", f"apiCalls/create?apiKey={KEY}", data=form)
    assert (status, len(body["data"])) == (200, 2)
    call = bench.twin.snapshot()["calls"][0]
    assert call["text"] == "Ваш заказ готов"
    assert [block["digit"] for block in call["ivrs"]] == [1, None]


async def test_words_leave_escaped(bench: Bench) -> None:
    url = f"{bench.root}/calldog/apiCalls/getRecords"
    async with bench.http.post(url, json={"apiKey": KEY}) as answer:
        raw = await answer.read()
        body = await answer.json()
    assert raw.isascii()
    assert [(item["id"], item["name"]) for item in body["data"]] == [(RECORD, "Запись")]


async def test_account_phones_and_languages(bench: Bench) -> None:
    _, user = await bench.post("userInfo")
    assert user["data"] == {"id": 31298, "balance": "5000.00"}
    _, confirmed = await bench.post("getPhones")
    assert all(phone["enable"] for phone in confirmed["data"])
    _, every = await bench.post("getPhones", all=True)
    assert [phone["enable"] for phone in every["data"]] == [True, True, False]
    status, languages = await bench.send("GET", f"apiCalls/getAvailableLanguages?apiKey={KEY}")
    assert status == 200
    assert "ru-RU" in languages["data"]


async def test_duty_phone_and_language(bench: Bench) -> None:
    await bench.create("79991234500", outgoingPhone=None, dutyPhone=1, lang="ru-RU")
    assert bench.twin.snapshot()["calls"][0]["outgoingPhone"] == CALLER_ID


async def test_confirm_phone(bench: Bench) -> None:
    path = "apiVerificationPhones/confirmPhone"
    status, body = await bench.send("POST", path, json={"apiKey": KEY, "phone": "79991234500"})
    assert (status, body["data"]["phone"]) == (200, "79991234500")
    status, body = await bench.send("POST", path, json={"apiKey": KEY})
    assert (status, list(body["data"])) == (422, ["phone", "phones"])


async def test_a_text_is_generated_for_forty_kopecks(bench: Bench) -> None:
    await bench.create("79991234500", record={"text": "Ваш заказ готов"})
    _, user = await bench.post("userInfo")
    assert user["data"]["balance"] == "4999.60"


async def test_the_journal_masks_the_key(bench: Bench) -> None:
    await bench.create("79991234500")
    (entry,) = bench.twin.journal.entries("create")
    assert (entry["status"], entry["request"]["phone"]) == (200, "79991234500")
    assert KEY not in str(entry)


async def test_a_long_answer_is_shortened_in_the_journal(bench: Bench) -> None:
    phones = [f"7999{number:07}" for number in range(100, 200)]
    status, body = await bench.post("create", **order(phones=[p for p in phones if p[-2:] not in ("08", "09")]))
    assert (status, len(body["data"])) == (200, 98)
    (entry,) = bench.twin.journal.entries("create")
    assert len(entry["answer"]["data"]) == 21


async def test_planned_calls_wait_and_can_be_withdrawn(bench: Bench) -> None:
    placed = await bench.create("79991234500", plannedAt=2_000_000_000)
    status, body = await bench.post("remove", idList=[placed["id"], 7])
    assert status == 200
    assert body["data"][0]["calls"][0]["status"] == "canceled"
    assert body["data"][1]["status"] == "error"
    status, body = await bench.post("remove", idList=[placed["id"]])
    assert (status, body["data"]["message"]) == (400, "Звонок уже начат.")


async def test_multipart_create_is_read_too(bench: Bench) -> None:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in {
        "apiKey": KEY,
        "phone": "79991234500",
        "dutyPhone": "1",
        "record[id]": str(RECORD),
    }.items():
        form.add_field(name, value)
    status, body = await bench.send("POST", "apiCalls/create", data=form)
    assert (status, body["data"][0]["phone"]) == (200, "79991234500")
