"""Here bot and sandbox share the test's process and nothing else; in `apart` each has a process of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.indoors import house
from tests.support.office import Office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A fresh bot beside a fresh sandbox; at its end no request may have been one that Telegram refuses."""
    async with house(tmp_path) as home:
        yield home.office
        assert await home.office.refused_by_telegram() == [], "Telegram refused what the bot sent"
