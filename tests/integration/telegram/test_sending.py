"""The sender's guards over real HTTP, against the sandbox's Telegram."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import (
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import ReplyParameters

from bot.telegram.html import MESSAGE_LIMIT, cut, escape, fit
from bot.telegram.session import DownloadError
from tests.integration.telegram.conftest import Office

ANNA = 1001


async def test_429_is_honoured(office: Office) -> None:
    await office.fault("429", retry_after=17)
    await office.bot.send_message(ANNA, "hello")
    assert await office.statuses() == [429, 200]
    assert office.time.passed == 17


async def test_429_without_a_time_is_honoured_too(office: Office) -> None:
    await office.fault("status", status=429, body="<html>slow down</html>")
    await office.bot.send_message(ANNA, "hello")
    assert await office.statuses() == [429, 200]
    assert office.time.passed == 1


async def test_429_for_hours_is_raised(office: Office) -> None:
    await office.fault("429", retry_after=10_072)
    with pytest.raises(TelegramRetryAfter):
        await office.bot.send_message(ANNA, "hello")
    assert office.time.passed == 0


@pytest.mark.parametrize("status", [500, 502])
async def test_5xx_then_ok(office: Office, status: int) -> None:
    await office.fault("status", status=status, times=2)
    await office.bot.send_message(ANNA, "hello")
    assert await office.statuses() == [status, status, 200]
    assert office.time.passed == 1.5


@pytest.mark.parametrize("kind", ["reset", "cut", "invalid_json"])
async def test_a_spoiled_answer_then_ok(office: Office, kind: str) -> None:
    await office.fault(kind)
    await office.bot.send_message(ANNA, "hello")
    assert (await office.statuses())[-1] == 200
    assert len(await office.statuses()) == 2


async def test_a_server_that_stays_broken(office: Office) -> None:
    await office.fault("status", status=502, times=9)
    with pytest.raises(TelegramServerError, match="502"):
        await office.bot.send_message(ANNA, "hello")
    assert await office.statuses() == [502, 502, 502]


async def test_a_server_that_never_answers(office: Office) -> None:
    office.bot.session.timeout = 0.05
    await office.fault("hang", times=9)
    with pytest.raises(TelegramNetworkError, match="no answer in time"):
        await office.bot.send_message(ANNA, "hello")
    assert office.time.passed == 1.5


async def test_an_edit_whose_answer_was_lost_is_done(office: Office) -> None:
    message = await office.bot.send_message(ANNA, "ringing")
    await office.fault("reset", "editMessageText", applied=True)
    done = await office.bot.edit_message_text("answered", chat_id=ANNA, message_id=message.message_id)
    assert done is True
    assert await office.texts(ANNA) == ["answered"]


async def test_blocked(office: Office) -> None:
    await office.post(f"people/{ANNA}/block", blocked=True)
    with pytest.raises(TelegramForbiddenError):
        await office.bot.send_message(ANNA, "hello")
    assert await office.statuses() == [403]


async def test_migrated(office: Office) -> None:
    group = (await office.post("chats", type="group", title="Смена", members=[ANNA, 1002]))["id"]
    message = await office.bot.send_message(group, "before")
    new = (await office.post(f"chats/{group}/migrate"))["id"]
    sent = await office.bot.send_message(
        group, "after", reply_parameters=ReplyParameters(message_id=message.message_id)
    )
    assert sent.chat.id == new
    assert await office.texts(new) == ["after"]
    assert office.migrated == [(group, new)]
    with pytest.raises(TelegramMigrateToChat):
        await office.bot.edit_message_text("x", chat_id=group, message_id=message.message_id)


async def test_nothing_is_refused_when_telegram_counts(office: Office) -> None:
    """The sandbox keeps its own count, in real time: the first burst must fit into it."""
    await office.post("telegram/settings", limits=True)
    for number in range(3):
        await office.bot.send_message(ANNA, str(number))
    assert await office.statuses() == [200, 200, 200]


async def test_many_messages_keep_to_the_limits(office: Office) -> None:
    await asyncio.gather(*(office.bot.send_message(ANNA, str(number)) for number in range(8)))
    assert office.time.passed == 5, "three at once, then one a second"
    assert len(await office.texts(ANNA)) == 8


async def test_defaults(office: Office) -> None:
    message = await office.bot.send_message(
        ANNA, "<b>5 &lt; 6</b> https://example.com", reply_parameters=ReplyParameters(message_id=999)
    )
    assert message.text == "5 < 6 https://example.com"
    assert message.link_preview_options is None or message.link_preview_options.is_disabled
    request = (await office.get("requests?target=telegram&operation=sendMessage"))[-1]["request"]
    assert "is_disabled" in str(request)


async def test_long_texts_are_taken(office: Office) -> None:
    html = "".join(f"<b>{number}</b> {escape('<строка> & 😀')}\n" for number in range(900))
    parts = cut(html)
    for part in parts:
        await office.bot.send_message(ANNA, part)
    await office.bot.send_message(ANNA, fit("&amp;" * 9_000, MESSAGE_LIMIT))
    texts = await office.texts(ANNA)
    assert "".join(texts[:-1]).replace("\n", "").count("<строка> & 😀") == 900
    assert len(texts) == len(parts) + 1


async def test_whoever_comes_after_the_end_opens_nothing(office: Office) -> None:
    """Such as a message that says that work goes on: what it opens nobody would close."""
    await office.bot.send_message(ANNA, "hello")
    session = office.bot.session
    assert isinstance(session, AiohttpSession)
    await session.close()
    with pytest.raises(TelegramNetworkError, match="the bot has stopped"):
        await office.bot.send_message(ANNA, "late")
    with pytest.raises(DownloadError):
        await office.bot.download_file("voice/file.ogg")
    assert session._session is not None
    assert session._session.closed
    assert await office.texts(ANNA) == ["hello"]
