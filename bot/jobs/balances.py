"""Looking at the money every quarter of an hour."""

from __future__ import annotations

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.services.money import WatchBalances

BALANCES_EVERY = 900.0


def add_balance_job(scheduler: AsyncIOScheduler, balances: WatchBalances) -> None:
    scheduler.add_job(balances.sweep, "interval", seconds=BALANCES_EVERY)
