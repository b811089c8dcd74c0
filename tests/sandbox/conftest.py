from collections.abc import AsyncIterator

import pytest

from tests.sandbox import providers_bench
from tests.sandbox.providers_bench import Providers
from tests.sandbox.telegram_bench import TelegramBench, running


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramBench]:
    async with running() as bench:
        yield bench


@pytest.fixture
async def providers() -> AsyncIterator[Providers]:
    async with providers_bench.running() as bench:
        yield bench


@pytest.fixture
async def still() -> AsyncIterator[Providers]:
    """A sandbox in which nothing happens by itself: calls are led by hand."""
    async with providers_bench.running(pace=1000.0) as bench:
        yield bench
