"""The timetable."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.jobs.rounds import Rounds
from bot.services.release_waiting import ReleaseWaiting
from bot.services.sweeps import CloseOverdue, FindLost, ForgetOld, SettleStranded
from bot.services.track_calls import TrackCalls

STRANDED_EVERY = 3.0
OVERDUE_EVERY = 60.0
WAITING_EVERY = 5.0
LOST_EVERY = 15.0
FORGET_EVERY = 3600.0


def make_scheduler(
    poll_interval: float,
    track: TrackCalls,
    stranded: SettleStranded,
    overdue: CloseOverdue,
    waiting: ReleaseWaiting,
    rounds: Rounds | None = None,
) -> AsyncIOScheduler:
    """Intervals in seconds. A job that is late runs once, and never beside itself. `rounds` run them."""
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        executors={"default": rounds or Rounds()},
        job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
    )
    jobs: list[tuple[Callable[[], Awaitable[object]], float]] = [
        (track.poll, poll_interval),
        (stranded.sweep, STRANDED_EVERY),
        (overdue.sweep, OVERDUE_EVERY),
        (waiting.sweep, WAITING_EVERY),
    ]
    for job, seconds in jobs:
        scheduler.add_job(job, "interval", seconds=seconds)
    return scheduler


def add_quiet_jobs(scheduler: AsyncIOScheduler, find_lost: FindLost, forget: ForgetOld) -> None:
    scheduler.add_job(find_lost.sweep, "interval", seconds=LOST_EVERY)
    scheduler.add_job(forget.sweep, "interval", seconds=FORGET_EVERY)
