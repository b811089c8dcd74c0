"""Runs the jobs of the timetable, and lets them end when the bot stops."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC
from functools import partial
from typing import Any

from apscheduler.executors.base import BaseExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler

Job = tuple[Callable[[], Awaitable[object]], float]
"""And every how many seconds it runs."""


class Rounds(BaseExecutor):  # type: ignore[misc]  # APScheduler has no types
    """Runs each job as a task. APScheduler's own executor cancels them when it stops, and logs that as an error."""

    def __init__(self) -> None:
        super().__init__()
        self._tasks: set[asyncio.Task[Any]] = set()

    async def finish(self, within: float) -> None:
        """Waits so many seconds for jobs under way and cancels the rest. No job may begin any more."""
        await asyncio.sleep(0)  # APScheduler stops one turn of the loop after it was told to
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)
        left = list(self._tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _do_submit_job(self, job: Any, run_times: list[Any]) -> None:
        task = asyncio.get_running_loop().create_task(job.func(*job.args, **job.kwargs))
        self._tasks.add(task)
        task.add_done_callback(partial(self._ended, job.id))

    def _ended(self, job_id: str, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is None:
            self._run_job_success(job_id, [])
        else:
            self._run_job_error(job_id, error, error.__traceback__)


def make_scheduler(jobs: Iterable[Job], rounds: Rounds) -> AsyncIOScheduler:
    """A job that is late runs once, and never beside itself."""
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        executors={"default": rounds},
        job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
    )
    for job, seconds in jobs:
        scheduler.add_job(job, "interval", seconds=seconds)
    return scheduler
