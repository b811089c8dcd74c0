"""The timetable."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.jobs.rounds import Rounds
from bot.services.money import WatchBalances
from bot.services.records.watching import WatchRecords
from bot.services.release_waiting import ReleaseWaiting
from bot.services.sweeps import CloseOverdue, FindLost, ForgetOld, SettleStranded
from bot.services.track_calls import TrackCalls
from bot.telegram.inbox import LEASE, Inbox

STRANDED_EVERY = 3.0
OVERDUE_EVERY = 60.0
WAITING_EVERY = 5.0
LOST_EVERY = 15.0
FORGET_EVERY = 3600.0
BALANCES_EVERY = 900.0
WATCH_EVERY = 20.0
RENEW_EVERY = LEASE.total_seconds() / 3
BEAT_EVERY = 10.0
CLEAR_EVERY = 3600.0

Job = tuple[Callable[[], Awaitable[object]], float]
"""And every how many seconds it runs."""


def make_scheduler(
    poll_interval: float,
    track: TrackCalls,
    stranded: SettleStranded,
    overdue: CloseOverdue,
    waiting: ReleaseWaiting,
    rounds: Rounds | None = None,
) -> AsyncIOScheduler:
    """A job that is late runs once, and never beside itself. `rounds` run the jobs."""
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        executors={"default": rounds or Rounds()},
        job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
    )
    _add(
        scheduler,
        (track.poll, poll_interval),
        (stranded.sweep, STRANDED_EVERY),
        (overdue.sweep, OVERDUE_EVERY),
        (waiting.sweep, WAITING_EVERY),
    )
    return scheduler


def add_quiet_jobs(
    scheduler: AsyncIOScheduler, find_lost: FindLost, forget: ForgetOld, balances: WatchBalances, watch: WatchRecords
) -> None:
    _add(
        scheduler,
        (find_lost.sweep, LOST_EVERY),
        (forget.sweep, FORGET_EVERY),
        (balances.sweep, BALANCES_EVERY),
        (watch.sweep, WATCH_EVERY),
    )


def add_update_jobs(scheduler: AsyncIOScheduler, inbox: Inbox, *, shared: bool, webhook: bool) -> None:
    """`shared`: other processes may handle updates from the same database."""
    _add(scheduler, (inbox.clear, CLEAR_EVERY))
    if shared:
        _add(scheduler, (inbox.renew, RENEW_EVERY))
    if webhook:
        _add(scheduler, (inbox.beat, BEAT_EVERY))


def _add(scheduler: AsyncIOScheduler, *jobs: Job) -> None:
    for job, seconds in jobs:
        scheduler.add_job(job, "interval", seconds=seconds)
