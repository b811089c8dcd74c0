"""A record made for somebody's calls alone: its owner removes it where they choose it, managers in `/records`.

And what was sent for a record and what was answered, in `/records` as well as when it was sent.
"""

from __future__ import annotations

import pytest

from bot.domain.orders import Order
from bot.domain.records import RecordStage
from bot.domain.sayings import Record
from bot.ports.abilities import NewRecord, RecordState
from tests.dialogs.recording import records, saved, speaks, text
from tests.fakes.provider import FakeProvider
from tests.fakes.services import ListingRecords, SecondRecords
from tests.support.stage import Someone, Stage

FIRST, OTHER = "/call +7 999 123-45-67", "/call +7 999 123-45-68"


@pytest.fixture
def services() -> list[FakeProvider]:
    return [ListingRecords(), SecondRecords()]


async def recorded(stage: Stage, someone: Someone) -> None:
    """For one call of theirs: the order plays it, and `/records` do not list it."""
    stage.provider.records.state = RecordState.APPROVED
    await someone.says(FIRST)
    await speaks(someone)
    await someone.presses("Отправить в CallDog")
    await stage.app.core.deliveries.settle()


async def test_its_owner_removes_it_where_they_choose_one(stage: Stage, oleg: Someone) -> None:
    await recorded(stage, oleg)
    await oleg.says(OTHER)
    await oleg.presses("Ролик")
    await oleg.presses("Удалить свой")
    (label,) = [label for label in oleg.labels() if "🗑" in label]
    assert label.startswith("🗑 ✅ Ролик ")
    await oleg.presses("🗑")
    assert "исчезнет и здесь, и у сервиса CallDog" in text(oleg)
    assert stage.provider.records.removed == []
    await oleg.presses("Да, удалить")
    assert stage.provider.records.removed == ["7001"]
    assert [one.stage for one in await records(stage)] == [RecordStage.REMOVED]
    assert "Пришлите номер ролика" in text(oleg), "no record is left to choose"
    await oleg.presses("Назад")
    assert "Что сказать абоненту?" in text(oleg)


async def test_others_records_are_not_among_them(stage: Stage, oleg: Someone, olga: Someone, maria: Someone) -> None:
    await recorded(stage, oleg)
    await saved(maria, "Общий")
    await maria.presses("Закрыть")
    for someone in (olga, maria):
        await someone.says(OTHER)
        await someone.presses("Ролик")
        assert any("Общий" in label for label in someone.labels())
        assert not any("Удалить свой" in label for label in someone.labels())


async def test_a_manager_finds_them_apart(stage: Stage, oleg: Someone, maria: Someone) -> None:
    await recorded(stage, oleg)
    await saved(maria, "Общий")
    await maria.says("/records")
    assert text(maria) == "🎵 Ролики, CallDog: 1"
    await maria.presses("Личные")
    assert "Личные ролики, CallDog: 1" in text(maria)
    assert not any("Общий" in label for label in maria.labels())
    await maria.presses("✅ Ролик")
    assert "Кто добавил: Олег" in text(maria)
    await maria.presses("Удалить")
    await maria.presses("Да, удалить")
    assert "Личные ролики, CallDog: 0" in text(maria)
    await maria.presses("Назад")
    assert text(maria) == "🎵 Ролики, CallDog: 1"
    assert not any("Личные" in label for label in maria.labels()), "none is left"


async def test_a_call_that_was_to_play_it_says_that_it_is_gone(stage: Stage, oleg: Someone) -> None:
    await recorded(stage, oleg)
    order: Order = (await stage.orders())[0]
    assert order.terms.saying.record == Record("7001")
    await oleg.presses("Параметры")
    await oleg.presses("Ролик")
    await oleg.presses("Удалить свой")
    await oleg.presses("🗑")
    await oleg.presses("Да, удалить")
    await oleg.presses("Назад")
    assert "⚠️ Ролик отклонён модератором или удалён" in text(oleg)


async def test_what_went_and_what_came_is_shown_of_one_opened_later(stage: Stage, maria: Someone) -> None:
    await saved(maria, "Готов")
    await maria.says("/records")
    await maria.presses("Готов")
    await maria.presses("Показать запрос")
    assert "🧾 Запрос к сервису CallDog" in text(maria)
    assert "Готов" in text(maria)
    await maria.presses("Ответ")
    assert "📥 CallDog на этот запрос, как пришло:" in text(maria)
    await maria.presses("Назад")
    assert "Номер у сервиса: 7001" in text(maria)


async def test_of_one_made_elsewhere_nothing_went_from_here(stage: Stage, maria: Someone) -> None:
    await stage.provider.create_record(NewRecord("Из кабинета", text="а"))
    await maria.says("/records")
    await maria.presses("Из кабинета")
    assert not any("Показать запрос" in label for label in maria.labels())
