"""5,000 calls that end at about the same time, one manager's chat subscribed to all of them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.telegram.limits import Limits
from tests.bench.figures import Ratio
from tests.support.deluge import Told, pour
from tests.support.indoors import house

LISTS = 250
"""Of twenty calls each."""
PROMISED = 3.0
"""Seconds until a single call's result comes meanwhile."""


async def _pour(folder: Path) -> Told:
    async with house(folder, limits=Limits()) as home:
        return await pour(home, LISTS)


def measure(folder: Path) -> tuple[list[Ratio], list[str]]:
    told = asyncio.run(_pour(folder))
    lines = [
        f"  {told.calls} calls ended, {told.counted} were told of in {len(told.messages)} messages",
        f"  {told.stale} cards show what is not true any more, {told.refused} requests were too many for Telegram",
        f"  a single call's result came {told.alone:.1f} s after its end, of {PROMISED:.0f} s promised;"
        f" {told.overtaken} messages went before it",
    ]
    return [], lines


def profile(folder: Path) -> None:
    """What takes long here is Telegram's limits."""
    measure(folder)
