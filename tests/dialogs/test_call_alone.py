"""`/call` without a number: the bot asks to whom."""

from __future__ import annotations

import pytest
from aiogram.types import PhotoSize

from bot.domain.access import Role
from bot.domain.orders import OrderState
from tests.support.people import OLGA
from tests.support.stage import GROUP, Someone, Stage

OUTDATED = "Эта кнопка уже не действует. Начните заново."


@pytest.mark.parametrize(
    ("language", "asked", "cancel"), [("ru", "Кому позвонить?", "✖️ Отмена"), ("en", "Whom to call?", "✖️ Cancel")]
)
async def test_it_asks(stage: Stage, language: str, asked: str, cancel: str) -> None:
    someone = await stage.person(3, Role.OPERATOR, language)
    await someone.says("/call")
    assert asked in (someone.last().text or "")
    assert "/call +7 999 123-45-67" in (someone.last().text or "")
    assert someone.labels() == [cancel]
    assert await stage.orders() == []


WORDS = "Что сказать абоненту?"


async def test_after_the_number_it_asks_what_to_say(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call")
    await oleg.says("8 999 123-45-67")
    (order,) = await stage.orders()
    assert order.phones == ("79991234567",)
    assert WORDS in (oleg.last().text or "")
    assert oleg.labels() == ["🎵 Ролик", "📋 Меню", "⚙️ Параметры", "✖️ Отмена"]
    assert len(stage.telegram.in_chat(oleg.id)) == 1, "the question before it is gone"

    await oleg.says("Ваш заказ готов")
    assert oleg.labels()[0] == "📞 Позвонить"
    assert "Ваш заказ готов" in (oleg.last().text or "")
    assert len(stage.telegram.in_chat(oleg.id)) == 1, "the card is all that is left"
    await oleg.presses("Позвонить")
    await stage.app.core.submitter.drain()
    assert [call.saying.text for call in stage.provider.placed] == ["Ваш заказ готов"]


async def test_a_contact_counts(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call")
    await oleg.shares("79991234567")
    (order,) = await stage.orders()
    assert order.phones == ("79991234567",)
    assert WORDS in (oleg.last().text or "")
    await oleg.says("Ваш заказ готов")
    assert oleg.labels()[0] == "📞 Позвонить"
    assert len(await stage.orders()) == 1, "what follows is the text"


async def test_numbers_with_a_text_are_a_card_at_once(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call")
    await oleg.says("+7 999 123-45-67, +7 999 123-45-68\nВаш заказ готов")
    (order,) = await stage.orders()
    assert (len(order.phones), order.terms.saying.text) == (2, "Ваш заказ готов")
    assert oleg.labels()[0] == "📞 Позвонить всем (2)"
    await oleg.says("привет")
    assert "не похоже на номер" not in (oleg.last().text or ""), "the dialog is over"


@pytest.mark.parametrize(
    ("written", "said"),
    [("привет", "не похоже на номер"), ("+7 999 123-45-6", "не хватает цифр"), ("<b>", "«<b>» не похоже на номер")],
)
async def test_what_is_no_number_is_asked_for_again(stage: Stage, oleg: Someone, written: str, said: str) -> None:
    await oleg.says("/call")
    await oleg.says(written)
    assert said in (oleg.last().text or "")
    await oleg.says("+7 999 123-45-67")
    assert len(await stage.orders()) == 1


async def test_cancel(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call")
    window = oleg.last().model_copy()
    await oleg.presses("Отмена", window)
    await oleg.says("привет")
    assert "не похоже на номер" not in (oleg.last().text or ""), "the dialog is over"
    await oleg.presses("Отмена", window)
    assert stage.telegram.answers()[-1] == OUTDATED

    await oleg.says("/call")
    await oleg.says("/cancel")
    assert oleg.last().text == "Отменено. Звонок не создан."
    await oleg.says("привет")
    assert "не похоже на номер" not in (oleg.last().text or "")
    assert await stage.orders() == []


async def test_after_a_restart_it_still_waits_for_the_number(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call")
    await stage.restart()
    await oleg.says("+7 999 123-45-67")
    assert len(await stage.orders()) == 1


async def test_two_people_in_one_group(stage: Stage, oleg: Someone) -> None:
    olga = await stage.let_in(OLGA)
    await oleg.says("/call", GROUP)
    await olga.says("/call", GROUP)
    await olga.says("+7 999 123-45-68 от Ольги", GROUP)
    await oleg.says("+7 999 123-45-67 от Олега", GROUP)
    first, second = await stage.orders()
    assert (first.author_id, first.terms.saying.text) == (olga.id, "от Ольги")
    assert (second.author_id, second.terms.saying.text) == (oleg.id, "от Олега")


async def test_a_message_delivered_twice_is_one_order(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call")
    message = oleg.message("+7 999 123-45-67 текст")
    await stage.feed(message=message)
    await stage.feed(message=message)
    assert len(await stage.orders()) == 1


async def test_a_number_is_no_text_for_the_one_before(stage: Stage, oleg: Someone) -> None:
    """Also in a group. Nobody is left with a question that takes no words: the first call was only begun."""
    for chat in (oleg.id, GROUP):
        made = len(await stage.orders())
        await oleg.says("/call 89991234567", chat)
        first = oleg.last(chat)
        await oleg.says("8 999 123-45-68", chat, reply_to_message=first)
        begun, asked = (await stage.orders())[made:]
        assert (begun.state, begun.terms.saying.text) == (OrderState.WITHDRAWN, None)
        assert (asked.phones, asked.state) == (("79991234568",), OrderState.DRAFT)
        await stage.app.core.deliveries.settle()
        shown = stage.telegram.messages[chat, first.message_id]
        assert "отменено, звонка не было" in (shown.text or "")
        assert oleg.labels(shown) == ["🔁 Позвонить ещё"]
        assert WORDS in (oleg.last(chat).text or "")
        await oleg.says("Ваш заказ готов", chat)
        assert (await stage.orders())[-1].terms.saying.text == "Ваш заказ готов"


async def test_words_in_reply_to_another_calls_card_are_not_for_this_one(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call 89991234567")
    first = oleg.last()
    await oleg.says("/call 89991234568")
    asked = oleg.last()
    await stage.app.core.deliveries.settle()
    card = stage.telegram.messages[oleg.id, first.message_id]
    await oleg.says("Ваш заказ готов", reply_to_message=card)
    assert (oleg.last().text or "").startswith("⚠️ Это ответ на карточку другого звонка.")
    assert [order.terms.saying.text for order in await stage.orders()] == [None, None]
    await oleg.says("Ваш заказ готов", reply_to_message=oleg.last())
    assert [order.terms.saying.text for order in await stage.orders()] == [None, "Ваш заказ готов"]
    assert asked.message_id != oleg.last().message_id


async def test_a_call_that_was_only_begun_can_be_begun_again(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call 89991234567")
    first = oleg.last()
    await oleg.says("/calls")
    await stage.app.core.deliveries.settle()
    await oleg.presses("Позвонить ещё", stage.telegram.messages[oleg.id, first.message_id])
    assert WORDS in (oleg.last().text or ""), "it asks what to say"
    await oleg.presses("Параметры")
    await oleg.presses("Назад")
    assert WORDS in (oleg.last().text or ""), "there is no card that takes no words"
    await oleg.says("Ваш заказ готов")
    assert oleg.labels()[0] == "📞 Позвонить"


async def test_a_picture_where_words_are_asked_for_moves_the_window_and_says_what_it_waits_for(
    stage: Stage, maria: Someone
) -> None:
    await maria.says("/call 89991234567")
    photo = PhotoSize(file_id="p", file_unique_id="p", width=1, height=1)
    await stage.feed(message=maria.message(None, photo=[photo]))
    (window,) = stage.telegram.in_chat(maria.id)
    assert (window.text or "").startswith("⚠️ Здесь нужен ответ текстом.")
    assert WORDS in (window.text or "")
    (order,) = await stage.orders()
    assert order.state is OrderState.DRAFT
