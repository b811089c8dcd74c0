"""How calls go by themselves, by the ending of the called number, and by hand."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.sandbox.calldog_bench import Bench, order, running

MENU = [
    {"digit": 1, "needBlock": 1, "smsText": "Ждём вас"},
    {"digit": 2, "managerPhone": "79990000000"},
    {"digit": 3, "keyWords": "да конечно"},
    {"smsText": "Перезвоните нам"},
]


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with running() as bench:
        yield bench


@pytest.fixture
async def slow() -> AsyncIterator[Bench]:
    async with running(pace=1000.0) as bench:
        yield bench


OUTCOMES: list[tuple[str, dict[str, Any]]] = [
    ("00", {"status": "finished", "ivrDigit": None, "hangupCause": None, "cost": "0.16"}),
    ("01", {"status": "busy", "hangupCause": 17, "cost": "0", "answeredAt": None}),
    ("02", {"status": "canceled", "hangupCause": 19, "cost": "0", "answeredAt": None}),
    ("03", {"status": "finished", "ivrDigit": 1, "ivrAnswer": 1, "ivrAnswers": "1", "toBlock": 1}),
    ("04", {"status": "finished", "ivrDigit": 2, "managerStatus": "finished"}),
    ("05", {"status": "finished", "ivrDigit": 2, "managerStatus": "finished"}),
    ("06", {"status": "finished", "ivrDigit": None, "ivrAnswer": -1}),
    ("07", {"status": "finished", "hangupCause": 31, "cost": "0.04"}),
    ("55", {"status": "finished", "ivrDigit": None}),
]


@pytest.mark.parametrize(("ending", "expected"), OUTCOMES, ids=[ending for ending, _ in OUTCOMES])
async def test_the_ending_chooses_the_outcome(bench: Bench, ending: str, expected: dict[str, Any]) -> None:
    placed = await bench.create(f"799912345{ending}", ivrs=MENU)
    leg = await bench.until(placed["id"], "finished", "busy", "canceled")
    assert {name: leg[name] for name in expected} == expected
    assert leg["finishedAt"] >= leg["startedAt"] >= leg["createdAt"]


async def test_a_lost_answer_leaves_the_call_placed(bench: Bench) -> None:
    with pytest.raises(aiohttp.ClientError):
        await bench.post("create", **order(phone="79991234509"))
    (call,) = bench.twin.snapshot()["calls"]
    assert call["phone"] == "79991234509"
    (entry,) = bench.twin.journal.entries("create")
    assert (entry["status"], entry["fault"]) == (None, "lost")


async def test_every_status_is_published_in_its_order(bench: Bench) -> None:
    seen: list[str] = []
    with bench.hub.subscribe() as events:
        placed = await bench.create("79991234500")
        async for event in events:
            if event.kind == "calldog.call" and event.data["id"] == placed["id"]:
                seen.append(event.data["status"])
            if seen[-1:] == ["finished"]:
                break
    assert seen == ["created", "processed", "started", "answered", "finished"]


async def test_money_leaves_by_the_second(bench: Bench) -> None:
    placed = await bench.create("79991234500")
    await bench.until(placed["id"], "finished")
    _, user = await bench.post("userInfo")
    assert user["data"]["balance"] == "4999.84"


async def test_the_recording_is_a_real_file(bench: Bench) -> None:
    placed = await bench.create("79991234500", needRecording=1)
    assert (await bench.get(placed["id"]))["calls"][0]["recordFilePath"] is None
    leg = await bench.until(placed["id"], "finished")
    async with bench.http.get(leg["recordFilePath"]) as answer:
        raw = await answer.read()
        assert (answer.status, answer.content_type) == (200, "audio/wav")
    # RIFF header: format 1 (PCM), 1 channel, 8000 frames a second, 16 bits
    assert raw[:4] == b"RIFF"
    assert raw[20:28] == b"\x01\x00\x01\x00\x40\x1f\x00\x00"
    assert raw[34:36] == b"\x10\x00"


async def test_a_person_leads_the_call_by_hand(slow: Bench) -> None:
    placed = await slow.create("79991234501", ivrs=MENU)
    path = f"calls/{placed['id']}/act"
    _, call = await slow.steer(path, action="answer")
    assert (call["status"], call["outcome"]) == ("answered", "by_hand")
    _, call = await slow.steer(path, action="digit", digit=2)
    assert (call["ivrDigit"], call["managerPhone"], call["managerStatus"]) == (2, "79990000000", "answered")
    _, call = await slow.steer(path, action="say", word="Конечно")
    assert (call["ivrDigit"], call["ivrAnswer"], call["ivrAnswers"]) == (3, "Конечно", "2,Конечно")
    _, call = await slow.steer(path, action="hangup")
    assert (call["status"], call["managerStatus"]) == ("finished", "finished")
    status, body = await slow.steer(path, action="hangup")
    assert (status, body) == (409, {"error": "the call is over: finished"})


BY_HAND: list[tuple[dict[str, Any], str]] = [
    ({"action": "busy"}, "busy"),
    ({"action": "no_answer"}, "canceled"),
    ({"action": "hangup"}, "canceled"),
    ({"action": "voicemail"}, "finished"),
    ({"action": "digit", "digit": 0}, "answered"),
]


@pytest.mark.parametrize(("act", "status"), BY_HAND, ids=[str(act["action"]) for act, _ in BY_HAND])
async def test_each_act_on_a_fresh_call(slow: Bench, act: dict[str, Any], status: str) -> None:
    placed = await slow.create("79991234500")
    code, call = await slow.steer(f"calls/{placed['id']}/act", **act)
    assert (code, call["status"]) == (200, status)


async def test_acts_not_understood(slow: Bench) -> None:
    placed = await slow.create("79991234500")
    path = f"calls/{placed['id']}/act"
    for wrong in (
        {"action": "sing"},
        {"action": "digit"},
        {"action": "digit", "digit": 12},
        {"action": "say"},
    ):
        assert (await slow.steer(path, **wrong))[0] == 400
    assert (await slow.steer("calls/1/act", action="answer"))[0] == 404
    await slow.steer(path, action="answer")
    assert (await slow.steer(path, action="busy"))[0] == 409


async def test_a_planned_call_keeps_its_time(bench: Bench) -> None:
    placed = await bench.create("79991234500", plannedAt=2_000_000_000)
    other = await bench.create("79991234500")
    await bench.until(other["id"], "finished")
    assert (await bench.get(placed["id"]))["calls"][0]["status"] == "created"
