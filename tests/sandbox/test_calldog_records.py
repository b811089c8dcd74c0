"""Audio records and moderation."""

import io
import wave
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox.wav import tone
from tests.sandbox.calldog_bench import KEY, RECORD, Bench, order, running


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with running() as bench:
        yield bench


def upload(content: bytes, **fields: str) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in {"apiKey": KEY, "name": "Голос", "source": "file", **fields}.items():
        form.add_field(name, value)
    form.add_field("file", io.BytesIO(content), filename="voice.wav", content_type="audio/wav; rate=8000")
    return form


async def test_a_record_from_a_text(bench: Bench) -> None:
    text = "Создание аудиоролика через API запрос"
    status, body = await bench.post("createRecord", name="Пробный", source="text", text=text, gender=0)
    assert status == 200
    record = body["data"]
    assert (record["name"], record["recordText"]) == ("Пробный", text.lower())
    assert (record["status"], record["needModeration"], record["gender"]) == ("ready", False, "0")
    assert record["cost"] == "0.4"
    async with bench.http.get(record["path"]) as answer:
        assert (await answer.read())[:4] == b"RIFF"


async def test_a_record_from_a_file(bench: Bench) -> None:
    sound = tone(1, 600)
    status, body = await bench.send("POST", "apiCalls/createRecord", data=upload(sound))
    assert (status, body["data"]["name"], body["data"]["cost"]) == (200, "Голос", "0")
    async with bench.http.get(body["data"]["path"]) as answer:
        assert await answer.read() == sound
    (entry,) = bench.twin.journal.entries("createRecord")
    assert entry["request"]["file"] == f"voice.wav (audio/wav, {len(sound)} bytes)"


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"source": "text", "text": "а"}, "name"),
    ({"name": "а", "text": "а"}, "source"),
    ({"name": "а", "source": "voice"}, "source"),
    ({"name": "а", "source": "text"}, "text"),
    ({"name": "а", "source": "text", "text": " "}, "text"),
    ({"name": "а", "source": "file"}, "file"),
    ({"name": "а", "source": "file", "file": "голос.wav"}, "file"),
    ({"name": "а", "source": "text", "text": "а", "gender": 2}, "gender"),
]


@pytest.mark.parametrize(("fields", "field"), WRONG, ids=lambda value: str(value)[:50])
async def test_a_wrong_field_of_a_record(bench: Bench, fields: dict[str, Any], field: str) -> None:
    status, body = await bench.post("createRecord", **fields)
    assert (status, list(body["data"])) == (422, [field])


def written(frames: bytes, channels: int = 1, width: int = 2, rate: int = 8000) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        file.writeframes(frames)
    return out.getvalue()


def claiming(content: bytes, at: int, size: int) -> bytes:
    return content[:at] + size.to_bytes(4, "little") + content[at + 4 :]


SECOND = written(bytes(16_000))
UNFIT = {
    "a PDF": (b"%PDF-1.7 nothing to hear", "WAV"),
    "an MP3": (b"ID3\4" + bytes(100), "WAV"),
    "only a beginning": (SECOND[:30], "размер"),
    "cut": (SECOND[:-100], "размер"),
    "more said than there": (claiming(SECOND, 4, 99_999), "размер"),
    "more samples said than there": (claiming(SECOND, 40, 99_998), "обрезанный"),
    "no format": (b"RIFF\4\0\0\0WAVE", "не читается"),
    "not PCM": (SECOND[:20] + b"\x55\0" + SECOND[22:], "не читается"),
    "stereo": (written(bytes(16_000), channels=2), "моно"),
    "48 kHz": (written(bytes(96_000), rate=48_000), "8000"),
    "8 bits": (written(bytes(8000), width=1), "16 бит"),
    "no samples": (written(b""), "без звука"),
    "too long": (written(bytes(16_000 * 601)), "600"),
}


@pytest.mark.parametrize("name", UNFIT)
async def test_a_file_that_no_line_can_play(bench: Bench, name: str) -> None:
    content, word = UNFIT[name]
    status, body = await bench.send("POST", "apiCalls/createRecord", data=upload(content))
    assert (status, list(body["data"])) == (422, ["file"])
    [said] = body["data"]["file"]
    assert said.startswith("Поле file ")
    assert word in said
    assert len(bench.twin.snapshot()["records"]) == 1


async def test_the_length_is_shown_to_the_staff_and_not_in_the_answer(bench: Bench) -> None:
    _, body = await bench.send("POST", "apiCalls/createRecord", data=upload(written(bytes(20_000))))
    assert "seconds" not in body["data"]
    assert bench.twin.snapshot()["records"][0]["seconds"] == 1.25


async def test_removing_records_is_all_or_nothing(bench: Bench) -> None:
    status, _ = await bench.post("removeRecord", idList=[RECORD, 1])
    assert status == 400
    assert len((await bench.post("getRecords"))[1]["data"]) == 1
    status, body = await bench.post("removeRecord", idList=[str(RECORD)])
    assert (status, body["data"][0]["id"]) == (200, RECORD)
    assert body["data"][0]["deletedAt"]
    assert (await bench.post("getRecords"))[1]["data"] == []
    assert (await bench.post("create", **order(phone="79991234500")))[0] == 400
    assert (await bench.post("removeRecord"))[0] == 422


async def test_a_call_with_an_unmoderated_record_starts_once_it_is_approved(bench: Bench) -> None:
    await bench.steer("settings", moderation=True)
    _, body = await bench.post("createRecord", name="Акция", source="text", text="Скидки")
    record = body["data"]
    assert (record["needModeration"], record["status"]) == (True, "")
    placed = await bench.create("79991234500", record={"id": record["id"]})
    free = await bench.create("79991234500")
    await bench.until(free["id"], "finished")
    assert (await bench.get(placed["id"]))["calls"][0]["status"] == "created"
    assert bench.twin.snapshot()["calls"][1]["held"] is True
    assert (await bench.steer(f"calls/{placed['id']}/act", action="answer"))[0] == 409
    path = f"records/{record['id']}/moderate"
    _, shown = await bench.steer(path, decision="refuse", comment="Реклама")
    assert (shown["needModeration"], shown["moderatorComment"]) == (True, "Реклама")
    _, shown = await bench.steer(path, decision="approve")
    assert (shown["needModeration"], shown["status"]) == (False, "ready")
    await bench.until(placed["id"], "finished")


async def test_a_text_with_moderation_on(bench: Bench) -> None:
    await bench.steer("settings", moderation=True)
    text = order(phone="79991234500", record={"text": "Ваш заказ готов"})
    status, body = await bench.post("create", **text)
    assert status == 400
    assert "договориться с менеджером" in body["data"]["message"]
    await bench.steer("settings", unmoderated_text="hold")
    status, body = await bench.post("create", **text)
    assert status == 200
    await bench.steer("settings", moderation=False)
    await bench.until(body["data"][0]["id"], "finished")


async def test_unmoderated_records_can_be_refused_outright(bench: Bench) -> None:
    await bench.steer("settings", moderation=True, unmoderated_record="refuse")
    _, body = await bench.post("createRecord", name="Акция", source="text", text="Скидки")
    menu = [{"digit": 1, "record": {"id": body["data"]["id"]}}]
    assert (await bench.post("create", **order(phone="79991234500", ivrs=menu)))[0] == 400


async def test_moderating_what_is_not_there(bench: Bench) -> None:
    assert (await bench.steer("records/1/moderate", decision="approve"))[0] == 404
    assert (await bench.steer(f"records/{RECORD}/moderate", decision="maybe"))[0] == 400


async def test_settings_change_all_or_nothing(bench: Bench) -> None:
    phones = [{"phone": "79932432781", "enable": False}, {"phone": "79161112233", "enable": True}]
    _, shown = await bench.steer("settings", balance="12.5", phones=phones, key="other")
    assert (shown["balance"], shown["key"], shown["phones"][0]["id"]) == ("12.50", "other", 101)
    status, body = await bench.post("getPhones", apiKey="other")
    assert (status, [phone["phone"] for phone in body["data"]]) == (200, ["79161112233"])
    wrong: list[dict[str, Any]] = [
        {"balance": "many"}, {"moderation": 1}, {"phones": ["7999"]}, {"key": ""}, {"colour": "red"},
        {"webhook_shape": []}, {"phones": 1},
    ]  # fmt: skip
    for changes in wrong:
        status, body = await bench.steer("settings", **{"balance": "1", **changes})
        assert status == 400
        assert body["error"]
    assert bench.twin.snapshot()["settings"]["balance"] == "12.50"
