"""Hundreds of results at once: folded for whoever is subscribed to all of them, and nobody else waits for it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain import subscriptions
from bot.telegram.limits import Limits
from tests.support.deluge import pour
from tests.support.indoors import house

LISTS = 40
"""Of twenty calls each. The bench takes 250."""
IN_THREE_SECONDS = 60
"""Messages that nobody waits for; how long Python takes for them is the machine's affair."""


async def test_a_deluge_of_results_is_folded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscriptions, "FOLDED_EVERY", timedelta(seconds=4))
    async with house(tmp_path, limits=Limits()) as home:
        told = await pour(home, LISTS)
    assert told.counted == told.calls, "each call is told of, and none twice"
    assert len(told.messages) < LISTS / 2
    assert told.stale == 0
    assert told.refused == 0, "Telegram took everything at the pace of the bot"
    assert told.overtaken < IN_THREE_SECONDS, "a single call's result does not stand in line behind them"
