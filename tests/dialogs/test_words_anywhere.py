"""An order without words takes them while its options stand open, whichever of their windows is in sight."""

from __future__ import annotations

import pytest

from bot.domain.orders import Order, OrderState
from bot.domain.sayings import Record
from bot.ports.abilities import RecordState
from tests.dialogs.recording import speaks, voice
from tests.fakes.provider import FakeProvider
from tests.fakes.services import HavingPhrases, ListingRecords
from tests.support.stage import GROUP, Someone, Stage

WORDS = "Ваш заказ готов, звоните 8 999 765-43-21"


@pytest.fixture
def services() -> list[FakeProvider]:
    return [ListingRecords(), HavingPhrases()]


async def order(stage: Stage) -> Order:
    [found] = await stage.orders()
    return found


@pytest.mark.parametrize(
    "taps",
    [
        ["Параметры"],
        ["Параметры", "Меню"],
        ["Параметры", "Ещё"],
        ["Параметры", "Ещё", "Mobilgroup", "Готовая фраза"],
        ["Меню"],
    ],
)
async def test_a_text_is_taken_as_the_text(stage: Stage, oleg: Someone, taps: list[str]) -> None:
    """Also when a number stands in it."""
    await oleg.opens("/call +7 999 123-45-67", *taps)
    await oleg.says(WORDS)
    assert (await order(stage)).terms.saying.text == WORDS
    [window] = stage.telegram.in_chat(oleg.id)
    assert WORDS in (window.text or "")
    assert "⚠️" not in (window.text or "")
    assert any(label.startswith("📞 Позвонить") for label in oleg.labels()) or "◀️ Назад" in oleg.labels()


async def test_a_voice_note_is_what_is_said(stage: Stage, oleg: Someone) -> None:
    stage.provider.records.state = RecordState.APPROVED
    await oleg.opens("/call +7 999 123-45-67", "Параметры")
    await speaks(oleg)
    await oleg.presses("Отправить в CallDog")
    assert (await order(stage)).terms.saying.record == Record("7001")


async def test_a_voice_note_in_a_group_too(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call +7 999 123-45-67", GROUP)
    await oleg.presses("Параметры", oleg.last(GROUP))
    assert "Ответьте на это сообщение" in (oleg.last(GROUP).text or "")
    await stage.feed(message=oleg.message(None, GROUP, voice=voice(stage)))
    assert "Новый ролик" in (oleg.last(GROUP).text or "")


async def test_what_is_said_already_is_not_replaced_by_a_stray_word(stage: Stage, oleg: Someone) -> None:
    await oleg.opens("/call +7 999 123-45-67 Ваш заказ готов", "Параметры")
    await oleg.says("Спасибо")
    assert (await order(stage)).terms.saying.text == "Ваш заказ готов"
    assert "⚠️ Здесь выбирают кнопками" in (oleg.last().text or "")


async def test_numbers_alone_are_another_call(stage: Stage, oleg: Someone) -> None:
    await oleg.opens("/call +7 999 123-45-67", "Параметры")
    await oleg.says("8 999 765-43-21")
    begun, another = await stage.orders()
    assert (begun.state, begun.terms.saying.text) == (OrderState.WITHDRAWN, None)
    assert (another.phones, another.state) == (("79997654321",), OrderState.DRAFT)


@pytest.mark.parametrize("taps", [[], ["Параметры"]])
async def test_numbers_with_words_are_another_call_and_read_to_nobody(
    stage: Stage, oleg: Someone, taps: list[str]
) -> None:
    await oleg.opens("/call +7 999 123-45-67", *taps)
    await oleg.says("8 999 765-43-21 Ваш заказ готов")
    begun, another = await stage.orders()
    assert (begun.state, begun.terms.saying.text) == (OrderState.WITHDRAWN, None)
    assert (another.phones, another.terms.saying.text) == (("79997654321",), "Ваш заказ готов")
    assert "+7 999 765-43-21" in (oleg.last().text or "")
    assert oleg.labels()[0] == "📞 Позвонить"


async def test_its_own_number_written_once_more_is_no_text(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call +7 999 123-45-67, 8 999 765-43-21")
    await oleg.says("8 999 123-45-67 Ваш заказ готов")
    found = await order(stage)
    assert (found.phones, found.terms.saying.text) == (("79991234567", "79997654321"), "Ваш заказ готов")


async def test_another_countrys_number_is_read_to_nobody(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call +7 999 123-45-67")
    await oleg.says("+998 90 123 45 67 Ваш заказ готов")
    assert (await order(stage)).terms.saying.is_empty
    assert "начинаются с +7" in (oleg.last().text or "")
    await oleg.says("10 000 000 рублей одобрено")
    assert (await order(stage)).terms.saying.text == "10 000 000 рублей одобрено"


async def test_the_text_is_written_anew_without_numbers_too(stage: Stage, oleg: Someone) -> None:
    await oleg.opens("/call +7 999 123-45-67 Ваш заказ готов", "Параметры", "Текст")
    await oleg.says("8 999 123-45-67 Ваш заказ отменён")
    assert (await order(stage)).terms.saying.text == "Ваш заказ отменён"


async def test_a_template_is_offered_among_the_options(stage: Stage, maria: Someone) -> None:
    await maria.opens("/call +7 999 123-45-67", "Параметры", "Шаблон")
    await maria.presses("Назад")
    assert "📋 Меню: нет" in maria.labels(), "it leads back to the options"
    await maria.presses("Шаблон")
    await maria.says("123")
    await maria.presses("Заказ")
    assert (await order(stage)).terms.saying.text == "Ваш заказ готов"
