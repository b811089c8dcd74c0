"""What takes minutes comes to whoever waits for it, at most once more, wherever the bot is killed meanwhile."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from aiogram import Bot
from aiogram.methods import SendAudio, SendDocument, TelegramMethod

from bot.domain.errands import ErrandKind
from bot.domain.errors import RecordingLate
from bot.media.sheet_writer import ChildSheetWriter
from bot.ports import UnitOfWork
from bot.services import history
from handlers.calls import files, recording
from tests.dialogs.test_history import BUSY, called
from tests.dialogs.test_recording import card, recorded
from tests.fakes.provider import FakeProvider
from tests.support.people import CALL, OLEG
from tests.support.stage import Someone, Stage, open_stage
from tests.unit.services.killing import Killed

T = TypeVar("T")
MOST_KILLS = 20


class Mortal:
    """The bot is killed at the transaction number `at` of its errands, and nothing gets out of it any more."""

    def __init__(self, stage: Stage, at: int, *, committed: bool) -> None:
        self._stage, self._left, self._committed = stage, at, committed
        self.is_dead = False
        database, telegram = stage.app.database, stage.telegram
        self._transact, self._ask = database.transact, telegram.make_request
        database.transact = self.transact  # type: ignore[method-assign]  # of this process alone
        telegram.make_request = self.ask  # type: ignore[method-assign]  # the same

    async def transact(self, work: Callable[[UnitOfWork], T]) -> T:
        if self._is_of_an_errand() and not self.is_dead:
            self._left -= 1
            if self._left < 0 and self._committed:
                await self._transact(work)
            self.is_dead = self._left < 0
        if self.is_dead:
            raise Killed
        return await self._transact(work)

    def _is_of_an_errand(self) -> bool:
        return asyncio.current_task() in self._stage.app.errands._tasks

    async def ask(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        if self.is_dead:
            raise Killed
        return await self._ask(bot, method)

    async def is_followed(self) -> None:
        """By another process."""
        self._stage.app.database.transact = self._transact  # type: ignore[method-assign]  # what ends ends
        self._stage.telegram.make_request = self._ask  # type: ignore[method-assign]  # the same
        await self._stage.restart()


@dataclass(frozen=True)
class Wait:
    """`sent`: what came, each with how often it was sent."""

    given: Callable[[Stage, Someone], Awaitable[None]]
    asks: Callable[[Stage, Someone], Awaitable[None]]
    sent: Callable[[Stage], Counter[str]]
    expected: list[str]


async def three_calls(stage: Stage, oleg: Someone) -> None:
    for number in range(3):
        await called(stage, oleg, f"{CALL} {number}", BUSY)
    await oleg.says("/export")


async def asks_for_a_file(stage: Stage, oleg: Someone) -> None:
    await oleg.presses("CSV")


def sheets(stage: Stage) -> Counter[str]:
    done = [one for one in stage.telegram.messages.values() if "Готово" in (one.text or "")]
    return Counter([Path(one.document.path).name for one in stage.telegram.asked(SendDocument)] + ["done"] * len(done))


async def a_late_recording(stage: Stage, oleg: Someone) -> None:
    stage.recordings.problems = [RecordingLate("recording-late")] * 2
    await recorded(stage, oleg)


def sounds(stage: Stage) -> Counter[str]:
    return Counter(str(one.caption) for one in stage.telegram.asked(SendAudio))


WAITS = {
    ErrandKind.EXPORT: Wait(three_calls, asks_for_a_file, sheets, ["zvonar-calls-1.csv", "zvonar-calls-2.csv", "done"]),
    ErrandKind.RECORDING: Wait(a_late_recording, card, sounds, ["🎧 Разговор с +7\u00a0999\u00a0123-45-67"]),
}


async def kill(stage: Stage, wait: Wait, at: int, *, committed: bool) -> bool:
    """False when it was done before."""
    oleg = await stage.let_in(OLEG)
    await wait.given(stage, oleg)
    mortal = Mortal(stage, at, committed=committed)
    with suppress(Killed):
        await wait.asks(stage, oleg)
    await ended(stage)
    if mortal.is_dead:
        await mortal.is_followed()
        await ended(stage)
    sent = wait.sent(stage)
    assert list(sent) == wait.expected, (at, committed)
    assert sum(sent.values()) <= len(sent) + mortal.is_dead, (at, committed, sent)
    await stage.restart()
    await ended(stage)
    assert wait.sent(stage) == sent, "done is done"
    return mortal.is_dead


async def ended(stage: Stage) -> None:
    async with asyncio.timeout(60):
        await asyncio.gather(*stage.app.errands._tasks, return_exceptions=True)


@pytest.mark.parametrize("committed", [False, True], ids=["before it", "after its COMMIT"])
@pytest.mark.parametrize("kind", ErrandKind)
async def test_killed_at_each_transaction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: ErrandKind, committed: bool
) -> None:
    monkeypatch.setattr(files, "ChildSheetWriter", partial(ChildSheetWriter, most_rows=2))
    monkeypatch.setattr(history, "PORTION", 2)
    monkeypatch.setattr(recording, "PAUSES", (0, 0, 0))
    kills = 0
    for at in range(MOST_KILLS):
        services = [FakeProvider()]
        async with open_stage(tmp_path, lambda services=services: services) as stage:  # type: ignore[misc]  # bound here
            if not await kill(stage, WAITS[kind], at, committed=committed):
                break
        kills += 1
    assert 3 < kills < MOST_KILLS
