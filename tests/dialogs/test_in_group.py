"""What a group hears of: with Telegram's privacy on, the bot sees there only replies to itself."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.text import Const

from bot.domain.access import Role
from bot.telegram.html import MESSAGE_LIMIT
from bot.telegram.look import Look
from handlers.states import Options
from handlers.widgets import Window
from tests.support.stage import GROUP, TEXTS, Someone, Stage

HINT = "Ответьте на это сообщение"


@pytest.mark.parametrize(("label", "asked"), [("Текст", True), ("Голос", False)])
async def test_a_window_that_waits_for_words_asks_for_a_reply(
    stage: Stage, oleg: Someone, label: str, asked: bool
) -> None:
    await oleg.says("/call +7 999 123-45-67 Ваш заказ готов", GROUP)
    await oleg.presses("Параметры", oleg.last(GROUP))
    await oleg.presses(label, oleg.last(GROUP))
    assert (HINT in (oleg.last(GROUP).text or "")) is asked


async def test_a_private_chat_needs_no_reply(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call +7 999 123-45-67 Ваш заказ готов")
    await oleg.presses("Параметры")
    await oleg.presses("Текст")
    assert HINT not in (oleg.last().text or "")


async def test_in_the_language_of_whoever_is_asked(stage: Stage) -> None:
    john = await stage.person(5, Role.OPERATOR, language="en", name="John")
    await john.says("/call +7 999 123-45-67 Your order", GROUP)
    await john.presses("Options", john.last(GROUP))
    await john.presses("Text", john.last(GROUP))
    assert "Reply to this message" in (john.last(GROUP).text or "")


async def test_a_full_window_stays_within_telegrams_limit() -> None:
    look = Look(TEXTS.speak("ru"), {}, in_group=True, zone=ZoneInfo("Europe/Moscow"))
    manager = cast(Any, SimpleNamespace(middleware_data={"where": SimpleNamespace(look=look)}))
    full = Window(Const("я" * (MESSAGE_LIMIT - 10)), TextInput("words"), state=Options.text)
    assert len(await full.render_text({}, manager)) <= MESSAGE_LIMIT
