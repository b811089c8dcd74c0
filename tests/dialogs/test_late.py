"""A tap that people gave up on places nothing and sends nothing; it asks once more, and all other taps work."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.access import Role
from tests.dialogs.emulating import Wire, filled, stage_of
from tests.dialogs.test_planned import planned, released
from tests.support.people import CALL
from tests.support.stage import Someone, Stage

SAID = "Когда вы нажали, бот был недоступен, поэтому звонка не было. Если он ещё нужен, нажмите снова."
SHOWN = "Нажатие дошло слишком поздно"


def make_taps(stage: Stage, *, late: bool) -> None:
    until = stage.clock.now() + (timedelta() if late else timedelta(minutes=1))
    stage.app.dispatcher["fresh_until"] = until


async def test_call_now_asks_again(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    card = oleg.last()
    make_taps(stage, late=True)
    await oleg.presses("Позвонить", card)
    asked = stage.telegram.messages[oleg.id, card.message_id]
    assert stage.telegram.answers() == [SAID]
    assert SHOWN in (asked.text or "")
    assert oleg.labels(asked) == oleg.labels(card)
    assert stage.provider.placed == []

    make_taps(stage, late=False)
    await oleg.presses("Позвонить", asked)
    await stage.until(lambda: stage.provider.placed)


async def test_call_now_asks_about_the_window_first(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    stage.clock.advance(12 * 3600)
    make_taps(stage, late=True)
    await oleg.presses("Позвонить")
    make_taps(stage, late=True)
    await oleg.presses("Всё равно позвонить")
    assert SHOWN in (oleg.last().text or "")
    assert oleg.labels()[0] == "📞 Позвонить", "what was insisted on is asked about anew"
    assert stage.provider.placed == []


async def test_calls_that_were_missed_ask_again(stage: Stage, oleg: Someone) -> None:
    await planned(stage, oleg)
    await released(stage, timedelta(hours=20))
    card = await stage.until(lambda: oleg.under("📞 Позвонить сейчас"))
    make_taps(stage, late=True)
    await oleg.presses("Позвонить сейчас", card)
    assert stage.telegram.answers()[-1] == SAID
    assert stage.provider.placed == []
    make_taps(stage, late=False)
    await oleg.presses("Позвонить сейчас", card)
    await stage.until(lambda: stage.provider.placed)


async def test_what_costs_nothing_does_as_it_says(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    card = oleg.last()
    make_taps(stage, late=True)
    await oleg.sends_data("order:request:1", card)
    assert "79991234567" in (oleg.last().text or "")
    await oleg.presses("Отмена", card)
    await stage.until(lambda: oleg.under("🔁 Позвонить ещё"))


@pytest.fixture
async def emulator(tmp_path: Path) -> AsyncIterator[tuple[Stage, Wire]]:
    wire = Wire()
    async with stage_of(tmp_path, wire) as stage:
        yield stage, wire


async def test_the_emulator_sends_nothing(emulator: tuple[Stage, Wire]) -> None:
    stage, wire = emulator
    anna = await stage.person(1, Role.ADMIN)
    await filled(anna)
    await anna.presses("Показать запрос")
    await anna.presses("Отправить сервису")
    confirm = anna.last()
    make_taps(stage, late=True)
    await anna.presses("Отправить сервису", confirm)
    assert (stage.telegram.answers()[-1] or "").startswith(SHOWN)
    assert wire.sent == []
    make_taps(stage, late=False)
    await anna.presses("Отправить сервису", confirm)
    assert len(wire.sent) == 1
