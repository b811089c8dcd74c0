"""A button that Telegram still shows under a message which is the order's card no more."""

from __future__ import annotations

import pytest
from aiogram.types import Message

from tests.dialogs.test_drafts import message, settled
from tests.dialogs.test_redial import over, placed
from tests.support.people import CALL
from tests.support.stage import Someone, Stage

__all__ = ["over"]
NOTHING, DONE, LEFT = "Отменять нечего", "Отменено. Звонка не будет.", "Всё осталось как было."


@pytest.fixture
async def card(oleg: Someone) -> Message:
    await oleg.says(CALL)
    return oleg.last().model_copy()


@pytest.fixture
async def old(oleg: Someone, card: Message) -> Message:
    """It shows the order as its card does."""
    await oleg.says("/help")
    return oleg.last().model_copy(update={"reply_markup": card.reply_markup})


async def test_the_warning_about_the_hours_is_the_card_from_then_on(stage: Stage, oleg: Someone, old: Message) -> None:
    stage.clock.advance(12 * 3600)
    await oleg.presses("Позвонить", old)
    assert oleg.labels(message(stage, old))[0] == "📞 Всё равно позвонить"
    await oleg.says("/cancel")
    await settled(stage)
    assert oleg.labels(message(stage, old)) == ["🔁 Позвонить ещё"]
    assert stage.provider.placed == []


async def test_options_of_a_call_that_is_over_show_its_card(stage: Stage, oleg: Someone, old: Message) -> None:
    await oleg.says("/cancel")
    await oleg.presses("Параметры", old)
    await settled(stage)
    assert oleg.labels(message(stage, old)) == ["🔁 Позвонить ещё"]


@pytest.mark.parametrize("sends", ["Отмена", "order:show"])
async def test_open_options_are_over(stage: Stage, oleg: Someone, card: Message, old: Message, sends: str) -> None:
    await oleg.presses("Параметры", card)
    if sends == "Отмена":
        await oleg.presses(sends, old)
        assert stage.telegram.answers()[-1] == stage.app.texts.speak("ru").plain("call-press-withdrawn")
    else:
        (order,) = await stage.orders()
        await oleg.sends_data(f"{sends}:{order.id}", old)
    await oleg.says("/cancel")
    assert (oleg.last().text or "").startswith(NOTHING if sends == "Отмена" else DONE)


async def test_what_is_placed_cannot_be_taken_back(stage: Stage, oleg: Someone, card: Message, old: Message) -> None:
    await oleg.presses("Позвонить", card)
    await placed(stage)
    await oleg.presses("Отмена", old)
    assert stage.telegram.answers()[-1] == stage.app.texts.speak("ru").plain("call-press-too-late")


async def test_redialling_leaves_the_open_dialog(stage: Stage, oleg: Someone, over: Message) -> None:
    await oleg.says("/templates")
    await oleg.presses("Недозвонившимся", over)
    assert await placed(stage) == ["79991234568"]
    await oleg.says("/cancel")
    assert (oleg.last().text or "").startswith(NOTHING)
