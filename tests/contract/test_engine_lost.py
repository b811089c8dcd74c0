"""Программа обзвонов tells of all calls: the one whose answer was lost is among them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.calls import Handle
from bot.domain.errors import Uncertain
from bot.ports.abilities import LostCall
from bot.providers.zvonobot.provider import ObzvonovProvider
from tests.contract.conftest import Simulation
from tests.contract.engine import OBZVONOV, success
from tests.contract.entry import OURS, voice_call
from tests.contract.raw import RawServer

pytestmark = pytest.mark.parametrize("entry", [OBZVONOV], ids=["obzvonov"], indirect=True)

SENT = datetime(2026, 5, 6, 11, 9, 31, tzinfo=UTC)
LOST = LostCall(OURS, None, SENT, "")


def item(number: Any, after: float, phone: Any = OURS, **more: Any) -> dict[str, Any]:
    created = int((SENT + timedelta(seconds=after)).timestamp())
    return {"id": number, "createdAt": created, "calls": [{"phone": phone}], **more}


async def test_a_lost_call_is_found_and_followed(sim: Simulation, provider: ObzvonovProvider) -> None:
    before = datetime.now(UTC)
    await provider.place(voice_call("01"))
    with pytest.raises(Uncertain):
        await provider.place(voice_call("09"))
    found = await provider.find_lost(LostCall(voice_call("09").phone, None, before, ""))
    assert found
    assert (await sim.until_final(provider, found))[-1].state
    assert await provider.find_lost(LostCall(voice_call("02").phone, None, before, "")) is None
    assert len(await sim.journal("create")) == 2


async def test_it_asks_for_all_calls(raw: RawServer, at_raw: ObzvonovProvider) -> None:
    raw.answer(success())
    assert await at_raw.find_lost(LOST) is None
    assert json.loads(raw.requests[0].partition(b"\r\n\r\n")[2]).keys() == {"apiKey"}


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ([item(1, 0)], "1"),
        ([item("1", -5), item(2, 120)], "2"),
        ([item(2, 3), item(1, 2)], "2"),
        ([item(1, 3), item(2, 3)], "2"),
        ([item(1, -6), item(2, 121)], None),
        ([item(1, 0, "79990000000"), item(2, 0, int(OURS))], "2"),
        ([item(1, 0), item(2, 60, prevCallId=1)], "1"),
        ([item(1, 0), item(2, 60, status="error")], "1"),
        ([{"id": 1, "phone": OURS, "createdAt": str(int(SENT.timestamp()))}], "1"),
        ([{"id": 1, "phone": OURS, "createdAt": "вчера"}, item(None, 0), item(10**70, 0), 5, None, []], None),
    ],
)
async def test_the_newest_call_of_that_time(
    raw: RawServer, at_raw: ObzvonovProvider, items: list[Any], found: str | None
) -> None:
    raw.answer(success(*items))
    assert await at_raw.find_lost(LOST) == (found and Handle(found))
