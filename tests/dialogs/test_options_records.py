"""An audio record for an order: chosen from the list or by number, named on the card, its moderation told in time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.errors import Unreachable
from bot.domain.orders import Order, Place
from bot.domain.records import AudioRecord, RecordStage
from bot.domain.sayings import Record
from bot.ports.abilities import NewRecord, RecordState
from bot.sandbox.telegram.keyboards import read_markup
from tests.fakes.clock import NOON
from tests.fakes.provider import FakeProvider
from tests.fakes.services import ListingRecords
from tests.support.people import MARIA
from tests.support.stage import Someone, Stage

CALL = "/call +7 999 123-45-67"
WAITING = "⚠️ Ролик ещё у модератора. Звонок начнётся, когда ролик одобрят."


@pytest.fixture
def services() -> list[FakeProvider]:
    return [ListingRecords()]


async def order(stage: Stage) -> Order:
    return (await stage.orders())[-1]


async def kept(stage: Stage, *stages: RecordStage) -> None:
    """Records of ours, numbered from 1."""
    made = AudioRecord("Приветствие", "calldog", 2, Place(2), "ru", "", seconds=75)
    records = [
        replace(made, name=f"Ролик {number}", source=f"m:{number}", stage=one, provider_record_id=str(number))
        for number, one in enumerate(stages, start=1)
    ]
    await stage.app.database.transact(lambda uow: [uow.audio_records.add(record, NOON) for record in records])


async def test_ours_and_the_services_are_offered(stage: Stage, oleg: Someone) -> None:
    await kept(stage, RecordStage.APPROVED, RecordStage.WAITING, RecordStage.REFUSED, RecordStage.REMOVED)
    await stage.provider.create_record(NewRecord("Из кабинета", text="а"))
    await oleg.says(CALL)
    await oleg.presses("Ролик")
    labels = oleg.labels()
    assert labels[:3] == ["⛔️ Ролик 3 · 1:15", "⏳ Ролик 2 · 1:15", "✅ Ролик 1 · 1:15"]
    assert "Из кабинета" in labels[3]
    await oleg.presses("Ролик 1")
    assert "Прозвучит ролик «Ролик 1», 75 с" in (oleg.last().text or "")
    assert (await order(stage)).terms.saying.record == Record("1")


async def test_a_number_can_still_be_sent(stage: Stage, oleg: Someone) -> None:
    await kept(stage, RecordStage.APPROVED)
    await oleg.says(CALL)
    await oleg.presses("Ролик")
    await oleg.says("ролик")
    assert "состоит из цифр" in (oleg.last().text or "")
    await oleg.says("№ 777")
    assert (await order(stage)).terms.saying.record == Record("777")
    assert "Прозвучит ролик № 777" in (oleg.last().text or "")


@pytest.mark.parametrize("written", ["1", "01", "№ 0001"])
async def test_a_record_for_somebody_elses_calls_is_not_there(stage: Stage, oleg: Someone, written: str) -> None:
    maria = await stage.let_in(MARIA)
    made = AudioRecord("Тайна", "calldog", maria.id, Place(maria.id), "ru", "m:1", listed=False)
    record = replace(made, stage=RecordStage.APPROVED, provider_record_id="1")
    await stage.app.database.transact(lambda uow: uow.audio_records.add(record, NOON))
    await oleg.says(CALL)
    await oleg.presses("Ролик")
    await oleg.says(written)
    assert "Этого в списке больше нет" in (oleg.last().text or "")
    assert (await order(stage)).terms.saying.record is None


async def test_one_that_waits_is_told_before_it_is_placed(stage: Stage, oleg: Someone) -> None:
    await kept(stage, RecordStage.WAITING)
    await oleg.says(CALL)
    await oleg.presses("Ролик")
    await oleg.presses("Ролик 1")
    assert WAITING in (oleg.last().text or "")
    card = oleg.last()
    assert oleg.labels(card)[0] == "📞 Позвонить"
    assert WAITING in (card.text or "")

    await stage.app.database.transact(lambda uow: uow.audio_records.change(1, NOON, stage=RecordStage.APPROVED))
    await oleg.presses("Параметры", card)
    assert "⚠️" not in (oleg.last().text or "")


async def test_what_only_the_service_knows_is_told_as_it_is_chosen(stage: Stage, oleg: Someone) -> None:
    stage.provider.records.put("8001", "Из кабинета", RecordState.WAITING)
    await oleg.says(CALL)
    await oleg.presses("Ролик")
    await oleg.presses("Из кабинета")
    assert "Прозвучит ролик «Из кабинета»" in (oleg.last().text or "")
    assert WAITING in (oleg.last().text or "")
    card = oleg.last()
    assert oleg.labels(card)[0] == "📞 Позвонить"
    assert "«Из кабинета»" in (card.text or "")
    assert WAITING in (card.text or "")

    await oleg.presses("Параметры", card)
    await oleg.presses("Ролик")
    await oleg.says("777")
    assert WAITING not in (oleg.last().text or "")


async def test_a_number_that_only_the_service_knows_is_told_of_before_it_is_placed(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    await oleg.presses("Ролик")
    stage.provider.records.put("8001", "Из кабинета", RecordState.WAITING)
    stage.clock.advance(60)
    await oleg.says("8001")
    assert "Прозвучит ролик «Из кабинета»" in (oleg.last().text or "")
    card = oleg.last()
    assert oleg.labels(card)[0] == "📞 Позвонить"
    assert WAITING in (card.text or "")


async def test_a_number_is_taken_while_the_service_is_silent(stage: Stage, oleg: Someone) -> None:
    stage.provider.records.list_error = Unreachable("provider-unreachable")
    await oleg.says(CALL)
    await oleg.presses("Ролик")
    await oleg.says("8001")
    assert "Прозвучит ролик № 8001" in (oleg.last().text or "")
    assert (await order(stage)).terms.saying.record == Record("8001")


async def test_one_that_is_gone_from_the_list(stage: Stage, oleg: Someone) -> None:
    await kept(stage, RecordStage.APPROVED, RecordStage.APPROVED)
    await oleg.says(CALL)
    await oleg.presses("Ролик")
    await stage.app.database.transact(lambda uow: uow.audio_records.change(1, NOON, stage=RecordStage.REMOVED))
    await oleg.presses("Ролик 1")
    assert stage.telegram.answers()[-1] == "Этого в списке больше нет. Откройте список заново."
    assert (await order(stage)).terms.saying.record is None


async def test_many_records_are_paged(stage: Stage, oleg: Someone) -> None:
    await kept(stage, *[RecordStage.READY] * 20)
    await oleg.says(CALL)
    await oleg.presses("Ролик")
    assert [label for label in oleg.labels() if "Ролик" in label] == [f"✅ Ролик {n} · 1:15" for n in range(20, 14, -1)]
    await oleg.presses("▶️")
    await oleg.presses("▶️")
    await oleg.presses("Ролик 5 ")
    assert (await order(stage)).terms.saying.record == Record("5")


async def test_where_nothing_is_known_a_number_is_asked_for(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    await oleg.presses("Ролик")
    assert "Пришлите номер ролика" in (oleg.last().text or "")


@pytest.mark.parametrize("name", ["<b>" * 20, "👩‍👩‍👧‍👦" * 8, "я" * 60, "שלום " * 12])
async def test_any_name_is_shown(stage: Stage, oleg: Someone, name: str) -> None:
    """Telegram accepts the list and the card with it."""
    await kept(stage, RecordStage.APPROVED)
    await stage.app.database.transact(
        lambda uow: uow.audio_records.change(1, NOON, name=name, provider_record_id="9" * 30)
    )
    await oleg.says(CALL)
    await oleg.presses("Ролик")
    markup = oleg.last().reply_markup
    assert markup is not None
    keyboard = markup.model_dump(exclude_none=True)
    assert read_markup(keyboard, only_inline=True) == keyboard
    await oleg.presses("✅")
    assert name.strip()[:20] in (oleg.last().text or "").replace("\u2068", "")
