"""Calls that go as they should, and questions."""

from __future__ import annotations

import pytest

from bot.domain.calls import CallState
from bot.ports import Capability
from bot.ports.emulating import Emulated
from tests.contract.conftest import Simulation
from tests.contract.entries import ENTRIES
from tests.contract.entry import Built, Entry, each

_ORDER = [CallState.PLACED, CallState.RINGING, CallState.TALKING]


async def test_a_call_is_followed_to_its_end(sim: Simulation, entry: Entry, provider: Built) -> None:
    reports = await sim.until_final(provider, await entry.order(provider, entry.story))

    states = [state for state in dict.fromkeys(report.state for report in reports) if state]
    assert states[:-1] == [state for state in _ORDER if state in states]
    assert states[-1].is_final
    last = reports[-1]
    assert [name for name in entry.facts if getattr(last, name) is None] == []
    assert last.unrecognised is None
    assert last.raw
    if last.answered_at and last.ended_at:
        assert last.ended_at >= last.answered_at


@each(ENTRIES, lambda entry: entry.endings)
async def test_endings(sim: Simulation, entry: Entry, provider: Built, case: str) -> None:
    last = (await sim.until_final(provider, await entry.order(provider, case)))[-1]
    assert (last.state, last.digit) == entry.endings[case]


async def test_a_call_asked_about_twice_is_the_same(sim: Simulation, entry: Entry, provider: Built) -> None:
    handle = await entry.order(provider, "01")
    await sim.until_final(provider, handle)
    [first] = await provider.fetch([handle])
    [second] = await provider.fetch([handle])
    assert first.fingerprint == second.fingerprint
    assert first.read() == second.read()
    assert await provider.fetch([handle], {handle.id: first.fingerprint}) == []


async def test_many_calls_at_once(entry: Entry, provider: Built) -> None:
    handles = [await entry.order(provider, ending) for ending in ("00", "01", "02")]
    found = await provider.fetch(handles)
    assert sorted(sighting.id for sighting in found) == sorted(handle.id for handle in handles)


async def test_no_calls_need_no_request(sim: Simulation, entry: Entry, provider: Built) -> None:
    assert await provider.fetch([]) == []
    assert await sim.journal(entry.following) == []


async def test_too_many_calls_are_a_mistake_of_ours(entry: Entry, provider: Built) -> None:
    handle = entry.bodies.handle
    with pytest.raises(ValueError, match=str(provider.batch + 1)):
        await provider.fetch([handle] * (provider.batch + 1))


async def test_balance(sim: Simulation, entry: Entry, provider: Built) -> None:
    settings, amount = entry.balance
    await sim.set(settings)
    assert await provider.balance() == amount


async def test_the_emulator_tells_the_balance_too(entry: Entry, provider: Built) -> None:
    """The emulator's operation is found by the journal's name."""
    assert Capability.EMULATED in provider.capabilities
    emulated: Emulated = provider  # type: ignore[assignment]  # it declares that it is one
    [asking] = [op.id for op in emulated.operations.values() if op.name.casefold() == entry.asking.casefold()]
    answer = await emulated.send(asking, entry.emulated[asking])
    assert answer.status == 200
    assert "balance" in answer.body.casefold()
