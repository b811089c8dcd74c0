from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.provider import FakeProvider
from tests.support.world import World, open_world
from tests.unit.services.watching import Post


@pytest.fixture
def service() -> FakeProvider:
    return FakeProvider()


@pytest.fixture
async def world(tmp_path: Path, service: FakeProvider) -> AsyncIterator[World]:
    async with open_world(World, tmp_path, service) as world:
        yield world


@pytest.fixture
def post(world: World) -> Post:
    return Post(world)
