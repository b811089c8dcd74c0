"""The timetable: a job that is late still runs, once, and never beside itself."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app import App
from bot.jobs.schedule import Rounds, make_scheduler
from bot.settings import given


class Jobs:
    """Each run is counted and lasts until `done` is set."""

    def __init__(self) -> None:
        self.runs = 0
        self.at_once = 0
        self.most = 0
        self.ran = asyncio.Event()
        self.done = asyncio.Event()

    async def poll(self) -> None:
        self.runs += 1
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.ran.set()
        await self.done.wait()
        self.at_once -= 1


@pytest.fixture
def jobs() -> Jobs:
    return Jobs()


@pytest.fixture
def scheduler(jobs: Jobs) -> Any:
    return make_scheduler([(jobs.poll, 0.02)], Rounds())


def poll_of(scheduler: AsyncIOScheduler) -> Any:
    return scheduler.get_jobs()[0]


async def test_a_late_job_still_runs_and_once(jobs: Jobs, scheduler: AsyncIOScheduler) -> None:
    """By itself APScheduler drops what is over a second late, and repeats what was missed."""
    jobs.done.set()
    scheduler.start(paused=True)
    job = poll_of(scheduler)
    assert (job.misfire_grace_time, job.coalesce) == (None, True)
    job.modify(next_run_time=datetime.now(UTC) - timedelta(minutes=5))
    job.reschedule("interval", seconds=3600, start_date=datetime.now(UTC) - timedelta(hours=5))
    job.modify(next_run_time=datetime.now(UTC) - timedelta(hours=4))

    scheduler.resume()
    async with asyncio.timeout(60):
        await jobs.ran.wait()
    scheduler.shutdown(wait=False)
    await asyncio.sleep(0)
    assert jobs.runs == 1


async def test_a_job_never_runs_beside_itself(
    jobs: Jobs, scheduler: AsyncIOScheduler, caplog: pytest.LogCaptureFixture
) -> None:
    skipped = asyncio.Event()
    scheduler.add_listener(lambda _: skipped.set(), mask=2**16)  # EVENT_JOB_MAX_INSTANCES
    scheduler.start()
    async with asyncio.timeout(60):
        await jobs.ran.wait()
        await skipped.wait()
    assert (jobs.runs, jobs.most) == (1, 1)
    jobs.done.set()
    scheduler.shutdown(wait=False)


OFTEN = {
    "TrackCalls.poll": 7,
    "TellGathered.sweep": 3,
    "TellGathered.end_lists": 60,
    "App._take_up_errands": 30,
    "SettleStranded.sweep": 3,  # a person is told within ten seconds
    "ReleaseWaiting.sweep": 5,
    "FindLost.sweep": 10,
    "FindLost.ask_people": 3,
    "WatchRecords.sweep": 20,
    "CloseOverdue.sweep": 60,
    "WatchBalances.sweep": 900,
    "ForgetOld.sweep": 3600,
    "Inbox.clear": 3600,
}
SQLITE, POSTGRES = "sqlite+aiosqlite:///none.sqlite3", "postgresql+asyncpg://nobody@localhost/none"
BY_WEBHOOK = {"updates": "webhook", "public_url": "https://bot.test", "webhook_secret": "secret"}


@pytest.mark.parametrize(
    ("database", "updates", "more"),
    [
        (SQLITE, {}, {}),
        (SQLITE, BY_WEBHOOK, {"Inbox.beat": 10}),
        (POSTGRES, {}, {"Inbox.renew": pytest.approx(10 / 3, abs=0.001)}),
    ],
    ids=["polling", "webhook", "several processes"],
)
async def test_everything_that_happens_by_the_clock(
    database: str, updates: dict[str, str], more: dict[str, Any]
) -> None:
    app = App(given(bot_token="1:token", database_url=database, poll_interval=7, **updates))
    found = {job.func.__qualname__: job.trigger.interval.total_seconds() for job in app.scheduler.get_jobs()}
    assert found == OFTEN | more
    await app.bot.session.close()
