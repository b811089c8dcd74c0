"""How many calls go to a provider at once: few at first, more while it answers quickly, never too many."""

from __future__ import annotations

import asyncio

import pytest

from bot.services import turns as module
from bot.services.turns import AT_ONCE, QUICK, UNANSWERED, HeldTurns, Turn, Turns

SERVICE = "calldog"


@pytest.fixture(autouse=True)
def quicker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    monkeypatch.setattr(module, "SLOW", 0.04)


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
    turns: Turns, freed: asyncio.Queue[str]
) -> None:
    for _ in range(QUICK):
        (turn,) = begin(turns, 1)
        turn.end()
        assert freed.get_nowait() == SERVICE
    silent, loop = begin(turns), asyncio.get_running_loop()
    assert len(silent) == QUICK
    slow_at = loop.time() + module.SLOW + module.PATIENCE
    while loop.time() < slow_at:
        await freed.get()
    for turn in silent:
        turn.end()
    assert len(begin(turns)) == AT_ONCE, "it goes on as in the beginning"


async def test_a_service_that_never_answers_gets_no_more_at_last(turns: Turns, freed: asyncio.Queue[str]) -> None:
    sent = begin(turns)
    while len(sent) < UNANSWERED:
        await freed.get()
        sent += begin(turns)
    await freed.get()
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
