"""The twin inside the whole sandbox: faults, the journal, state, reset."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox.calldog import CalldogTwin
from bot.sandbox.server import Sandbox
from tests.sandbox.calldog_bench import PATIENCE, Bench, order, running

ORDER = order(phone="79991234500")


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    sandbox = Sandbox(pace=0.02)
    root = await sandbox.start()
    twin = sandbox.providers["calldog"]
    assert isinstance(twin, CalldogTwin)
    async with aiohttp.ClientSession() as http:
        yield Bench(sandbox.hub, sandbox.faults, twin, http, root)
    await sandbox.stop()


async def api(bench: Bench, method: str, path: str, **body: Any) -> Any:
    async with bench.http.request(method, f"{bench.root}/api/{path}", json=body or None) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.json()


async def fault(bench: Bench, **fields: Any) -> None:
    await api(bench, "POST", "faults", target="calldog", operation="create", **fields)


async def calls(bench: Bench) -> list[Any]:
    found: list[Any] = (await api(bench, "GET", "state"))["calldog"]["calls"]
    return found


@pytest.mark.parametrize("applied", [False, True])
@pytest.mark.parametrize("kind", ["reset", "cut", "invalid_json", "status", "429", "body"])
async def test_a_fault_spoils_one_answer(bench: Bench, kind: str, applied: bool) -> None:
    spoiled = '{"status": "error"}' if kind == "body" else None
    await fault(bench, kind=kind, applied=applied, status=502, body=spoiled)
    url = f"{bench.root}/calldog/apiCalls/create"
    body = {"apiKey": "sandbox-calldog-key", **ORDER}
    good = False
    try:
        async with bench.http.post(url, json=body) as answer:
            good = answer.status == 200 and (await answer.json())["status"] == "success"
    except (aiohttp.ClientError, ValueError):
        good = False
    assert not good
    assert len(await calls(bench)) == int(applied)
    (entry,) = await api(bench, "GET", "requests?target=calldog&operation=create")
    assert entry["fault"] == kind
    assert (await bench.post("create", **ORDER))[0] == 200


async def test_a_hanging_answer_is_released(bench: Bench) -> None:
    await fault(bench, kind="hang", applied=True)
    hanging = asyncio.create_task(bench.post("create", **ORDER))
    async with asyncio.timeout(PATIENCE):
        while not (made := await calls(bench)):
            pass
    assert len(made) == 1
    assert not hanging.done()
    await api(bench, "DELETE", "faults")
    with pytest.raises(aiohttp.ClientError):
        await asyncio.wait_for(hanging, PATIENCE)


async def test_reset_forgets_calls_and_never_gives_an_id_again(bench: Bench) -> None:
    old = await bench.create("79991234500")
    await api(bench, "POST", "reset")
    assert await calls(bench) == []
    new = await bench.create("79991234500")
    assert new["id"] > old["id"]
    status, body = await bench.post("get", apiCallIdList=[old["id"]])
    assert (status, body["data"]) == (200, [])


async def test_simulation_errors_are_plain(bench: Bench) -> None:
    status, body = await bench.steer("calls/1/act", action="answer")
    assert (status, body) == (404, {"error": "no call 1"})


async def test_a_wrong_pace() -> None:
    with pytest.raises(ValueError, match="pace"):
        async with running(pace=0):
            raise AssertionError(PATIENCE)
