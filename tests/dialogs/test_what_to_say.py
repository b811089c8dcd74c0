"""«What to say»: files sent there, and the question that comes back when the record of a sound is given up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from aiogram.types import Document

from bot.domain.inserts import Inserts
from bot.domain.orders import Order, OrderState
from bot.domain.sayings import Record
from bot.ports.abilities import RecordState
from tests.dialogs.recording import speaks, voice
from tests.fakes.provider import FakeProvider
from tests.fakes.services import HavingPhrases, ListingRecords
from tests.support.stage import GROUP, Someone, Stage

ASKED = "Что сказать абоненту?"
OFFERED = "Новый ролик"


@pytest.fixture
def services() -> list[FakeProvider]:
    return [ListingRecords(), HavingPhrases()]


async def order(stage: Stage) -> Order:
    return (await stage.orders())[0]


async def sends_file(someone: Someone, content: bytes, name: str) -> None:
    someone.stage.telegram.files[name] = content
    file = Document(file_id=name, file_unique_id=name, file_name=name)
    await someone.stage.feed(message=someone.message(None, document=file))


def texts_of(someone: Someone, chat: int | None = None) -> list[str]:
    return [one.text or "" for one in someone.stage.telegram.in_chat(chat or someone.id)]


async def test_a_pdf_is_refused_in_the_window_and_a_sound_is_played(stage: Stage, oleg: Someone) -> None:
    stage.provider.records.state = RecordState.APPROVED
    await oleg.says("/call +7 999 123-45-67")
    await sends_file(oleg, b"%PDF-1.7", "Договор.pdf")
    [window] = texts_of(oleg)
    assert "⚠️ Это PDF, звука в нём нет" in window
    assert ASKED in window
    await sends_file(oleg, b"OggS", "Привет.dat")
    assert OFFERED in texts_of(oleg)[-1]
    await oleg.presses("Отправить в CallDog")
    await stage.app.core.deliveries.settle()
    assert (await order(stage)).terms.saying.record == Record("7001")
    assert "Прозвучит ролик" in texts_of(oleg)[-1]
    assert oleg.labels()[0] == "📞 Позвонить"
    assert len(await stage.orders()) == 1


@pytest.mark.parametrize("misread", ["", ", 8 999 123"])
async def test_a_record_given_up_leads_back_to_the_question(stage: Stage, oleg: Someone, misread: str) -> None:
    await oleg.says(f"/call +7 999 123-45-67{misread}")
    await speaks(oleg)
    await oleg.presses("Отмена")
    await stage.app.core.deliveries.settle()
    [window] = texts_of(oleg)
    assert ASKED in window
    assert ("⚠️ Не получилось понять: 8 999 123" in window) is bool(misread)
    assert "🎵 Ролик" in oleg.labels()
    await oleg.says("Ваш заказ готов")
    assert (await order(stage)).terms.saying.text == "Ваш заказ готов"
    assert len(await stage.orders()) == 1


async def test_in_a_group_too(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call +7 999 123-45-67", GROUP)
    await stage.feed(message=oleg.message(None, GROUP, voice=voice(stage)))
    await oleg.presses("Отмена", oleg.last(GROUP))
    await stage.app.core.deliveries.settle()
    [window] = texts_of(oleg, GROUP)
    assert ASKED in window


async def goes_elsewhere(oleg: Someone) -> None:
    await oleg.says("/call")


async def cancels(oleg: Someone) -> None:
    await oleg.says("/cancel")


@pytest.mark.parametrize("leaves", [goes_elsewhere, cancels])
async def test_an_order_that_nobody_asks_about_any_more_goes(
    stage: Stage, oleg: Someone, leaves: Callable[[Someone], Awaitable[None]]
) -> None:
    await oleg.says("/call +7 999 123-45-67")
    await speaks(oleg)
    await leaves(oleg)
    await stage.app.core.deliveries.settle()
    assert (await order(stage)).state is OrderState.WITHDRAWN
    assert not any(ASKED in one for one in texts_of(oleg)), "no card invites words that nobody takes"


async def test_an_order_with_words_keeps_its_card(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call +7 999 123-45-67 Ваш заказ готов")
    await oleg.presses("Параметры")
    await speaks(oleg)
    await oleg.presses("Отмена")
    await stage.app.core.deliveries.settle()
    assert (await order(stage)).state is OrderState.DRAFT
    assert oleg.labels()[0] == "📞 Позвонить"


async def test_a_script_asks_what_it_reads_and_a_record_takes_it_away(stage: Stage, oleg: Someone) -> None:
    """A record is of another service than the script."""
    stage.provider.records.state = RecordState.APPROVED
    await oleg.opens("/call +7 999 123-45-67 Ваш заказ готов", "Параметры", "Ещё", "Mobilgroup", "Скрипт", "Опрос")
    assert "Сейчас — сумма" in texts_of(oleg)[-1]
    await oleg.says("100")
    await oleg.presses("Готово")
    assert (await order(stage)).terms.inserts == Inserts("100")
    await oleg.presses("CallDog")
    await speaks(oleg)
    await oleg.presses("Отправить в CallDog")
    terms = (await order(stage)).terms
    assert (terms.saying.record, terms.inserts) == (Record("7001"), None)
