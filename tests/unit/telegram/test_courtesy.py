"""The answer to a tap is tried; nothing hangs on it."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError, TelegramServerError
from aiogram.methods import AnswerCallbackQuery, TelegramMethod

from bot.telegram import courtesy
from bot.telegram.courtesy import was_answered
from bot.telegram.session import make_bot
from tests.fakes.telegram import FakeSession

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
ASKED = AnswerCallbackQuery(callback_query_id="7")


class Telegram:
    def __init__(self, *answers: Exception | bool | None) -> None:
        self.answers = list(answers)
        self.bot: Bot = make_bot("42:secret", "http://127.0.0.1:9", jitter=lambda: 0.0, session=FakeSession(self))

    async def make_request(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        answer = self.answers.pop(0)
        if answer is None:
            await asyncio.Event().wait()
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def answer(self) -> bool:
        taken = await self.bot.answer_callback_query("7")
        assert self.answers == []
        return taken


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.sender.FIRST_PAUSE", 0.0)
    monkeypatch.setattr(courtesy, "PATIENCE", 0.2)


def lost() -> TelegramNetworkError:
    return TelegramNetworkError(ASKED, "no answer in time")


def refused(words: str = TOO_OLD) -> TelegramBadRequest:
    return TelegramBadRequest(ASKED, words)


@pytest.mark.parametrize(
    ("answers", "taken"),
    [
        ([True], True),
        ([refused()], False),
        ([refused("Bad Request: QUERY_ID_INVALID")], False),
        ([refused("Bad Request: MESSAGE_TOO_LONG")], True),
        ([lost(), refused()], True),  # the first try had got through
        ([TelegramServerError(ASKED, "HTTP 502"), refused()], True),
        ([lost(), lost(), lost()], True),
        ([None], True),
    ],
)
async def test_it_never_raises_and_is_false_for_what_is_definitely_too_old(
    answers: list[Exception | bool | None], taken: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with asyncio.timeout(2):
        assert await Telegram(*answers).answer() is taken
    assert not [record for record in caplog.records if record.levelno > logging.WARNING]
    told = [record for record in caplog.records if record.name == courtesy.__name__]
    assert [record.levelno for record in told] == [logging.DEBUG] * len(told)


async def test_whoever_is_told_of_an_error_knows_whether_the_tap_was_answered() -> None:
    assert not was_answered("7")
    await Telegram(refused()).answer()
    assert not was_answered("7")
    await Telegram(True).answer()
    assert was_answered("7")
    assert not was_answered("8")
