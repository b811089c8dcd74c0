"""The answer to an order is lost: nobody knows, nothing is sent again. And what was never sent is said so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.errors import ProviderError, Uncertain, Unreachable
from bot.domain.reasons import Reason
from bot.providers import base
from tests.contract.conftest import Simulation
from tests.contract.raw import HEAD, RawServer, closed_root
from tests.contract.service import Built, Service, each, quick
from tests.contract.services import SERVICES

BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head></html>"


async def lost(service: Service, provider: Built, ending: str = "00") -> ProviderError:
    with pytest.raises(Uncertain) as caught:
        await service.order(provider, ending)
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
    sim: Simulation, service: Service, provider: Built, fault: dict[str, Any], key: str, applied: bool
) -> None:
    await expect_lost(sim, service, provider, fault, key, applied)


@quick
@pytest.mark.parametrize("applied", [True, False])
async def test_an_answer_that_never_comes(sim: Simulation, service: Service, provider: Built, applied: bool) -> None:
    await expect_lost(sim, service, provider, {"kind": "hang"}, Reason.TIMEOUT, applied)


async def expect_lost(
    sim: Simulation, service: Service, provider: Built, fault: dict[str, Any], key: str, applied: bool
) -> None:
    await sim.fault(service.placing, **fault, applied=applied, times=5)
    assert (await lost(service, provider)).key == key
    assert len(await sim.journal(service.placing)) == 1
    assert len((await sim.state())[service.name]["calls"]) == int(applied)


async def test_an_answer_lost_by_the_number_called(sim: Simulation, service: Service, provider: Built) -> None:
    await lost(service, provider, service.lost_ending)
    assert len(await sim.journal(service.placing)) == 1
    assert len((await sim.state())[service.name]["calls"]) == 1


@each(SERVICES, lambda service: service.bodies.unnamed)
async def test_a_success_that_does_not_name_our_call(
    raw: RawServer, service: Service, at_raw: Built, case: str
) -> None:
    raw.answer(case)
    assert (await lost(service, at_raw)).key in (Reason.NO_ID, Reason.UNREADABLE)
    assert len(raw.requests) == 1


@each(SERVICES, lambda service: service.bodies.accepted)
async def test_every_way_to_say_yes(raw: RawServer, service: Service, at_raw: Built, case: str) -> None:
    raw.answer(case)
    placed = await service.order(at_raw, "00")
    assert placed.id == service.bodies.handle.id
    assert len(raw.requests) == 1


@quick
async def test_an_answer_that_drips(raw: RawServer, service: Service, at_raw: Built) -> None:
    raw.pieces = [HEAD + b"Content-Length: 100\r\n\r\n", *[b" "] * 99]
    raw.pause = 0.1
    assert (await lost(service, at_raw)).key == Reason.TIMEOUT
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
async def test_what_is_no_http(raw: RawServer, service: Service, at_raw: Built, answer: bytes, key: str) -> None:
    raw.pieces = [answer]
    assert (await lost(service, at_raw)).key == key
    assert len(raw.requests) == 1


async def test_an_endless_answer(
    raw: RawServer, service: Service, at_raw: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "MAX_ANSWER", 1000)
    raw.answer(b" " * 1001)
    assert (await lost(service, at_raw)).key == Reason.UNREADABLE


async def test_nobody_listens(service: Service, make: Callable[..., Built]) -> None:
    provider = make(closed_root())
    with pytest.raises(Unreachable, match=r"provider-unreachable"):
        await service.order(provider, "00")
    with pytest.raises(Unreachable, match=r"provider-unreachable"):
        await provider.balance()


@pytest.mark.parametrize("root", ["http://", "http://[::", "ftp://127.0.0.1", "нет"])
async def test_an_address_that_is_none(service: Service, make: Callable[..., Built], root: str) -> None:
    with pytest.raises(Unreachable, match=r"provider-(bad-address|unreachable)"):
        await service.order(make(root), "00")


async def test_orders_behind_hanging_ones_still_go(
    sim: Simulation, service: Service, provider: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "PATIENCE", 0.02)
    await sim.fault(service.placing, "hang", times=base.GATE)
    hanging = [asyncio.create_task(lost(service, provider)) for _ in range(base.GATE)]
    await sim.until_asked(service.placing, base.GATE)
    assert (await service.order(provider, "01")).id
    assert not any(task.done() for task in hanging)
    await sim.no_more_faults()
    await asyncio.gather(*hanging)
