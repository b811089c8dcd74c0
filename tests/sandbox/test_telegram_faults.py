"""Faults on the Bot API, events, waiting, reset."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from tests.sandbox.telegram_bench import ANNA, OLEG, PATIENCE, TelegramBench


async def schedule(telegram: TelegramBench, **fault: Any) -> None:
    await telegram.api("POST", "faults", **{"target": "telegram", "operation": "sendMessage", **fault})


async def texts(telegram: TelegramBench) -> list[str]:
    return [message["text"] for message in (await telegram.transcript(ANNA))[1:]]


async def test_429_then_well(telegram: TelegramBench) -> None:
    await telegram.begun()
    await schedule(telegram, kind="429", retry_after=7, times=2)
    for _ in range(2):
        status, answer = await telegram.call("sendMessage", chat_id=ANNA, text="x")
        assert (status, answer["parameters"]) == (429, {"retry_after": 7})
    await telegram.ok("sendMessage", chat_id=ANNA, text="y")
    assert await texts(telegram) == ["y"]


@pytest.mark.parametrize("applied", [False, True])
@pytest.mark.parametrize("kind", ["reset", "cut"])
async def test_a_lost_answer(telegram: TelegramBench, kind: str, applied: bool) -> None:
    await telegram.begun()
    await schedule(telegram, kind=kind, applied=applied)
    with pytest.raises(aiohttp.ClientError):
        await telegram.call("sendMessage", chat_id=ANNA, text="x")
    assert await texts(telegram) == (["x"] if applied else [])
    (entry,) = await telegram.api("GET", "requests?target=telegram&operation=sendMessage")
    assert (entry["fault"], entry["status"]) == (kind, None if kind == "reset" else 200)


@pytest.mark.parametrize(
    ("fault", "status", "beginning"),
    [
        ({"kind": "status", "status": 500}, 500, '{"ok":false,"error_code":500'),
        ({"kind": "status", "status": 502}, 502, "<html>"),
        ({"kind": "status", "status": 400, "body": "no"}, 400, "no"),
        ({"kind": "invalid_json"}, 200, '{"ok":true,"result":{'),
        ({"kind": "body", "body": "[]"}, 200, "[]"),
    ],
)
async def test_other_answers(telegram: TelegramBench, fault: dict[str, Any], status: int, beginning: str) -> None:
    await telegram.begun()
    await schedule(telegram, **fault)
    async with telegram.http.post(telegram.url("sendMessage"), data={"chat_id": ANNA, "text": "x"}) as answer:
        assert answer.status == status
        assert (await answer.text()).startswith(beginning)


async def test_a_hanging_request_is_released(telegram: TelegramBench) -> None:
    await telegram.begun()
    await schedule(telegram, kind="hang", applied=True)
    seq = telegram.sandbox.hub.seq
    task = asyncio.create_task(telegram.call("sendMessage", chat_id=ANNA, text="x"))
    async with asyncio.timeout(PATIENCE):
        while await texts(telegram) != ["x"]:
            seq = (await telegram.api("GET", f"wait?after={seq}&timeout={PATIENCE}"))["seq"]
    assert not task.done()
    await telegram.api("DELETE", "faults")
    with pytest.raises(aiohttp.ClientError):
        await asyncio.wait_for(task, PATIENCE)


async def test_a_fault_for_one_chat_only(telegram: TelegramBench) -> None:
    await telegram.begun()
    await telegram.begun(OLEG)
    await schedule(telegram, kind="status", status=500, chat_id=OLEG)
    await telegram.ok("sendMessage", chat_id=ANNA, text="x")
    assert (await telegram.call("sendMessage", chat_id=OLEG, text="x"))[0] == 500


async def test_a_fault_that_is_not_known(telegram: TelegramBench) -> None:
    refused = await telegram.api("POST", "faults", expect=400, target="telegram", kind="flood")
    assert refused["error"].startswith("kind:")


async def test_events_are_streamed_from_where_one_left(telegram: TelegramBench) -> None:
    await telegram.begun()
    seq = telegram.sandbox.hub.seq
    await telegram.ok("sendMessage", chat_id=ANNA, text="раз")
    async with telegram.http.get(f"{telegram.root}/api/events?after={seq}") as stream:
        await telegram.ok("sendMessage", chat_id=ANNA, text="два")
        shown: list[str] = []
        async with asyncio.timeout(PATIENCE):
            while len(shown) < 2:
                line = (await stream.content.readline()).decode()
                if line.startswith("data: "):
                    event = json.loads(line.removeprefix("data: "))
                    if event["kind"] == "message.new":
                        shown.append(event["data"]["message"]["html"])
    assert shown == ["раз", "два"]


async def test_a_listener_that_falls_behind_is_told_to_reload(telegram: TelegramBench) -> None:
    hub = telegram.sandbox.hub
    with hub.subscribe() as slow:
        for _ in range(1_001):
            hub.publish("typing", {})
        assert (await anext(slow)).kind == "reload"
    with hub.subscribe(after=0) as late:
        assert (await anext(late)).kind == "reload"


async def test_waiting_ends_with_the_next_event(telegram: TelegramBench) -> None:
    seq = telegram.sandbox.hub.seq
    waiting = asyncio.create_task(telegram.api("GET", f"wait?after={seq}&timeout=30"))
    await telegram.write(ANNA, "x")
    assert (await asyncio.wait_for(waiting, PATIENCE))["seq"] > seq
    assert (await telegram.api("GET", "wait?after=0&timeout=30"))["seq"] > 0
    seq = telegram.sandbox.hub.seq
    assert await telegram.api("GET", f"wait?after={seq}&timeout=0.01") == {"seq": seq}


async def test_reset_keeps_the_numbers_going(telegram: TelegramBench) -> None:
    await telegram.begun()
    waiting = asyncio.create_task(telegram.updates(timeout=30))
    seq, last = telegram.sandbox.hub.seq, (await telegram.write(ANNA, "x"))["update_id"]
    await asyncio.wait_for(waiting, PATIENCE)
    await telegram.api("POST", "people", first_name="Пётр")
    await telegram.ok("setMyCommands", commands=[{"command": "call", "description": "Позвонить"}])
    await telegram.api("POST", "reset")
    state = await telegram.api("GET", "state")
    assert state["seq"] > seq
    assert [person["id"] for person in state["people"]] == [*range(1001, 1009)]
    assert state["commands"][str(ANNA)][str(ANNA)] == [{"command": "call", "description": "Позвонить"}]
    assert not any(state["messages"].values())
    assert await telegram.updates() == []
    assert (await telegram.write(ANNA, "x"))["update_id"] > last


async def test_what_the_simulation_api_refuses(telegram: TelegramBench) -> None:
    messages = f"chats/{ANNA}/messages"
    await telegram.api("POST", messages, expect=404, **{"from": 7, "text": "x"})
    await telegram.api("POST", messages, expect=400, **{"from": OLEG, "text": "x"})
    await telegram.api("POST", messages, expect=400, **{"from": ANNA, "text": " "})
    await telegram.api("POST", "chats/77/messages", expect=404, **{"from": ANNA, "text": "x"})
    await telegram.api("POST", "people", expect=400, id=ANNA, first_name="x")
    await telegram.api("GET", "requests?target=fax", expect=400)
    await telegram.api("GET", "nothing", expect=404)
