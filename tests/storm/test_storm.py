"""A short storm on each database; `STORM_SECONDS=150` makes it the whole one, and so does `python -m tests.storm`."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integration.storage.postgres import postgres_server
from tests.storm.machine import FEWEST_KILLS, FEWEST_ORDERS
from tests.storm.storm import storm
from tests.storm.verdict import Verdict
from tests.support.processes import database_url

SHORT = 8.0
SECONDS = float(os.environ.get("STORM_SECONDS", SHORT))
KILLS = (1.0, 2.5) if SECONDS <= SHORT else (5.0, 15.0)
SEED = 7
pytestmark = pytest.mark.timeout(600)


@dataclass
class Over:
    """What is left of a storm."""

    verdict: Verdict

    def __str__(self) -> str:
        return "\n".join(self.verdict.lines())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def over(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Over]:
    with ExitStack() as stack:
        folder: Path = tmp_path_factory.mktemp("storm")
        shared = request.param == "postgresql"
        url = stack.enter_context(postgres_server()) if shared else database_url(folder)
        yield Over(asyncio.run(storm(folder, url, raging=SECONDS, kills=KILLS, seed=SEED)))


def test_it_was_a_storm(over: Over) -> None:
    figures = over.verdict.figures
    assert figures["kills"] >= FEWEST_KILLS, over
    assert figures["orders"] >= FEWEST_ORDERS, over
    assert figures["call unknown"], over


def test_nothing_was_placed_twice(over: Over) -> None:
    assert over.verdict.placed_twice == [], over


def test_nothing_was_lost_in_silence(over: Over) -> None:
    """Every call has come to an end, or is asked about with both buttons."""
    assert over.verdict.lost == [], over


def test_each_result_was_told_and_once(over: Over) -> None:
    """Each kill and each lost answer of Telegram's may repeat one result."""
    assert over.verdict.told_wrong == [], over
    most = over.verdict.figures["kills"] + over.verdict.figures["lost answers to sendMessage"]
    assert all(again <= most for again in over.verdict.told_again.values()), over


def test_nothing_broke_but_what_was_killed(over: Over) -> None:
    assert not over.verdict.tracebacks, over


def test_every_command_and_tap_is_answered(over: Over) -> None:
    """Updates are kept before they are confirmed: a kill takes none of them along."""
    assert over.verdict.unanswered == [], over
