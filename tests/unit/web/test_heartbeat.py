"""The watcher is asked by GET; one that cannot be reached is logged without its address."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.check import check_heartbeat
from bot.settings import SettingsError, given
from bot.web.heartbeat import Heartbeat, heartbeat

SECRET = "5c1e-very-secret-check"


class Watcher:
    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status = 200
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(f"{request.method} {request.path}")
        return web.Response(status=self.status)


@pytest.fixture
async def watcher() -> AsyncIterator[Watcher]:
    watcher, app = Watcher(), web.Application()
    app.router.add_route("*", "/{path:.*}", watcher.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    watcher.url = f"http://127.0.0.1:{runner.addresses[0][1]}/{SECRET}"
    yield watcher
    await runner.cleanup()


async def test_it_is_asked(watcher: Watcher, caplog: pytest.LogCaptureFixture) -> None:
    beat = heartbeat(SecretStr(watcher.url))
    assert beat is not None
    await beat()
    assert watcher.asked == [f"GET /{SECRET}"]
    assert caplog.records == []


def test_nobody_is_asked_without_an_address() -> None:
    assert heartbeat(None) is None


@pytest.mark.parametrize("status", [404, 500])
async def test_a_refusal_is_logged(watcher: Watcher, caplog: pytest.LogCaptureFixture, status: int) -> None:
    watcher.status = status
    await Heartbeat(watcher.url).beat()
    assert [record.getMessage() for record in caplog.records] == [
        f"the watcher of HEARTBEAT_URL was not reached: HTTP {status}"
    ]


@pytest.mark.parametrize("url", [f"http://127.0.0.1:1/{SECRET}", f"http://[::1/{SECRET}", f"http:///{SECRET}"])
async def test_one_that_cannot_be_reached_is_logged_without_its_address(
    caplog: pytest.LogCaptureFixture, url: str
) -> None:
    await Heartbeat(url).beat()
    assert len(caplog.records) == 1
    assert SECRET not in caplog.text


def test_the_address_is_a_secret() -> None:
    url = f"https://watcher.example/{SECRET}"
    settings = given(bot_token="1:t", heartbeat_url=url)
    assert url in settings.secrets()
    assert SECRET not in repr(settings)
    with pytest.raises(SettingsError) as refused:
        given(bot_token="1:t", heartbeat_url=SECRET)
    assert refused.value.lines == ["HEARTBEAT_URL: must be an address that starts with https:// or http://"]


@pytest.mark.parametrize("status", [200, 404])
async def test_check_asks_it_and_says_what_it_answered(watcher: Watcher, status: int) -> None:
    watcher.status = status
    found = await check_heartbeat(given(bot_token="1:t", heartbeat_url=watcher.url))
    assert (watcher.asked, found.ok) == ([f"GET /{SECRET}"], status == 200)
    assert str(status) in found.said
    assert SECRET not in found.said


async def test_check_tells_that_there_is_none() -> None:
    assert (await check_heartbeat(given(bot_token="1:t"))).said == "off: HEARTBEAT_URL is empty"
