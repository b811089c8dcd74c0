"""How a request looks on the wire."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot import __version__
from tests.contract.conftest import Simulation
from tests.contract.entry import OURS, Built, Entry
from tests.contract.raw import RawServer, closed_root


async def test_a_request_says_who_asks(raw: RawServer, entry: Entry, at_raw: Built) -> None:
    raw.answer(entry.bodies.accepted[0])
    await entry.order(at_raw, "00")
    head, _, body = raw.requests[0].partition(b"\r\n\r\n")
    assert f"User-Agent: Zvonar/{__version__}".encode() in head
    assert OURS.encode() in body
    assert not [secret for secret in entry.secrets if secret.encode() in head.partition(b"\r\n")[0]]


async def test_a_connection_that_the_service_closed_meanwhile(raw: RawServer, entry: Entry, at_raw: Built) -> None:
    raw.answer(entry.bodies.accepted[0])
    for _ in range(3):
        assert (await entry.order(at_raw, "00")).id
    assert len(raw.requests) == 3


async def test_a_proxy_has_no_business_with_this_machine(
    sim: Simulation, make: Callable[..., Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, closed_root())
    assert await make(sim.twin).balance() > 0
