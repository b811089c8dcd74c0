from collections.abc import AsyncIterator

import pytest

from tests.sandbox import services_bench
from tests.sandbox.services_bench import Services
from tests.sandbox.telegram_bench import TelegramBench, running


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramBench]:
    async with running() as bench:
        yield bench


@pytest.fixture
async def services() -> AsyncIterator[Services]:
    async with services_bench.running() as bench:
        yield bench


@pytest.fixture
async def still() -> AsyncIterator[Services]:
    """Nothing happens by itself: calls are led by hand."""
    async with services_bench.running(pace=1000.0) as bench:
        yield bench
