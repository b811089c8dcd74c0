"""Here bot and sandbox share the test's process and nothing else; in `apart` each has a process of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.indoors import NEVER_ENDS, house
from tests.support.office import Office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A fresh bot beside a fresh sandbox; at its end no request may have been one that Telegram refuses."""
    async for office in _office(tmp_path, pace=0.05):
        yield office


@pytest.fixture
async def still(tmp_path: Path) -> AsyncIterator[Office]:
    """The same, where no call gets anywhere unless the test leads it: whatever is done meanwhile finds it going on."""
    async for office in _office(tmp_path, pace=NEVER_ENDS):
        yield office


async def _office(folder: Path, pace: float) -> AsyncIterator[Office]:
    async with house(folder, pace=pace) as home:
        yield home.office
        assert await home.office.refused_by_telegram() == [], "Telegram refused what the bot sent"
