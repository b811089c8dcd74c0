"""The CPU time of one poll of 10,000 open calls, and what a million ended ones behind them change in it.

All of the process counts: the event loop's thread and the database's.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from bot import garbage
from bot.providers.registry import build_providers
from bot.services.providers import Providers
from bot.services.track_calls import TrackCalls
from bot.settings import given
from storage.engine import SqlDatabase
from tests.bench.figures import Ratio, middle
from tests.bench.filling import filled
from tests.bench.poll_stub import FIRST_ID
from tests.bench.processes import Server, server
from tests.bench.profiling import Profiled

OPEN = 10_000
ENDED = 1_000_000
BATCH = 5_000
CHANGED = 0.05
ROUNDS = 9
ROUNDS_CHANGED = 5


class Clock:
    """A clock: whenever it is moved on, every call is due."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 2, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def move_on(self) -> None:
        self._now += timedelta(seconds=400)


class Bench:
    """One database, polled by the bot's own code."""

    def __init__(self, database: SqlDatabase, root: str, clock: Clock) -> None:
        self.database = database
        self._services = build_providers(
            given(bot_token="42:t", calldog_url=root, calldog_api_key="bench-key-0123456789").providers
        )
        services = Providers(self._services.by_name, "calldog")
        self._clock = clock
        self._track = TrackCalls(database, services, clock, poll_interval=3.0)

    async def poll(self) -> None:
        self._clock.move_on()
        await self._track.poll()

    async def close(self) -> None:
        await self._services.aclose()
        await self.database.close()


def measure(folder: Path) -> tuple[list[Ratio], list[str]]:
    return asyncio.run(_measure(folder))


def profile(folder: Path) -> None:
    asyncio.run(_profile(folder))


async def _measure(folder: Path) -> tuple[list[Ratio], list[str]]:
    async with AsyncExitStack() as stack:
        stub = stack.enter_context(server("tests.bench.poll_stub", str(OPEN)))
        bare = await stack.enter_async_context(httpx.AsyncClient(trust_env=False, timeout=60))
        fresh = await _opened(stack, stub, folder / "fresh.sqlite3", 0)
        old = await _opened(stack, stub, folder / "old.sqlite3", ENDED)

        async def fetch() -> None:
            await _fetch_bare(bare, stub)

        garbage.collect_what_comes()  # as `python -m bot run` does; it speeds up the other side too
        for warm_up in (fresh.poll, old.poll, fetch, fresh.poll, old.poll, fetch):
            await warm_up()
        steady = [await _in_turn(fresh.poll, fetch, old.poll) for _ in range(ROUNDS)]
        changed: list[list[float]] = []
        for _ in range(ROUNDS_CHANGED):
            stub.ask("answer", count=round(OPEN * CHANGED))
            changed.append(await _in_turn(fresh.poll, fetch))
    share = f"{CHANGED:.0%}"
    return [
        _ratio(f"CPU of a poll of {OPEN:,} open calls", steady, 0, 1, 2.0),
        _ratio(f"the same, {share} of them changed", changed, 0, 1, None),
        _ratio(f"the same, {ENDED:,} ended calls behind it", steady, 2, 0, 1.1),
    ], [f"{ROUNDS} rounds in turns ({ROUNDS_CHANGED} with changes), CPU time of all threads; medians"]


async def _opened(stack: AsyncExitStack, stub: Server, file: Path, ended: int) -> Bench:
    clock = Clock()
    bench = Bench(await filled(file, clock.now(), ended, OPEN), stub.root, clock)
    stack.push_async_callback(bench.close)
    return bench


async def _fetch_bare(http: httpx.AsyncClient, stub: Server) -> None:
    for first in range(FIRST_ID, FIRST_ID + OPEN, BATCH):
        ids = [str(id_) for id_ in range(first, first + BATCH)]
        answer = await http.post(f"{stub.root}/apiCalls/get", json={"apiKey": "key", "apiCallIdList": ids})
        if len(answer.json()["data"]) != BATCH:
            raise RuntimeError("the stub answered of other calls")


async def _in_turn(*works: Callable[[], Awaitable[None]]) -> list[float]:
    """Returns the CPU seconds of each."""
    seconds: list[float] = []
    for work in works:
        started = time.process_time()
        await work()
        seconds.append(time.process_time() - started)
    return seconds


def _ratio(what: str, rounds: list[list[float]], one: int, other: int, target: float | None) -> Ratio:
    def shown(column: int) -> str:
        return f"{middle([measured[column] for measured in rounds]) * 1000:.0f} ms"

    return Ratio(what, middle([m[one] / m[other] for m in rounds]), shown(one), shown(other), target)


async def _profile(folder: Path) -> None:
    async with AsyncExitStack() as stack:
        stub = stack.enter_context(server("tests.bench.poll_stub", str(OPEN)))
        bench = await _opened(stack, stub, folder / "fresh.sqlite3", 0)
        await bench.poll()
        async with Profiled(bench.database):
            for _ in range(ROUNDS):
                await bench.poll()
