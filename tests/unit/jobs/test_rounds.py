"""When the bot stops, jobs under way end, or leave without a word."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.jobs.schedule import Rounds


async def running(job: Callable[[], Awaitable[None]]) -> tuple[AsyncIOScheduler, Rounds]:
    rounds = Rounds()
    scheduler = AsyncIOScheduler(executors={"default": rounds})
    scheduler.add_job(job)
    scheduler.start()
    return scheduler, rounds


async def test_a_job_under_way_may_end(caplog: pytest.LogCaptureFixture) -> None:
    begun, may_end, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def job() -> None:
        begun.set()
        await may_end.wait()
        ended.set()

    scheduler, rounds = await running(job)
    await begun.wait()
    scheduler.shutdown(wait=False)
    asyncio.get_running_loop().call_later(0.05, may_end.set)
    await rounds.finish(60)
    assert ended.is_set()
    assert [record for record in caplog.records if record.levelno > logging.INFO] == []


async def test_one_that_takes_too_long_leaves_quietly(caplog: pytest.LogCaptureFixture) -> None:
    begun, left = asyncio.Event(), asyncio.Event()

    async def job() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            left.set()

    scheduler, rounds = await running(job)
    await begun.wait()
    scheduler.shutdown(wait=False)
    await rounds.finish(0.01)
    assert left.is_set()
    assert [record for record in caplog.records if record.levelno > logging.INFO] == []


async def test_a_job_that_fails_is_logged_and_runs_again(caplog: pytest.LogCaptureFixture) -> None:
    runs = asyncio.Queue[int]()

    async def job() -> None:
        runs.put_nowait(1)
        raise RuntimeError("a bug")

    rounds = Rounds()
    scheduler = AsyncIOScheduler(executors={"default": rounds})
    scheduler.add_job(job, "interval", seconds=0.02)
    scheduler.start()
    async with asyncio.timeout(60):
        await runs.get()
        await runs.get()
    scheduler.shutdown(wait=False)
    await rounds.finish(60)
    assert "a bug" in caplog.text
