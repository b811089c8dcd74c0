"""Who looks after audio records, and how often. What a crash cut off is settled with the calls."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.jobs.schedule import WATCH_EVERY, add_quiet_jobs


async def nothing() -> None:
    pass


async def watched() -> None:
    pass


def test_moderation_is_watched() -> None:
    idle, watch = (cast(Any, SimpleNamespace(sweep=sweep)) for sweep in (nothing, watched))
    scheduler = AsyncIOScheduler()
    add_quiet_jobs(scheduler, idle, idle, idle, watch)
    jobs = {job.func: job.trigger.interval.total_seconds() for job in scheduler.get_jobs()}
    assert jobs[watched] == WATCH_EVERY
