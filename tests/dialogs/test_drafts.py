"""A draft's card tells the truth, whoever changes or cancels the draft, and from wherever."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.types import Message

from bot.domain.orders import OrderState
from tests.fakes.provider import FakeProvider
from tests.fakes.services import JoiningPeople
from tests.support.people import CALL
from tests.support.stage import Someone, Stage


async def settled(stage: Stage) -> None:
    await stage.app.core.deliveries.settle()


@pytest.mark.parametrize(
    "command", ["/call 89991234567 Ваш заказ готов", "/call 89991234567, 89991234568 Ваш заказ готов"]
)
async def test_cancel_right_after_a_command_closes_its_card(stage: Stage, oleg: Someone, command: str) -> None:
    await oleg.says(command)
    card = oleg.last()
    await oleg.says("/cancel")
    await settled(stage)
    now = message(stage, card)
    assert "отменено, звонка не было" in (now.text or "")
    assert oleg.labels(now) == ["🔁 Позвонить ещё"]


async def test_each_answer_of_call_now_tells_the_truth(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    card = oleg.last()
    await oleg.says("/cancel")
    await oleg.presses("Позвонить", card)
    assert stage.telegram.answers() == ["Этот звонок отменён. Если он нужен, нажмите «Позвонить ещё»."]
    assert stage.provider.placed == []

    await oleg.says(CALL)
    card = oleg.last()
    await oleg.presses("Позже", card)
    await oleg.presses("Через 30 мин")
    await oleg.presses("Позвонить", card)
    assert stage.telegram.answers()[-2:] == ["Звонок запланирован", "Уже запланирован на пт 20 ноября, 12:30"]
    await settled(stage)
    await oleg.presses("Отменить", message(stage, card))
    await oleg.presses("Позвонить", card)
    assert "Этот звонок отменён" in (stage.telegram.answers()[-1] or "")


async def test_options_of_a_card_cancelled_elsewhere_close(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    card = oleg.last()
    await oleg.presses("Параметры")
    options = oleg.last()
    await settled(stage)
    await oleg.presses("Отмена", card)  # as somebody's Telegram shows it that heard of no edit yet
    await oleg.presses("Голос", options)
    await settled(stage)
    assert "отменено, звонка не было" in (message(stage, card).text or "")
    assert oleg.labels(message(stage, card)) == ["🔁 Позвонить ещё"]
    await oleg.says("/cancel")
    assert oleg.last().text == stage.app.texts.speak("ru")("call-cancel-nothing"), "no dialog is open"


async def test_a_window_of_options_closes_too_when_the_call_is_placed_elsewhere(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    card = oleg.last()
    await oleg.presses("Параметры")
    options = oleg.last()
    await settled(stage)
    await oleg.presses("Позвонить", card)
    await oleg.presses("Текст", options)
    assert stage.telegram.answers()[-1] == "Уже звоним"
    await stage.app.core.submitter.drain()
    await settled(stage)
    assert "звонок в очереди" in (message(stage, card).text or "")


async def test_call_again_tapped_twice_makes_one_draft(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    card = oleg.last()
    await oleg.says("/cancel")
    await settled(stage)
    closed = message(stage, card)
    await asyncio.gather(*(oleg.presses("Позвонить ещё", closed) for _ in range(3)))
    assert [order.state for order in await stage.orders()] == [OrderState.WITHDRAWN, OrderState.DRAFT]
    assert stage.telegram.answers() == [None, *["Карточка нового звонка уже ниже"] * 2]
    assert sum("📞 Позвонить" in oleg.labels(shown) for shown in stage.telegram.in_chat(oleg.id)) == 1

    stage.clock.advance(120)
    await oleg.presses("Позвонить ещё", closed)
    assert len(await stage.orders()) == 3, "later it is another call"


def message(stage: Stage, sent: Message) -> Message:
    """Returns the message as it is now."""
    return next(m for m in stage.telegram.in_chat(sent.chat.id) if m.message_id == sent.message_id)


def edited(message: Message, text: str) -> Message:
    return message.model_copy(update={"text": text, "edit_date": 1795800030})


async def test_an_edited_call_changes_its_draft_and_its_card(stage: Stage, oleg: Someone) -> None:
    written = oleg.message("/call 89991234567 Ваш заказ готов")
    await stage.feed(message=written)
    card = oleg.last()
    await stage.feed(edited_message=edited(written, "/call 89991234576 Ваш заказ уже готов"))
    await settled(stage)
    (order,) = await stage.orders()
    assert (order.phones, order.terms.saying.text) == (("79991234576",), "Ваш заказ уже готов")
    now = message(stage, card).text or ""
    assert "+7 999 123-45-76" in now
    assert "Ваш заказ уже готов" in now
    assert len(stage.telegram.in_chat(oleg.id)) == 1


@pytest.mark.parametrize("opened", ["Параметры", "Позже"])
async def test_open_options_do_not_hide_an_edit(stage: Stage, oleg: Someone, opened: str) -> None:
    """What stands above «Call now» is what the tap places."""
    written = oleg.message("/call 89991234567 Ваш заказ готов")
    await stage.feed(message=written)
    window = oleg.last()
    await oleg.presses(opened)
    await stage.feed(edited_message=edited(written, "/call 89991234576 Ваш заказ уже готов"))
    await settled(stage)
    now = message(stage, window)
    assert "+7 999 123-45-76" in (now.text or "")
    assert "Ваш заказ уже готов" in (now.text or "")
    assert "🕒 Позже" in oleg.labels(now)
    await oleg.presses("Параметры", now)
    assert "◀️ Назад" in oleg.labels(message(stage, window))


async def test_a_message_that_comes_once_more_gets_no_second_card(stage: Stage, oleg: Someone) -> None:
    """A crash between handling an update and noting it down has it handled again."""
    written = oleg.message(CALL)
    await stage.feed(message=written)
    await stage.feed(message=written)
    await settled(stage)
    assert len(await stage.orders()) == 1
    assert len(stage.telegram.in_chat(oleg.id)) == 1


async def test_an_edit_that_cannot_be_read_leaves_the_draft(stage: Stage, oleg: Someone) -> None:
    written = oleg.message("/call 89991234567 Ваш заказ готов")
    await stage.feed(message=written)
    await stage.feed(edited_message=edited(written, "/call 8999123456 Ваш заказ готов"))
    (order,) = await stage.orders()
    assert order.phones == ("79991234567",)
    assert "10" in (oleg.last().text or "")


async def test_an_edit_comes_too_late_for_a_placed_call(stage: Stage, oleg: Someone) -> None:
    written = oleg.message("/call 89991234567 Ваш заказ готов")
    await stage.feed(message=written)
    await oleg.presses("Позвонить")
    await stage.app.core.submitter.drain()
    await stage.feed(edited_message=edited(written, "/call 89991234576 Ваш заказ готов"))
    (order,) = await stage.orders()
    assert order.phones == ("79991234567",)
    assert "карточка остаётся прежней" in (oleg.last().text or "")


async def test_an_edit_makes_the_order_that_the_message_had_not_made(stage: Stage, oleg: Someone) -> None:
    written = oleg.message("/call 8999123456 Ваш заказ готов")
    await stage.feed(message=written)
    assert await stage.orders() == []
    await stage.feed(edited_message=edited(written, "/call 89991234567 Ваш заказ готов"))
    await settled(stage)
    (order,) = await stage.orders()
    assert order.phones == ("79991234567",)
    assert "📞 Позвонить" in oleg.labels()


class TestBecomingACallback:
    @pytest.fixture
    def services(self) -> list[FakeProvider]:
        return [FakeProvider(), JoiningPeople()]

    async def test_it_is_asked_about_first(self, stage: Stage, oleg: Someone) -> None:
        await oleg.says(CALL)
        await oleg.presses("Параметры")
        await oleg.presses("Ещё")
        assert "CallKeeper" not in oleg.labels(), "it is no other voice"
        await oleg.presses("Сделать обратным звонком")
        asked = oleg.last().text or ""
        assert "Сначала зазвонит телефон сотрудника" in asked
        assert "Этот текст услышит сотрудник, а не клиент:\nВаш заказ готов" in asked
        (order,) = await stage.orders()
        assert (order.provider, order.terms.callback) == ("calldog", None), "nothing has changed yet"
        await oleg.presses("Назад")
        await oleg.presses("Сделать обратным звонком")
        await oleg.presses("Сделать обратным звонком")
        (order,) = await stage.orders()
        assert order.provider == "callkeeper"
        assert order.terms.callback is not None
        assert order.terms.saying.text == "Ваш заказ готов"

    async def test_a_managers_text_is_read_to_the_client_only_when_asked(self, stage: Stage, oleg: Someone) -> None:
        """A text survives every change of provider, and nobody hears it unseen."""
        await oleg.says("/callback 89991234567 Клиент <скандалит>")
        await oleg.says("Не сейчас")
        await oleg.presses("Параметры")
        await oleg.presses("Ещё")
        await oleg.presses("Сделать обычным звонком")
        assert "Этот текст услышит клиент:\nКлиент <скандалит>" in (oleg.last().text or "")
        assert (await stage.orders())[0].provider == "callkeeper", "nothing has changed yet"
        await oleg.presses("Сделать обычным звонком")
        (order,) = await stage.orders()
        assert (order.provider, order.terms.callback) == ("calldog", None)
        assert order.terms.saying.text == "Клиент <скандалит>"
