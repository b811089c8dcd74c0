"""«Show request», and beside it «Answer»: what went to the provider, and what came back as it came."""

from __future__ import annotations

from bot.domain.calls import CallState, Handle, Report
from bot.domain.errors import Refused
from bot.domain.reasons import Reason
from bot.ports import VoiceCall
from bot.ports.hearing import LONGEST, hear
from tests.fakes.provider import FakeProvider
from tests.support.stage import Someone, Stage

MORE = ["🧾 Показать запрос", "📥 Ответ", "◀️ Назад"]
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
    message_id, _ = await placed(stage, maria)
    await stage.app.core.deliveries.settle()
    await maria.presses("Ещё", stage.telegram.messages[maria.id, message_id])
    assert maria.labels(stage.telegram.messages[maria.id, message_id]) == MORE
    await maria.presses("Ответ", stage.telegram.messages[maria.id, message_id])
    assert "ничего не ответил" in (stage.telegram.answers()[-1] or "")
    await told(stage, services[0], RAW)
    await stage.app.core.deliveries.settle()
    await maria.presses("Ещё", stage.telegram.messages[maria.id, message_id])
    await maria.presses("Показать запрос", stage.telegram.messages[maria.id, message_id])
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


async def test_a_refused_call_has_the_answer_to_its_request(
    stage: Stage, maria: Someone, services: list[FakeProvider]
) -> None:
    async def refuses(call: VoiceCall) -> Handle:
        hear(400, '{"message": "Недостаточно средств"}'.encode() + b" " * LONGEST)
        raise Refused(Reason.REFUSED_MONEY)

    setattr(services[0], "place", refuses)  # noqa: B010 - a method is replaced
    message_id, _ = await placed(stage, maria)
    await stage.until(lambda: maria.under("⋯ Ещё"))
    await maria.presses("Ещё", stage.telegram.messages[maria.id, message_id])
    await maria.presses("Ответ", stage.telegram.messages[maria.id, message_id])
    text = stage.telegram.messages[maria.id, message_id].text or ""
    for words in ("на запрос о звонке", "HTTP 400", "Недостаточно средств", "Здесь начало: ещё "):
        assert words in text


async def test_whoever_makes_a_record_reads_its_request(maria: Someone) -> None:
    await maria.says("/records")
    await maria.presses("Из текста")
    await maria.says("Ваш заказ готов")
    await maria.presses("Показать запрос")
    assert '"name": "Ваш заказ готов"' in (maria.last().text or "")
    assert maria.labels() == ["◀️ Назад"], "nothing was sent, nothing answered"
    await maria.presses("Назад")
    await maria.presses("Отправить")
    await maria.presses("Показать запрос")
    await maria.presses("Ответ")
    assert "HTTP 200" in (maria.last().text or "")
    await maria.presses("Назад")
    assert "Готов к звонкам" in (maria.last().text or "")


async def test_an_operator_reads_no_requests_of_records(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call +7 999 123-45-67")
    await oleg.presses("Ролик")
    assert "Показать запрос" not in " ".join(oleg.labels())
