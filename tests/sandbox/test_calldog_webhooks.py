"""Webhooks out: the call's status and the IVR action, as documented, with their retries."""

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.calldog_bench import Bench, Listener, running

FAST = 0.001
PARAMETERS = '{"user_parameter1": "value1", "call": "mine"}'


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    async with Listener().listening() as listener:
        yield listener


@pytest.fixture
async def bench(listener: Listener) -> AsyncIterator[Bench]:
    """Ends before whoever listens to it: a connection that comes while a server closes stays open."""
    async with running(pace=FAST) as bench:
        yield bench


async def test_each_status_is_posted_in_the_shape_of_get(bench: Bench, listener: Listener) -> None:
    placed = await bench.create("79991234500", webhookUrl=listener.url)
    bodies = [await listener.next() for _ in range(4)]
    elements = [body["data"][0] for body in bodies]
    assert {element["id"] for element in elements} == {placed["id"]}
    assert {body["status"] for body in bodies} == {"success"}
    statuses = {element["calls"][0]["status"] for element in elements}
    assert statuses == {"processed", "started", "answered", "finished"}


async def test_the_shape_seen_on_the_wire(bench: Bench, listener: Listener) -> None:
    await bench.steer("settings", webhook_shape="apiCalls")
    placed = await bench.create("79991234501", webhookUrl=listener.url)
    body = await listener.next()
    assert [element["id"] for element in body["apiCalls"]] == [placed["id"]]


async def test_three_tries_until_200() -> None:
    async with Listener(500, 202).listening() as listener, running(pace=1000.0) as still:
        # The retry's minute runs at the sandbox's pace, so the call is led by hand and the sender made fast.
        still.twin.webhooks.retry_after = 0.01
        placed = await still.create("79991234500", webhookUrl=listener.url)
        await still.steer(f"calls/{placed['id']}/act", action="hangup")
        bodies = [await listener.next() for _ in range(3)]
        assert bodies[0] == bodies[1] == bodies[2]
        call = await _sent(still, placed["id"])
        assert (call["webhookTry"], call["webhookSent"]) == (3, 1)


async def test_after_three_tries_it_gives_up() -> None:
    async with Listener(*[500] * 9).listening() as listener, running(pace=1000.0) as still:
        still.twin.webhooks.retry_after = 0.01
        placed = await still.create("79991234500", webhookUrl=listener.url)
        path = f"calls/{placed['id']}/act"
        await still.steer(path, action="hangup")
        for _ in range(3):
            await listener.next()
        other = await still.create("79991234501", webhookUrl=listener.url)
        await still.steer(f"calls/{other['id']}/act", action="hangup")
        assert (await listener.next())["data"][0]["id"] == other["id"]
        call = await still.get(placed["id"])
        assert (call["webhookTry"], call["webhookSent"]) == (3, 0)


async def test_an_address_where_nobody_listens_harms_nothing(bench: Bench) -> None:
    placed = await bench.create("79991234500", webhookUrl="http://127.0.0.1:9/hook")
    await bench.until(placed["id"], "finished")


async def test_a_pressed_digit_is_posted_with_own_parameters(bench: Bench, listener: Listener) -> None:
    block = {"digit": 1, "webhookUrl": listener.url, "webhookParameters": PARAMETERS}
    await bench.create("79991234503", ivrs=[block])
    body = await listener.next()
    assert body == {"user_parameter1": "value1", "call": {"phone": "79991234503", "answer": 1}}


async def test_staying_on_the_line_and_a_word_are_posted(listener: Listener) -> None:
    async with running(pace=1000.0) as still:
        menu = [{"webhookUrl": listener.url}, {"digit": 5, "keyWords": "да", "webhookUrl": listener.url}]
        placed = await still.create("79991234500", ivrs=menu)
        path = f"calls/{placed['id']}/act"
        await still.steer(path, action="digit", digit=-1)
        assert (await listener.next())["call"]["answer"] == -1
        await still.steer(path, action="say", word="да")
        assert (await listener.next())["call"]["answer"] == "да"


async def _sent(bench: Bench, call_id: int) -> dict[str, object]:
    """Returns the call once its webhook is delivered: the count is written after the listener's answer."""
    for _ in range(50):
        call = await bench.get(call_id)
        if call["webhookSent"]:
            return call
    raise AssertionError("never sent")
