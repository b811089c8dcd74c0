"""Who looks after audio records, and how often."""

from __future__ import annotations

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import SystemClock
from bot.jobs.records import SENDING_EVERY, WATCH_EVERY, add_record_jobs
from bot.record_cases import build_record_cases
from bot.services.providers import Providers
from storage.engine import SqlDatabase
from tests.fakes.transcoder import FakeTranscoder


def test_moderation_is_watched_and_crashes_are_settled() -> None:
    database = SqlDatabase.from_url("sqlite+aiosqlite://")
    cases = build_record_cases(database, Providers({}, ""), FakeTranscoder(), SystemClock())
    scheduler = AsyncIOScheduler()
    add_record_jobs(scheduler, cases.watch, cases.sending)
    jobs = {job.func: job.trigger.interval.total_seconds() for job in scheduler.get_jobs()}
    assert jobs == {cases.watch.sweep: WATCH_EVERY, cases.sending.sweep: SENDING_EVERY}
