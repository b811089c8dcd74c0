"""The answer to an order is lost: nobody knows, and nothing is sent again. What was never sent is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.errors import ProviderError, Uncertain, Unreachable
from bot.domain.reasons import Reason
from bot.providers import base
from tests.contract.conftest import Simulation
from tests.contract.entries import ENTRIES
from tests.contract.entry import Built, Entry, each, quick
from tests.contract.raw import HEAD, RawServer, closed_root

BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head></html>"


async def lost(entry: Entry, provider: Built, ending: str = "00") -> ProviderError:
    with pytest.raises(Uncertain) as caught:
        await entry.order(provider, ending)
    return caught.value


@pytest.mark.parametrize("applied", [True, False])
@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ({"kind": "reset"}, Reason.CUT),
        ({"kind": "cut"}, Reason.CUT),
        ({"kind": "invalid_json"}, Reason.UNREADABLE),
        ({"kind": "status", "status": 500}, Reason.OUTAGE),
        ({"kind": "status", "status": 502, "body": BAD_GATEWAY}, Reason.OUTAGE),
        ({"kind": "status", "status": 503, "body": '{"message": "Недостаточно средств"}'}, Reason.OUTAGE),
        ({"kind": "status", "status": 504}, Reason.TIMEOUT),
        ({"kind": "status", "status": 408}, Reason.TIMEOUT),
        ({"kind": "status", "status": 302, "body": ""}, Reason.REDIRECTED),
    ],
    ids=str,
)
async def test_an_answer_lost_after_sending(
    sim: Simulation, entry: Entry, provider: Built, fault: dict[str, Any], key: str, applied: bool
) -> None:
    await expect_lost(sim, entry, provider, fault, key, applied)


@quick
@pytest.mark.parametrize("applied", [True, False])
async def test_an_answer_that_never_comes(sim: Simulation, entry: Entry, provider: Built, applied: bool) -> None:
    await expect_lost(sim, entry, provider, {"kind": "hang"}, Reason.TIMEOUT, applied)


async def expect_lost(
    sim: Simulation, entry: Entry, provider: Built, fault: dict[str, Any], key: str, applied: bool
) -> None:
    await sim.fault(entry.placing, **fault, applied=applied, times=5)
    assert (await lost(entry, provider)).key == key
    assert len(await sim.journal(entry.placing)) == 1
    assert len((await sim.state())[entry.name]["calls"]) == int(applied)


async def test_an_answer_lost_by_the_number_called(sim: Simulation, entry: Entry, provider: Built) -> None:
    await lost(entry, provider, entry.lost_ending)
    assert len(await sim.journal(entry.placing)) == 1
    assert len((await sim.state())[entry.name]["calls"]) == 1


@each(ENTRIES, lambda entry: entry.bodies.unnamed)
async def test_a_success_that_does_not_name_our_call(raw: RawServer, entry: Entry, at_raw: Built, case: str) -> None:
    raw.answer(case)
    assert (await lost(entry, at_raw)).key in (Reason.NO_ID, Reason.UNREADABLE)
    assert len(raw.requests) == 1


@each(ENTRIES, lambda entry: entry.bodies.accepted)
async def test_every_way_to_say_yes(raw: RawServer, entry: Entry, at_raw: Built, case: str) -> None:
    raw.answer(case)
    placed = await entry.order(at_raw, "00")
    assert placed.id == entry.bodies.handle.id
    assert len(raw.requests) == 1


@quick
async def test_an_answer_that_drips(raw: RawServer, entry: Entry, at_raw: Built) -> None:
    raw.pieces = [HEAD + b"Content-Length: 100\r\n\r\n", *[b" "] * 99]
    raw.pause = 0.1
    assert (await lost(entry, at_raw)).key == Reason.TIMEOUT
    assert len(raw.requests) == 1


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (b"", Reason.CUT),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Reason.CUT),
        (HEAD + b"Content-Length: 50\r\n\r\n[", Reason.CUT),
        (HEAD + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n[]", Reason.UNREADABLE),
    ],
)
async def test_what_is_no_http(raw: RawServer, entry: Entry, at_raw: Built, answer: bytes, key: str) -> None:
    raw.pieces = [answer]
    assert (await lost(entry, at_raw)).key == key
    assert len(raw.requests) == 1


async def test_an_endless_answer(raw: RawServer, entry: Entry, at_raw: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "MAX_ANSWER", 1000)
    raw.answer(b" " * 1001)
    assert (await lost(entry, at_raw)).key == Reason.UNREADABLE


async def test_nobody_listens(entry: Entry, make: Callable[..., Built]) -> None:
    provider = make(closed_root())
    with pytest.raises(Unreachable, match=r"provider-unreachable"):
        await entry.order(provider, "00")
    with pytest.raises(Unreachable, match=r"provider-unreachable"):
        await provider.balance()


@pytest.mark.parametrize("root", ["http://", "http://[::", "ftp://127.0.0.1", "нет"])
async def test_an_address_that_is_none(entry: Entry, make: Callable[..., Built], root: str) -> None:
    with pytest.raises(Unreachable, match=r"provider-(bad-address|unreachable)"):
        await entry.order(make(root), "00")


async def test_orders_behind_hanging_ones_still_go(sim: Simulation, entry: Entry, provider: Built) -> None:
    await sim.fault(entry.placing, "hang", times=base.GATE)
    hanging = [asyncio.create_task(lost(entry, provider)) for _ in range(base.GATE)]
    await sim.until_asked(entry.placing, base.GATE)
    assert (await entry.order(provider, "01")).id
    assert not any(task.done() for task in hanging)
    await sim.no_more_faults()
    await asyncio.gather(*hanging)
