"""«Show request», and beside it «Answer»: what went to the provider, and what came back as it came."""

from __future__ import annotations

from bot.domain.calls import CallState, Report
from tests.fakes.provider import FakeProvider
from tests.support.stage import Someone, Stage

RAW = {"id": 17, "status": "finished", "новое": ["<поле>"]}


async def placed(stage: Stage, someone: Someone) -> tuple[int, str]:
    """The card's message and the order's number."""
    await someone.says("/call +7 999 123-45-67 Ваш заказ готов")
    card = someone.last()
    await someone.presses("Позвонить")
    await stage.app.core.submitter.drain()
    (order,) = await stage.orders()
    return card.message_id, str(order.id)


async def told(stage: Stage, provider: FakeProvider, raw: dict[str, object]) -> None:
    (order,) = await stage.orders()
    handle = order.calls[0].handle
    assert handle is not None
    provider.reports[handle.id] = Report(CallState.COMPLETED, raw=raw)
    stage.clock.advance(600)
    await stage.app.core.track.poll()


async def test_a_manager_reads_what_came_back(stage: Stage, maria: Someone, services: list[FakeProvider]) -> None:
    message_id, order = await placed(stage, maria)
    card = maria.last()
    await maria.sends_data(f"order:answer:{order}", card)
    assert "ничего не ответил" in (stage.telegram.answers()[-1] or "")
    await told(stage, services[0], RAW)
    await maria.sends_data(f"order:request:{order}", card)
    shown = stage.telegram.messages[maria.id, message_id]
    assert "🧾 Запрос" in (shown.text or "")
    await maria.presses("Ответ", shown)
    text = stage.telegram.messages[maria.id, message_id].text or ""
    assert "как пришло" in text
    for words in ('"status": "finished"', "<поле>"):
        assert words in text
    await maria.presses("Показать запрос", stage.telegram.messages[maria.id, message_id])
    await maria.presses("Назад", stage.telegram.messages[maria.id, message_id])
    assert "Ваш заказ готов" in (stage.telegram.messages[maria.id, message_id].text or "")


async def test_an_operator_is_not_shown_it(stage: Stage, oleg: Someone, services: list[FakeProvider]) -> None:
    message_id, order = await placed(stage, oleg)
    await told(stage, services[0], RAW)
    card = oleg.last()
    await oleg.sends_data(f"order:answer:{order}", card)
    assert "как пришло" not in (stage.telegram.messages[oleg.id, message_id].text or "")
    assert "finished" not in (stage.telegram.messages[oleg.id, message_id].text or "")
