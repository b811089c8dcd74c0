"""`TELEGRAM_PROXY`: Telegram is reached through it, `check` says so, and its password is never shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetMe
from pydantic import SecretStr

from bot.app import App
from bot.check import check_telegram
from bot.settings import Settings, given
from bot.telegram.session import DownloadError, TelegramSession, make_bot
from tests.integration.telegram.conftest import TOKEN, Office
from tests.support.processes import database_url
from tests.support.proxies import NAME, PASSWORD, proxy

ANNA = "1001"


def settings(office: Office, address: str | None) -> Settings:
    api = f"{office.root}/telegram"
    return given(bot_token=TOKEN, bot_admins=ANNA, telegram_api_url=api, telegram_proxy=address)


@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_telegram_is_reached_through_it(office: Office, kind: str) -> None:
    async with proxy(kind) as there:
        finding = await check_telegram(settings(office, there.address))
        assert finding.ok
        assert finding.said.endswith("administrators: 1 (BOT_ADMINS), through TELEGRAM_PROXY")
        assert there.reached == [office.root.removeprefix("http://")]


@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_the_bot_itself_reaches_telegram_through_it(office: Office, tmp_path: Path, kind: str) -> None:
    async with proxy(kind) as there:
        database = database_url(tmp_path)
        app = App(settings(office, there.address).model_copy(update={"database_url": SecretStr(database)}))
        try:
            await app.bot.get_me()
        finally:
            await app.bot.session.close()
        assert there.reached == [office.root.removeprefix("http://")]


async def test_without_one_nobody_is_named(office: Office) -> None:
    finding = await check_telegram(settings(office, None))
    assert finding.ok
    assert "PROXY" not in finding.said


@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_a_wrong_password_is_one_line_without_it(office: Office, kind: str) -> None:
    async with proxy(kind) as there:
        wrong = there.address.replace(PASSWORD, "wrong-pass-0002")
        finding = await check_telegram(settings(office, wrong))
        assert not finding.ok
        assert finding.said.endswith(", through TELEGRAM_PROXY")
        assert "wrong-pass" not in finding.said
        assert there.reached == []


@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_one_that_is_not_there_is_a_network_error(office: Office, kind: str) -> None:
    """The sender tries again, as it does whenever Telegram cannot be reached."""
    async with proxy(kind) as there:
        address = there.address
    bot = make_bot(TOKEN, f"{office.root}/telegram", proxy=address, time=office.time)
    try:
        with pytest.raises(TelegramNetworkError) as caught:
            await bot.session.make_request(bot, GetMe())
        with pytest.raises(DownloadError):
            await anext(bot.session.stream_content(f"{office.root}/telegram/file"))
    finally:
        await bot.session.close()
    assert PASSWORD not in f"{caught.value!r} {caught.value}"


async def test_a_proxy_loses_none_of_the_usual_checks() -> None:
    """aiogram forgets its certificates and limits as soon as there is a proxy."""
    bot = make_bot(TOKEN, "https://api.telegram.org", proxy=f"socks5://{NAME}:{PASSWORD}@127.0.0.1:1")
    session = bot.session
    assert isinstance(session, TelegramSession)
    assert {"ssl", "limit", "ttl_dns_cache", "proxy_type"} <= session._connector_init.keys()
