"""The chat shows that the bot is at work once that takes longer than a second; quick work costs no request."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.enums import ChatAction
from aiogram.methods import SendChatAction

from handlers import doing as module
from handlers.doing import doing
from tests.support.stage import GROUP, Someone, Stage


@pytest.mark.parametrize("chat", [None, GROUP])
@pytest.mark.parametrize("action", [None, ChatAction.RECORD_VOICE])
@pytest.mark.parametrize("refusal", ["", "Bad Request: not enough rights to send text messages to the chat"])
async def test_slow_work_is_shown(
    stage: Stage,
    oleg: Someone,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    chat: int | None,
    action: ChatAction | None,
    refusal: str,
) -> None:
    """A refusal of Telegram's hurts nobody."""
    stage.telegram.refusals[SendChatAction] = refusal
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    is_shown = asyncio.Event()

    async def slow(actor: object) -> None:
        if action:
            doing(action)
        stage.telegram.on_request = is_shown.set
        await is_shown.wait()

    monkeypatch.setattr(stage.app.core.api.orders, "withdraw_last", slow)
    await oleg.says("/cancel", chat)
    [shown] = stage.telegram.asked(SendChatAction)
    assert (shown.chat_id, shown.action) == (chat or oleg.id, action or "typing")
    assert "Отменять нечего" in (oleg.last(chat).text or "")
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


async def test_quick_work_is_not(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call +7 999 123-45-67 Ваш заказ готов")
    await oleg.presses("Позвонить")
    assert stage.telegram.asked(SendChatAction) == []
