"""Looking after audio records: what moderators decided, and what a crash cut off."""

from __future__ import annotations

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.services.records.sending import SettleSending
from bot.services.records.watching import WatchRecords

WATCH_EVERY = 20.0
SENDING_EVERY = 10.0


def add_record_jobs(scheduler: AsyncIOScheduler, watch: WatchRecords, sending: SettleSending) -> None:
    scheduler.add_job(watch.sweep, "interval", seconds=WATCH_EVERY)
    scheduler.add_job(sending.sweep, "interval", seconds=SENDING_EVERY)
