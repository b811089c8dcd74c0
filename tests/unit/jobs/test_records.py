"""Who looks after audio records, and how often."""

from __future__ import annotations

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import SystemClock
from bot.jobs.schedule import SENDING_EVERY, WATCH_EVERY, add_record_jobs
from bot.services.providers import Providers
from bot.services.records.listing import Listings
from bot.services.records.sending import SettleSending
from bot.services.records.watching import WatchRecords
from storage.engine import SqlDatabase


def test_moderation_is_watched_and_crashes_are_settled() -> None:
    database = SqlDatabase.from_url("sqlite+aiosqlite://")
    providers, clock = Providers({}, ""), SystemClock()
    watch = WatchRecords(database, providers, Listings(database, providers, clock), clock)
    sending = SettleSending(database, providers, clock)
    scheduler = AsyncIOScheduler()
    add_record_jobs(scheduler, watch, sending)
    jobs = {job.func: job.trigger.interval.total_seconds() for job in scheduler.get_jobs()}
    assert jobs == {watch.sweep: WATCH_EVERY, sending.sweep: SENDING_EVERY}
