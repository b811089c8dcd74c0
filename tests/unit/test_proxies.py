"""The proxies of the environment: those of a known kind work, others are named in one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from aiohttp import web

from bot.providers.base import Http
from bot.proxies import broken_proxies
from bot.settings import SettingsError, load
from tests.support.proxies import proxy

ROOT = Path(__file__).parents[2]
TOKEN = "123456789:AAEexampleexampleexampleexampleexam"
BAD = "foo://team:secret-0001@127.0.0.1:1"


@pytest.mark.parametrize(
    "address", ["http://p:1", "https://p", "socks5://u:p@p:1080", "socks5h://p:1080", "p:3128", "127.0.0.1:3128", ""]
)
@pytest.mark.parametrize("name", ["ALL_PROXY", "http_proxy", "HTTPS_PROXY"])
def test_what_is_known_is_taken(name: str, address: str) -> None:
    assert broken_proxies({name: address}) == []


@pytest.mark.parametrize("address", [BAD, "socks4://p:1", "http://p:port", "http://", "socks5://[::1", "http://p\n:1"])
@pytest.mark.parametrize("name", ["ALL_PROXY", "all_proxy", "HTTP_PROXY", "https_proxy"])
def test_what_is_not_is_named_without_its_value(name: str, address: str) -> None:
    [line] = broken_proxies({name: address})
    assert line == f"{name}: must be a proxy such as http://host:port or socks5://host:port"


def test_each_is_named() -> None:
    lines = broken_proxies({"ALL_PROXY": BAD, "http_proxy": "x://", "HTTPS_PROXY": "http://p:1"})
    assert [line.partition(":")[0] for line in lines] == ["ALL_PROXY", "http_proxy"]


@pytest.mark.parametrize("variables", [{"all_proxy": ""}, {"all_proxy": "http://p:1"}, {"NO_PROXY": "x, *"}])
def test_what_nobody_will_use_is_no_matter(variables: dict[str, str]) -> None:
    assert broken_proxies({"ALL_PROXY": BAD, **variables}) == []


def test_settings_are_refused_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("ALL_PROXY", BAD)
    with pytest.raises(SettingsError, match=r"^ALL_PROXY: "):
        load(None)


@pytest.mark.parametrize("command", ["run", "check", "demo"])
def test_the_command_line_says_one_line(command: str, tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "BOT_TOKEN": TOKEN, "ALL_PROXY": BAD}
    ended = subprocess.run(
        [sys.executable, "-m", "bot", command],
        check=False,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    said = ended.stderr.splitlines()
    assert said[0].startswith("ALL_PROXY: ")
    assert (ended.returncode, len(said)) == (2, 2), "the other says where settings are explained"
    assert "secret-0001" not in ended.stderr + ended.stdout


async def test_a_service_is_asked_through_socks(monkeypatch: pytest.MonkeyPatch) -> None:
    async def pong(request: web.Request) -> web.Response:
        return web.Response(text="pong")

    app = web.Application()
    app.router.add_post("/ping", pong)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with proxy("socks5") as there:
        there.homes["service.test"] = runner.addresses[0]
        for name in ("NO_PROXY", "no_proxy", "all_proxy", "http_proxy", "HTTP_PROXY"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("ALL_PROXY", there.address)
        http = Http("http://service.test")
        try:
            answer = await http.post("/ping", b"{}")
        finally:
            await http.aclose()
            await runner.cleanup()
    assert (answer.body, there.reached) == (b"pong", ["service.test:80"])
