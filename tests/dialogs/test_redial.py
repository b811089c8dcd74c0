"""«Redial those not reached» under a list that is over: one tap, one call for each, however often it is tapped."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.types import Message

from bot.domain.calls import CallState, Report
from bot.domain.orders import OrderState
from tests.dialogs.test_as_seen import CHANGED
from tests.support.orders import draft_change, tap
from tests.support.people import ANNA, MARIA
from tests.support.stage import Someone, Stage


@pytest.fixture
async def over(stage: Stage, oleg: Someone) -> Message:
    """The card of two calls: one was busy."""
    await oleg.says("/call 89991234567, 89991234568\nВаш заказ готов")
    await oleg.presses("Позвонить всем (2)")
    await stage.app.core.submitter.drain()
    first, second = (call.phone for call in stage.provider.placed)
    assert (first, second) == ("79991234567", "79991234568")
    stage.provider.reports.update({"101": Report(CallState.COMPLETED), "102": Report(CallState.BUSY)})
    stage.clock.advance(600)
    await stage.app.core.track.poll()
    card: Message = await stage.until(lambda: oleg.under("🔁 Недозвонившимся (1)"))
    return card


async def placed(stage: Stage) -> list[str]:
    await stage.app.core.submitter.drain()
    return [str(call.phone) for call in stage.provider.placed][2:]


async def test_one_tap_calls_them(stage: Stage, oleg: Someone, over: Message) -> None:
    maria = await stage.let_in(MARIA)
    taps = [someone.presses("Недозвонившимся", over) for someone in (oleg, oleg, maria, oleg)]
    await asyncio.gather(*taps)
    assert await placed(stage) == ["79991234568"]
    answers = stage.telegram.answers()[-4:]
    assert (answers.count("Звоним…"), answers.count("Уже звоним")) == (1, 3)
    await stage.app.core.deliveries.settle()
    assert "+7 999 123-45-68 — звонок в очереди" in (oleg.last().text or "")


async def test_outside_the_hours_it_asks_once_more(stage: Stage, oleg: Someone, over: Message) -> None:
    stage.clock.advance(12 * 3600)
    await oleg.presses("Недозвонившимся", over)
    assert "вне часов для звонков. Позвонить всё равно?" in (oleg.last().text or "")
    assert await placed(stage) == []
    await oleg.presses("Недозвонившимся", over)
    await stage.app.core.deliveries.settle()
    assert sum(order.state is OrderState.DRAFT for order in await stage.orders()) == 1
    card = oleg.last()
    await oleg.presses("Позвонить", card)
    await oleg.presses("Всё равно позвонить")
    assert await placed(stage) == ["79991234568"]
    await oleg.presses("Недозвонившимся", over)
    assert stage.telegram.answers()[-1] == "Уже звоним"


async def test_a_button_from_before_there_were_marks_is_drawn_anew(stage: Stage, oleg: Someone, over: Message) -> None:
    (order,) = await stage.orders()
    await oleg.sends_data(f"order:redial:{order.id}", over)
    assert stage.telegram.answers()[-1] == CHANGED
    assert (await placed(stage), len(await stage.orders())) == ([], 1)
    await stage.app.core.deliveries.settle()
    await oleg.presses("Недозвонившимся", oleg.under("🔁 Недозвонившимся (1)"))
    assert await placed(stage) == ["79991234568"]


async def test_what_it_made_and_a_colleague_has_changed_is_shown_first(
    stage: Stage, oleg: Someone, over: Message
) -> None:
    stage.clock.advance(12 * 3600)
    await oleg.presses("Недозвонившимся", over)
    (_, made) = await stage.orders()
    await stage.app.core.api.orders.change(ANNA, draft_change(made.id, purpose="Опрос"))
    stage.clock.advance(12 * 3600)
    await oleg.presses("Недозвонившимся", over)
    assert stage.telegram.answers()[-1] == CHANGED
    assert await placed(stage) == []
    await stage.until(lambda: "Опрос" in (oleg.last().text or ""))
    await oleg.presses("Позвонить")
    assert await placed(stage) == ["79991234568"]


async def test_a_tap_that_came_too_late_asks(stage: Stage, oleg: Someone, over: Message) -> None:
    stage.app.dispatcher["fresh_until"] = stage.clock.now()
    await oleg.presses("Недозвонившимся", over)
    assert await placed(stage) == []
    assert "бот был недоступен" in (stage.telegram.answers()[-1] or "")
    assert oleg.labels()[0] == "📞 Позвонить"


async def test_it_goes_on_after_a_crash_between_making_and_placing(stage: Stage, oleg: Someone, over: Message) -> None:
    (order,) = await stage.orders()
    author = await stage.app.database.transact(lambda uow: uow.people.get(oleg.id))
    assert author is not None
    await stage.app.core.api.orders.redial(author, tap(order, order.redial_mark))
    await stage.restart()
    await oleg.presses("Недозвонившимся", over)
    assert await placed(stage) == ["79991234568"]


async def test_the_button_goes_once_it_was_used(stage: Stage, oleg: Someone, over: Message) -> None:
    await oleg.presses("Недозвонившимся", over)
    assert await placed(stage) == ["79991234568"]
    await stage.app.core.deliveries.settle()
    assert oleg.under("🔁 Недозвонившимся (1)") is None
    assert oleg.under("🔁 Всем ещё раз (2)") is not None
