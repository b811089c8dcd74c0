"""One sandbox and one bot for these tests, each in its own process; every test has its own people.

They end with the tests of this folder: even an idle bot takes time from the others.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integration.storage.postgres import postgres_server
from tests.support.office import Office
from tests.support.people import ADMIN, make_database
from tests.support.processes import CALLDOG_KEY, BotProcess, Bots, SandboxProcess, database_url


@dataclass
class Town:
    sandbox: SandboxProcess
    bot: BotProcess


@pytest.fixture(scope="package")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    make_database(database_url(folder))
    sandbox = SandboxProcess(folder)
    bot = BotProcess(folder, sandbox.root, str(ADMIN))
    yield Town(sandbox, bot)
    code = bot.stop()
    sandbox.stop()
    assert code == 0, "the bot did not stop in good order"


@pytest.fixture
def shared() -> Iterator[str]:
    """The URL of a PostgreSQL of the test's own."""
    with postgres_server() as url:
        make_database(url)
        yield url


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxProcess]:
    """One of the test's own, beside the town's."""
    sandbox = SandboxProcess(tmp_path)
    yield sandbox
    sandbox.stop()


@pytest.fixture
def bots() -> Iterator[Bots]:
    with Bots() as bots:
        yield bots


@pytest.fixture
async def office(town: Town) -> AsyncIterator[Office]:
    """The sandbox as a test finds it; at its end no request may have been one that Telegram refuses."""
    office = Office(town.sandbox.root)
    await office.open()
    yield office
    await office.no_more_faults()
    await office.calldog(balance="5000", moderation=False, key=CALLDOG_KEY)
    refused = await office.refused_by_telegram()
    await office.close()
    assert refused == [], "Telegram refused what the bot sent"
