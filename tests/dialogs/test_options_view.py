"""The options are a view of the card's own message: moved by what people write, closed elsewhere, never dead."""

from __future__ import annotations

import asyncio

from bot.domain.orders import Place
from bot.services.draft_orders import Press
from tests.support.people import ANNA, CALL
from tests.support.stage import GROUP, Someone, Stage


async def test_the_options_are_the_cards_own_message(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    card = oleg.last()
    buttons = oleg.labels(card)
    await oleg.presses("Параметры", card)
    await oleg.presses("Голос")
    (shown,) = stage.telegram.in_chat(oleg.id)
    assert shown.message_id == card.message_id
    assert oleg.labels(shown)[0] == "📞 Позвонить"
    await oleg.presses("Назад")
    (shown,) = stage.telegram.in_chat(oleg.id)
    assert (shown.message_id, oleg.labels(shown)) == (card.message_id, buttons)
    assert "Голос: мужской" in (shown.text or "")


async def test_what_is_written_moves_the_card_down(stage: Stage, oleg: Someone) -> None:
    """The message above goes; the one below is the card that follows the order."""
    await oleg.opens(CALL, "Параметры")
    await oleg.presses("Текст")
    await oleg.says("Другой текст")
    (window,) = stage.telegram.in_chat(oleg.id)
    assert "Другой текст" in (window.text or "")
    await oleg.presses("Позвонить")
    await stage.app.core.submitter.drain()
    assert [call.saying.text for call in stage.provider.placed] == ["Другой текст"]
    await stage.until(lambda: "Позвонить" not in " ".join(oleg.labels()))
    (card,) = stage.telegram.in_chat(oleg.id)
    assert card.message_id == window.message_id


async def test_an_open_window_stays_while_its_order_changes_elsewhere(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, "Параметры")
    await stage.app.core.deliveries.settle()
    assert "🗣 Голос: женский" in oleg.labels()
    await oleg.presses("Голос")
    await stage.app.core.deliveries.settle()
    assert "🗣 Голос: мужской" in oleg.labels(), "the worker draws no card over it"


async def test_a_window_becomes_the_card_when_its_order_is_withdrawn_elsewhere(
    stage: Stage, oleg: Someone, anna: Someone
) -> None:
    await oleg.says(CALL, GROUP)
    card = oleg.last(GROUP)
    await oleg.presses("Параметры", card)
    (order,) = await stage.orders()
    press = Press(order.id, Place(1), None, "ru")
    await stage.app.core.api.orders.withdraw(ANNA, press)
    shown = await stage.until(lambda: "отменено" in (oleg.last(GROUP).text or "") and oleg.last(GROUP))
    assert (shown.message_id, oleg.labels(shown)) == (card.message_id, ["🔁 Позвонить ещё"])


async def test_after_it_was_pressed_in_the_options_they_are_over(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, "Параметры")
    window = oleg.last()
    await asyncio.gather(*(oleg.presses("Позвонить", window) for _ in range(3)))
    await stage.app.core.submitter.drain()
    assert len(stage.provider.placed) == 1
    await oleg.says("просто слова")
    assert "Чтобы позвонить, пришлите номер" in (oleg.last().text or "")


async def test_a_stale_button_of_the_options_leaves_the_card_its_buttons(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    buttons = oleg.labels()
    await oleg.presses("Параметры")
    window = oleg.last().model_copy()
    await oleg.presses("◀️ Назад", window)
    await oleg.presses("Голос", window)
    await stage.app.core.deliveries.settle()
    assert oleg.labels() == buttons


async def test_another_dialog_gives_the_card_back(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    card = oleg.last()
    buttons = oleg.labels()
    await oleg.presses("Параметры")
    await oleg.says("/call")
    await stage.until(lambda: oleg.labels(stage.telegram.messages[oleg.id, card.message_id]) == buttons)
