"""How many calls go to a provider at once: few at first, more while it answers quickly, never too many."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.services import turns as module
from bot.services.turns import AT_ONCE, QUICK, UNANSWERED, HeldTurns, Turn, Turns
from tests.support.loop_time import LoopTime, held_time

SERVICE = "calldog"


@pytest.fixture(autouse=True)
async def time() -> AsyncIterator[LoopTime]:
    with held_time() as time:
        yield time


async def look(time: LoopTime, freed: asyncio.Queue[str]) -> None:
    """So much time passes that those without an answer are looked at once more."""
    time.passes(module.PATIENCE * 1.01)
    assert await freed.get() == SERVICE


@pytest.fixture
def freed() -> asyncio.Queue[str]:
    return asyncio.Queue()


@pytest.fixture
def turns(freed: asyncio.Queue[str]) -> Turns:
    return Turns(freed.put_nowait)


def begin(turns: Turns, wanted: int = 1000) -> list[Turn]:
    taken = turns.take(SERVICE, wanted)
    for turn in taken:
        turn.begin()
    return taken


async def test_each_service_has_its_own(turns: Turns) -> None:
    assert len(begin(turns)) == AT_ONCE
    assert turns.take(SERVICE, 1) == []
    assert len(turns.take("obzvonov", 2)) == 2


async def test_a_quick_answer_makes_room_for_more_and_silence_takes_it_back(
    turns: Turns, freed: asyncio.Queue[str], time: LoopTime
) -> None:
    for _ in range(QUICK):
        (turn,) = begin(turns, 1)
        turn.end()
        assert freed.get_nowait() == SERVICE
    silent, slow_at = begin(turns), time.now + module.SLOW + module.PATIENCE
    assert len(silent) == QUICK
    while time.now < slow_at:
        await look(time, freed)
    for turn in silent:
        turn.end()
    assert len(begin(turns)) == AT_ONCE, "it goes on as in the beginning"


async def test_a_service_that_never_answers_gets_no_more_at_last(
    turns: Turns, freed: asyncio.Queue[str], time: LoopTime
) -> None:
    sent = begin(turns)
    while len(sent) < UNANSWERED:
        await look(time, freed)
        sent += begin(turns)
    await look(time, freed)
    assert begin(turns) == []
    sent[0].end()
    assert len(begin(turns)) == 1


async def test_what_nobody_used_is_given_back(turns: Turns, freed: asyncio.Queue[str]) -> None:
    with HeldTurns(turns) as held:
        assert held.take(SERVICE, 3) == 3
        assert held.take(SERVICE, 1) == 1, "the transaction is run again"
        assert len(turns.take(SERVICE, 100)) == AT_ONCE - 1
    assert freed.get_nowait() == SERVICE
    assert held.take(SERVICE, 1) == 0, "whoever waited for the transaction has left"
    assert len(turns.take(SERVICE, 100)) == 1
