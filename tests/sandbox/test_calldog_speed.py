"""The twin must not be what slows a test of the bot: generous bounds, an order above what was measured."""

import time

from tests.sandbox.calldog_bench import order, running


async def test_five_thousand_calls_are_asked_for_at_once() -> None:
    async with running(pace=1000.0) as bench:
        phones = [f"7999{number:05}55" for number in range(5000)]
        status, body = await bench.post("create", **order(phones=phones))
        assert status == 200
        ids = [item["id"] for item in body["data"]]
        started = time.process_time()
        _, body = await bench.post("get", apiCallIdList=ids)
        assert time.process_time() - started < 2.0
        assert len(body["data"]) == 5000


async def test_ten_thousand_calls_turn_while_the_server_answers() -> None:
    async with running(pace=0.01) as bench:
        await bench.steer("settings", balance="100000")
        for prefix in ("7999", "7998"):
            phones = [f"{prefix}{number:05}55" for number in range(5000)]
            assert (await bench.post("create", **order(phones=phones)))[0] == 200
        last = bench.twin.snapshot()["calls"][0]
        assert (await bench.until(last["id"], "finished"))["cost"] == "0.16"
        _, user = await bench.post("userInfo")
        assert user["data"]["balance"] == "98400.00"
