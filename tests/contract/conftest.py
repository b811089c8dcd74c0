"""The sandbox over real HTTP, and its simulation API in few words."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import httpx
import pytest

from bot.domain.calls import Handle, Report
from bot.sandbox.server import Sandbox
from tests.contract.entries import ENTRIES
from tests.contract.entry import Built, Entry, quickly
from tests.contract.fifth.twin import KolokolTwin
from tests.contract.raw import RawServer
from tests.support.loop_time import unhurried_time


class Simulation:
    def __init__(self, root: str, entry: Entry, http: httpx.AsyncClient) -> None:
        self.root = root
        self.twin = f"{root}/{entry.name}"
        self._entry = entry
        self._http = http

    async def fault(self, operation: str, kind: str, **more: Any) -> None:
        await self.post("/api/faults", {"target": self._entry.name, "operation": operation, "kind": kind, **more})

    async def no_more_faults(self) -> None:
        """Forgets all ordered faults and cuts the requests that hang."""
        await self._http.delete(f"{self.root}/api/faults")

    async def post(self, path: str, body: dict[str, Any]) -> Any:
        answer = await self._http.post(self.root + path, json=body)
        assert answer.is_success, answer.text
        return answer.json()

    async def journal(self, operation: str) -> list[dict[str, Any]]:
        where = {"target": self._entry.name, "operation": operation}
        answer = await self._http.get(f"{self.root}/api/requests", params=where)
        found: list[dict[str, Any]] = answer.json()
        return found

    async def state(self) -> dict[str, Any]:
        found: dict[str, Any] = (await self._http.get(f"{self.root}/api/state")).json()
        return found

    async def set(self, settings: Mapping[str, Any]) -> None:
        """Changes the twin's settings."""
        await self.post(f"/api/providers/{self._entry.name}/settings", dict(settings))

    async def until_asked(self, operation: str, times: int) -> None:
        """Wait until the provider has got this many such requests."""
        after = 0
        while len(await self.journal(operation)) < times:
            answer = await self._http.get(f"{self.root}/api/wait", params={"after": after, "timeout": 1})
            after = answer.json()["seq"]

    async def until_final(self, provider: Built, handle: Handle) -> list[Report]:
        """Returns every different report from now to the final one."""
        seen: dict[str, Report] = {}
        while True:
            after = (await self.state())["seq"]
            [sighting] = await provider.fetch([handle])
            if sighting.fingerprint not in seen:
                report = seen[sighting.fingerprint] = sighting.read()
                if report.state and report.state.is_final:
                    return list(seen.values())
            await self._http.get(f"{self.root}/api/wait", params={"after": after, "timeout": 10})


@pytest.fixture
async def quick_timing() -> AsyncIterator[None]:
    with quickly():
        async with unhurried_time():
            yield


@pytest.fixture(params=ENTRIES, ids=lambda entry: entry.name)
def entry(request: pytest.FixtureRequest) -> Entry:
    found: Entry = request.param
    return found


@pytest.fixture
async def sim(entry: Entry) -> AsyncIterator[Simulation]:
    sandbox = Sandbox(0.02, more={"kolokol": KolokolTwin})
    root = await sandbox.start("127.0.0.1", 0)
    async with httpx.AsyncClient(timeout=60) as http:
        yield Simulation(root, entry, http)
    await sandbox.stop()


@pytest.fixture
async def make(entry: Entry) -> AsyncIterator[Callable[..., Built]]:
    """`make(root, key=None)` builds the provider, which asks at `root`. It is closed after the test."""
    built: list[Built] = []

    def build(root: str, key: str | None = None) -> Built:
        built.append(entry.make(root, key))
        return built[-1]

    yield build
    for provider in built:
        await provider.aclose()


@pytest.fixture
def provider(sim: Simulation, make: Callable[..., Built]) -> Built:
    """At the provider's twin."""
    return make(sim.twin)


@pytest.fixture
def at_raw(raw: RawServer, make: Callable[..., Built]) -> Built:
    """At a server that answers what it is told to."""
    return make(raw.root)


@pytest.fixture
async def raw() -> AsyncIterator[RawServer]:
    server = RawServer()
    await server.start()
    yield server
    await server.stop()
