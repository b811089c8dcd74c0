"""Questions: repeated a little when the provider is unwell, and never spoiled whole by one odd item."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from bot.domain.errors import Refused, Unreachable
from bot.domain.reasons import Reason
from bot.providers.retry import ATTEMPTS
from tests.contract.conftest import Simulation
from tests.contract.entries import ENTRIES
from tests.contract.entry import Built, Entry, Told, each
from tests.contract.raw import RawServer


@pytest.mark.parametrize("fault", [{"kind": "status", "status": 502}, {"kind": "cut"}, {"kind": "reset"}], ids=str)
async def test_a_short_trouble_is_not_noticed(
    sim: Simulation, entry: Entry, provider: Built, fault: dict[str, Any]
) -> None:
    await sim.fault(entry.asking, **fault, times=ATTEMPTS - 1)
    assert await provider.balance() > 0
    assert len(await sim.journal(entry.asking)) == ATTEMPTS


async def test_a_lasting_trouble_is_told(sim: Simulation, entry: Entry, provider: Built) -> None:
    await sim.fault(entry.asking, "status", status=502, times=9)
    with pytest.raises(Unreachable) as caught:
        await provider.balance()
    assert caught.value.key == Reason.READ_OUTAGE
    assert len(await sim.journal(entry.asking)) == ATTEMPTS


async def test_retry_after_is_obeyed(sim: Simulation, entry: Entry, provider: Built) -> None:
    await sim.fault(entry.asking, "429", retry_after=1)
    assert await provider.balance() > 0
    first, second = await sim.journal(entry.asking)
    assert second["at"] - first["at"] >= 1


async def test_a_long_retry_after_is_left_to_the_next_poll(sim: Simulation, entry: Entry, provider: Built) -> None:
    await sim.fault(entry.asking, "429", retry_after=3600)
    with pytest.raises(Refused, match=r"provider-refused-rate"):
        await provider.balance()
    assert len(await sim.journal(entry.asking)) == 1


@each(ENTRIES, lambda entry: entry.bodies.no_balance)
async def test_a_balance_that_is_none(raw: RawServer, entry: Entry, at_raw: Built, case: str) -> None:
    raw.answer(case)
    with pytest.raises(Unreachable, match=r"provider-read-unreadable"):
        await at_raw.balance()


@each(ENTRIES, lambda entry: entry.bodies.told)
async def test_what_is_told_of_a_call(
    raw: RawServer, entry: Entry, at_raw: Built, case: Told, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "bot")
    raw.answer(case.body)
    handle = entry.bodies.handle
    found = [await at_raw.fetch([handle]) for _ in range(2)][1]

    assert [sighting.id for sighting in found] == ([] if case.absent else [handle.id])
    assert len(caplog.records) == len({record.getMessage() for record in caplog.records})
    for sighting in found:
        report = sighting.read()
        assert (report.state, report.unrecognised) == (case.state, case.unrecognised)
        assert {name: getattr(report, name) for name in case.facts} == dict(case.facts)
        assert report.raw
        assert await at_raw.fetch([handle], {handle.id: sighting.fingerprint}) == []
