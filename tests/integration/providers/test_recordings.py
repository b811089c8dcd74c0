"""Recordings come over real HTTP from a provider's own hosts alone, bounded, and from nowhere inside our network."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web

from bot.domain.errors import NotFound, RecordingLate
from bot.providers import recordings
from bot.providers.recordings import HttpRecordings

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Host:
    """A provider's own server on this machine, as the settings name it; `asked` counts its requests."""

    def __init__(self) -> None:
        self.root = ""
        self.asked = 0
        self.answer: Answer = self.sound

    async def sound(self, request: web.Request) -> web.StreamResponse:
        return web.Response(body=b"ID3 a talk")

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked += 1
        return await self.answer(request)


async def _served(host: Host) -> web.AppRunner:
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", host.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host.root = f"http://127.0.0.1:{runner.addresses[0][1]}"
    return runner


@pytest.fixture
async def host() -> AsyncIterator[Host]:
    host = Host()
    runner = await _served(host)
    yield host
    await runner.cleanup()


@pytest.fixture
async def neighbour() -> AsyncIterator[Host]:
    """Something else inside our network."""
    host = Host()
    runner = await _served(host)
    yield host
    await runner.cleanup()


async def test_from_the_address_of_the_settings_even_when_it_is_private(host: Host) -> None:
    source = HttpRecordings({"calldog": host.root})
    assert await source.fetch("calldog", f"{host.root}/rec/1.mp3") == b"ID3 a talk"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/1.mp3",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/1.mp3",
        "http://localhost/1.mp3",
        "https://evil.example/1.mp3",
        "https://calldog.ru.evil.example/1.mp3",
        "https://evilcalldog.ru/1.mp3",
        "https://lk.calldog.ru@evil.example/1.mp3",
        "https://user:password@files.calldog.ru/1.mp3",
        "https://files.calldog.ru:22/1.mp3",
        "http://files.calldog.ru/1.mp3",
        "ftp://lk.calldog.ru/1.mp3",
        "file:///etc/passwd",
        "https://[::1",
        "",
    ],
)
async def test_nothing_is_asked_of_anybody_else(address: str) -> None:
    with pytest.raises(NotFound, match="recording-elsewhere"):
        await HttpRecordings({"calldog": "https://lk.calldog.ru"}).fetch("calldog", address)
    with pytest.raises(NotFound, match="recording-elsewhere"):
        await HttpRecordings({}).fetch("calldog", address)


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.7",
        "::ffff:10.0.0.7",
        "64:ff9b::a00:7",
        "64:ff9b:1::a00:7",
        "2002:a00:7::1",
        "224.0.0.1",
        "fe80::1",
        "::1",
    ],
)
async def test_a_name_of_theirs_that_leads_inside_is_not_asked(
    host: Host, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    async def inside(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", (address, 443))]

    import asyncio

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", inside)
    with pytest.raises(NotFound, match="recording-elsewhere"):
        await HttpRecordings({"calldog": "https://lk.calldog.ru"}).fetch("calldog", "https://files.calldog.ru/1.mp3")


async def test_a_redirect_leads_nowhere_else(host: Host, neighbour: Host) -> None:
    async def away(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(f"{neighbour.root}/secret")

    host.answer = away
    with pytest.raises(NotFound, match="recording-elsewhere"):
        await HttpRecordings({"calldog": host.root}).fetch("calldog", f"{host.root}/1.mp3")
    assert (host.asked, neighbour.asked) == (1, 0)


async def test_a_redirect_on_their_own_site_is_followed_a_few_times(host: Host) -> None:
    async def around(request: web.Request) -> web.StreamResponse:
        if request.path == "/2.mp3":
            return await host.sound(request)
        raise web.HTTPFound("/2.mp3")

    host.answer = around
    source = HttpRecordings({"calldog": host.root})
    assert await source.fetch("calldog", f"{host.root}/1.mp3") == b"ID3 a talk"

    async def forever(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(request.path)

    host.answer = forever
    with pytest.raises(NotFound, match="recording-elsewhere"):
        await source.fetch("calldog", f"{host.root}/1.mp3")


@pytest.mark.parametrize("status", [202, 204, 404, 425, 500, 503])
async def test_what_is_not_there_yet_is_late(host: Host, status: int) -> None:
    async def later(request: web.Request) -> web.StreamResponse:
        return web.Response(status=status)

    host.answer = later
    with pytest.raises(RecordingLate):
        await HttpRecordings({"calldog": host.root}).fetch("calldog", f"{host.root}/1.mp3")


async def test_an_empty_file_is_late_and_a_dead_host_too(host: Host) -> None:
    async def empty(request: web.Request) -> web.StreamResponse:
        return web.Response(body=b"")

    host.answer = empty
    source = HttpRecordings({"calldog": host.root, "gone": "http://127.0.0.1:1"})
    for provider, address in (("calldog", f"{host.root}/1.mp3"), ("gone", "http://127.0.0.1:1/1.mp3")):
        with pytest.raises(RecordingLate):
            await source.fetch(provider, address)


async def test_what_is_too_large_is_not_taken_whole(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "LARGEST", 1000)

    async def endless(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        for _ in range(1000):
            await answer.write(b"x" * 1000)
        return answer

    host.answer = endless
    with pytest.raises(NotFound, match="recording-too-large"):
        await HttpRecordings({"calldog": host.root}).fetch("calldog", f"{host.root}/1.mp3")
