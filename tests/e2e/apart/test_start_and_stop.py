"""The bot starts when Telegram lets it, and stops in good order whatever is under way."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.support.office import Office, new_phone
from tests.support.people import make_database
from tests.support.processes import BotProcess, Bots, SandboxProcess, database_url


class FreshBot(BotProcess):
    afresh = True


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_database(database_url(tmp_path))
    return tmp_path


@pytest.fixture
def sandbox(folder: Path) -> Iterator[SandboxProcess]:
    sandbox = SandboxProcess(folder)
    yield sandbox
    sandbox.stop()


@pytest.fixture
async def office(sandbox: SandboxProcess) -> AsyncIterator[Office]:
    office = Office(sandbox.root)
    yield office
    await office.close()


@pytest.mark.parametrize("operation", ["getMe", "deleteWebhook", "getUpdates"])
async def test_it_starts_though_telegram_fails_at_first(
    folder: Path, office: Office, bots: Bots, operation: str
) -> None:
    await office.fault("status", operation, "telegram", status=500, times=4)
    bot = await bots.start(folder, office.root)
    oleg = await office.person()
    await oleg.says("/help")
    await oleg.sees("/calls")
    log = bot.log.read_text()
    assert "Traceback" not in log
    assert "again in" in log
    assert await asyncio.to_thread(bot.stop) == 0


async def test_a_token_that_telegram_does_not_know_ends_it_with_a_line(
    folder: Path, office: Office, bots: Bots
) -> None:
    bot = await bots.start(folder, office.root, False, FreshBot, BOT_TOKEN="42:too-short")
    assert await asyncio.to_thread(bot.wait) == 1
    log = bot.log.read_text()
    assert "Traceback" not in log
    assert log.splitlines()[-1] == "Telegram does not know this bot, see BOT_TOKEN: Unauthorized"


async def test_it_can_be_stopped_while_it_cannot_reach_telegram(folder: Path, office: Office, bots: Bots) -> None:
    await office.fault("hang", "getMe", "telegram", times=100)
    bot = await bots.start(folder, office.root, False)
    await office.request("getMe", target="telegram")
    assert await asyncio.to_thread(bot.stop) == 0
    assert "Traceback" not in bot.log.read_text()


async def test_it_stops_in_good_order_while_it_asks_a_service(folder: Path, office: Office, bots: Bots) -> None:
    bot = await bots.start(folder, office.root)
    oleg, phone = await office.person(), new_phone("00")
    await office.fault("hang", "get", times=50)
    await oleg.says(f"/call {phone} Ваш заказ готов")
    await oleg.presses("Позвонить")
    await office.request("get")
    assert await asyncio.to_thread(bot.stop) == 0
    assert "Traceback" not in bot.log.read_text()
    assert '"level": "error"' not in bot.log.read_text()


def _long_ago(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "zvonar.sqlite3")) as database:
        database.execute("UPDATE updates_heard SET at = datetime(at, '-70 seconds')")
        database.commit()


async def test_before_a_webhook_is_set_it_asks_for_what_had_gathered(folder: Path, office: Office, bots: Bots) -> None:
    """Nothing listens at this address, so updates gather at Telegram."""
    webhook: dict[str, Any] = {
        "UPDATES": "webhook",
        "PUBLIC_URL": "https://localhost:8443",
        "WEBHOOK_SECRET": "secret-of-the-webhook",
    }
    oleg, maria = await office.person(), await office.person()
    phone, other = new_phone("01"), new_phone("01")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    bot = await bots.start(folder, office.root, **webhook)
    card = await oleg.sees("Ваш заказ готов")
    await office.request("setWebhook", target="telegram")
    await oleg.taps("Позвонить", card)
    await maria.says(f"/call {other} Заберите посылку")

    bot.kill()
    _long_ago(folder)
    bot = await bots.start(folder, office.root, **webhook)
    asked = await oleg.sees_in(card, "Нажатие дошло слишком поздно, поэтому звонка не было.")
    assert asked.has("Позвонить")
    await maria.sees("Заберите посылку")
    assert await office.creates(phone) == 0
    assert await asyncio.to_thread(bot.stop) == 0
    assert "Traceback" not in bot.log.read_text()
