from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.provider import FakeProvider
from tests.support.people import ANNA, IVAN, MARIA, OLEG, OLGA
from tests.support.stage import Someone, Stage, open_stage


@pytest.fixture
def services() -> list[FakeProvider]:
    """The providers that are set up, the usual one first."""
    return [FakeProvider()]


@pytest.fixture
async def stage(tmp_path: Path, services: list[FakeProvider]) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path, lambda: services) as stage:
        yield stage


@pytest.fixture
async def anna(stage: Stage) -> Someone:
    return await stage.let_in(ANNA)


@pytest.fixture
async def oleg(stage: Stage) -> Someone:
    return await stage.let_in(OLEG)


@pytest.fixture
async def maria(stage: Stage) -> Someone:
    return await stage.let_in(MARIA)


@pytest.fixture
async def olga(stage: Stage) -> Someone:
    return await stage.let_in(OLGA)


@pytest.fixture
async def ivan(stage: Stage) -> Someone:
    """A stranger."""
    return await stage.let_in(IVAN)
