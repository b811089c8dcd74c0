"""The purpose of a call: written in the options, shown to colleagues, never said."""

from __future__ import annotations

from tests.support.stage import Someone, Stage

CALL = "/call +7 999 123-45-67 Ваш заказ готов"


async def test_a_purpose_is_written_and_shown_and_never_said(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    await oleg.presses("Параметры")
    await oleg.presses("Ещё")
    await oleg.presses("Повод")
    await oleg.says("Напомнить\nо визите <в 18:00>")
    assert "🎯 Повод: Напомнить о…" in oleg.labels()
    assert "Повод: Напомнить о визите <в 18:00>" in (oleg.last().text or "")
    await oleg.presses("Назад")
    card = await stage.until(lambda: oleg.under("📞 Позвонить"))
    await oleg.presses("Позвонить", card)
    await stage.app.core.submitter.drain()
    await stage.app.core.deliveries.settle()
    live = stage.telegram.messages[oleg.id, card.message_id]
    assert "📤 +7 999 123-45-67 — звонок в очереди" in (live.text or "")
    assert "Повод: Напомнить о визите" in (live.text or "")
    assert [call.saying.text for call in stage.provider.placed] == ["Ваш заказ готов"], "it is never said"


async def test_a_purpose_is_copied_and_taken_away(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    await oleg.presses("Параметры")
    await oleg.presses("Ещё")
    await oleg.presses("Повод")
    await oleg.says("Опрос")
    await oleg.presses("Назад")
    await oleg.presses("Назад")
    await oleg.presses("Отмена", await stage.until(lambda: oleg.under("📞 Позвонить")))
    await oleg.presses("Позвонить ещё", await stage.until(lambda: oleg.under("🔁 Позвонить ещё")))
    copy = await stage.until(lambda: oleg.under("📞 Позвонить"))
    assert "Повод: Опрос" in (copy.text or "")
    await oleg.presses("Параметры", copy)
    await oleg.presses("Ещё")
    await oleg.presses("Повод")
    assert oleg.labels() == ["Не указывать", "◀️ Назад"]
    await oleg.presses("Не указывать")
    assert "🎯 Повод: нет" in oleg.labels()
    assert "Повод:" not in (oleg.last().text or "")


async def test_a_longer_purpose_is_refused_in_words(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    await oleg.presses("Параметры")
    await oleg.presses("Ещё")
    await oleg.presses("Повод")
    await oleg.says("а" * 101)
    assert "101 вместо 100 знаков" in (oleg.last().text or "")
    assert (await stage.orders())[-1].terms.purpose is None
    await oleg.says("а" * 100)
    assert (await stage.orders())[-1].terms.purpose == "а" * 100
