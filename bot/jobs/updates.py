"""Looking after Telegram's updates while they wait for their handling, and after it."""

from __future__ import annotations

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.telegram.inbox import LEASE, Inbox

RENEW_EVERY = LEASE.total_seconds() / 3
BEAT_EVERY = 10.0
CLEAR_EVERY = 3600.0


def add_update_jobs(scheduler: AsyncIOScheduler, inbox: Inbox, *, shared: bool, webhook: bool) -> None:
    """`shared`: other processes may handle updates from the same database."""
    scheduler.add_job(inbox.clear, "interval", seconds=CLEAR_EVERY)
    if shared:
        scheduler.add_job(inbox.renew, "interval", seconds=RENEW_EVERY)
    if webhook:
        scheduler.add_job(inbox.beat, "interval", seconds=BEAT_EVERY)
