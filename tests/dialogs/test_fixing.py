"""A number in a list that is none: the others stand, it is given back, and can be written again."""

from __future__ import annotations

import pytest

from tests.support.stage import Someone, Stage

BAD = "/call +7 999 123-45-00, +7 999 123 Тест"


async def test_the_others_stand_and_it_is_shown(stage: Stage, oleg: Someone) -> None:
    await oleg.says(BAD)
    (order,) = await stage.orders()
    assert (order.phones, order.terms.saying.text) == (("79991234500",), "Тест")
    assert "⚠️ Не получилось понять: +7 999 123" in (oleg.last().text or "")
    assert oleg.labels()[:2] == ["✏️ Исправить", "📞 Позвонить"]
    await oleg.presses("Позвонить")
    await stage.app.core.submitter.drain()
    assert [call.phone for call in stage.provider.placed] == ["79991234500"]


async def test_it_is_written_again(stage: Stage, oleg: Someone) -> None:
    await oleg.says(BAD)
    await oleg.presses("Исправить")
    await oleg.says("+7 999 12")
    assert "не хватает цифр" in (oleg.last().text or "")
    await oleg.says("+7 999 123-45-01 или +7 999 123-45-02")
    assert "неясно, какой из них нужен" in (oleg.last().text or "")
    await oleg.says("+7 999 123-45-01")
    assert oleg.labels()[0] == "📞 Позвонить всем (2)"
    assert "⚠️" not in (oleg.last().text or "")
    assert (await stage.orders())[0].phones == ("79991234500", "79991234501")
    assert len(stage.telegram.in_chat(oleg.id)) == 1


async def test_or_left_out(stage: Stage, oleg: Someone) -> None:
    await oleg.says(BAD)
    await oleg.presses("Исправить")
    await oleg.presses("Звонить без него")
    assert "⚠️" not in (oleg.last().text or "")
    assert (await stage.orders())[0].phones == ("79991234500",)


async def test_without_a_text_both_are_asked(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call 8 999 123-45-00, 8 999 123")
    assert "⚠️ Не получилось понять: 8 999 123" in (oleg.last().text or "")
    assert "Что сказать абоненту?" in (oleg.last().text or "")
    await oleg.says("Ваш заказ готов")
    assert oleg.labels()[0] == "✏️ Исправить", "it is not forgotten"
    await oleg.presses("Исправить")
    await oleg.says("8 999 123-45-01")
    assert oleg.labels()[0] == "📞 Позвонить всем (2)"


async def test_one_number_alone_is_refused_as_ever(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call +7 999 123 Тест")
    assert "не хватает цифр" in (oleg.last().text or "")
    assert await stage.orders() == []


async def test_an_edit_of_the_message_stays_strict(stage: Stage, oleg: Someone) -> None:
    """It would drop a number that the person sees on the card."""
    written = oleg.message("/call +7 999 123-45-00, +7 999 123-45-01 Тест")
    await stage.feed(message=written)
    worse = written.model_copy(update={"text": BAD, "edit_date": 1795800030})
    await stage.feed(edited_message=worse)
    assert len((await stage.orders())[0].phones) == 2
    assert "не хватает цифр" in (oleg.last().text or "")


@pytest.mark.parametrize("command", ["/callback", "/verify"])
async def test_where_one_is_called_nothing_is_passed_over(stage: Stage, oleg: Someone, command: str) -> None:
    await oleg.says(f"{command} +7 999 123-45-00, +7 999 123")
    assert await stage.orders() == []
