"""`/records`: renaming, deleting, calling with a record, sending it again."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.domain.errors import Refused, Uncertain
from bot.domain.menus import Branch, Menu
from bot.domain.orders import NewOrder, Place, Terms
from bot.domain.phones import Phone
from bot.domain.records import RecordStage
from bot.domain.sayings import Record, Saying
from bot.ports import UnitOfWork
from bot.ports.abilities import RecordState
from tests.dialogs.recording import records, saved, text
from tests.fakes.provider import FakeProvider
from tests.fakes.services import ListingRecords
from tests.support.stage import Someone, Stage


@pytest.fixture
def services() -> list[FakeProvider]:
    return [ListingRecords()]


async def test_rename_ours_here_alone(stage: Stage, maria: Someone) -> None:
    await saved(maria, "Старое")
    await maria.says("/records")
    await maria.presses("Старое")
    await maria.presses("Название")
    assert "У сервиса останется прежнее" in text(maria)
    await maria.says(" ")
    await maria.says("Щ" * 61)
    assert "61 знак из 60" in text(maria)
    await maria.says("Новое")
    assert "Новое" in text(maria)
    assert "У сервиса называется «Старое»" in text(maria)
    assert [record.name for record in await records(stage)] == ["Новое"]
    assert stage.provider.records.kept["7001"].name == "Старое"


async def test_delete_asks_and_names_what_uses_it(stage: Stage, maria: Someone) -> None:
    record = await saved(maria, "Ролик")
    await stage.app.database.transact(lambda uow: _use(uow, record.provider_record_id or "", stage))
    await maria.says("/records")
    await maria.presses("Ролик")
    await maria.presses("Удалить")
    assert "Звучит в 2 меню: Другое; Опрос" in text(maria)
    assert "Прозвучит в 2 запланированных звонках" in text(maria)
    assert stage.provider.records.removed == []
    await maria.presses("Назад")
    await maria.presses("Удалить")
    ask = maria.last()
    await asyncio.gather(*(maria.presses("Да, удалить", ask) for _ in range(3)))
    assert stage.provider.records.removed == ["7001"]
    assert "CallDog: 0" in text(maria)
    assert [one.stage for one in await records(stage)] == [RecordStage.REMOVED]


def _use(uow: UnitOfWork, record_id: str, stage: Stage) -> None:
    now = stage.clock.now()
    saying = Saying(Record(record_id))
    menu = Menu("Опрос", "calldog", greeting=saying, author_id=3)
    uow.menus.add(menu, "one", now)
    other = Menu("Другое", "calldog", Saying("а"), (Branch("1", said=Record(record_id)),), author_id=3)
    uow.menus.add(other, "two", now)
    phones = (Phone("79991234567"),)
    for source, said, played in (("a", saying, None), ("b", Saying("а"), other), ("c", Saying("а"), None)):
        new = NewOrder(3, Place(3), "calldog", phones, Terms(said, menu=played), source)
        order_id, _ = uow.orders.add(new, now)
        order = uow.orders.get(order_id)
        assert order is not None
        uow.orders.leave_draft(order_id, placed=True)
        uow.calls.add(order, order.phones[0], 1, now, start_at=now + timedelta(days=2))


async def test_a_foreign_record_is_deleted_too(stage: Stage, maria: Someone) -> None:
    stage.provider.records.put("55", "Чужой")
    await maria.says("/records")
    await maria.presses("Чужой")
    await maria.presses("Удалить")
    await maria.presses("Да, удалить")
    assert stage.provider.records.removed == ["55"]
    assert "CallDog: 0" in text(maria)


async def test_a_lost_answer_to_deleting_says_so(stage: Stage, maria: Someone) -> None:
    await saved(maria, "Ролик")
    stage.provider.records.loses = Uncertain("provider-change-lost")
    await maria.says("/records")
    await maria.presses("Ролик")
    await maria.presses("Удалить")
    await maria.presses("Да, удалить")
    assert "неизвестно, выполнил ли он просьбу" in (stage.telegram.answers()[-1] or "")
    await maria.presses("Назад")
    assert "больше не показывает" in text(maria)
    assert stage.provider.records.removed == ["7001"]


async def test_a_refused_deletion_leaves_it(stage: Stage, maria: Someone) -> None:
    await saved(maria, "Ролик")
    stage.provider.records.error = Refused("provider-refused-other", "Ролик занят")
    await maria.says("/records")
    await maria.presses("Ролик")
    await maria.presses("Удалить")
    await maria.presses("Да, удалить")
    assert "Ролик занят" in (stage.telegram.answers()[-1] or "")
    assert [record.stage for record in await records(stage)] == [RecordStage.APPROVED]


async def test_after_deleting_the_same_note_may_be_saved_again(stage: Stage, maria: Someone) -> None:
    await saved(maria, "Ролик")
    offer = stage.telegram.in_chat(maria.id)[0]
    offer = offer.model_copy(
        update={"reply_to_message": stage.telegram.heard[maria.id, min(k[1] for k in stage.telegram.heard)]}
    )
    await maria.says("/records")
    await maria.presses("Ролик")
    await maria.presses("Удалить")
    await maria.presses("Да, удалить")
    await maria.sends_data("sound", offer)
    await maria.presses("Отправить в CallDog")
    assert len(stage.provider.records.made) == 2
    [record] = await records(stage)
    assert (record.stage, record.provider_record_id) == (RecordStage.APPROVED, "7002")


async def test_use_in_a_call(stage: Stage, maria: Someone) -> None:
    await saved(maria, "Ролик", RecordState.WAITING)
    await maria.says("/records")
    await maria.presses("Ролик")
    await maria.presses("Позвонить с ним")
    assert "до этого звонок не начнётся" in text(maria)
    await maria.says("не номер")
    assert await stage.orders() == []
    await maria.says("+7 999 123-45-67")
    [order] = await stage.orders()
    assert (order.provider, order.terms.saying) == ("calldog", Saying(Record("7001")))
    card = await stage.until(lambda: maria.under("📞 Позвонить"))
    assert "ролик «Ролик»" in (card.text or "")
    assert stage.telegram.in_chat(maria.id)[-1] == card
    assert maria.under("◀️ Назад") is None, "the dialog is gone"


async def test_a_contact_says_whom_to_call_too(stage: Stage, maria: Someone) -> None:
    await saved(maria, "Ролик")
    await maria.says("/records")
    await maria.presses("Ролик")
    await maria.presses("Позвонить с ним")
    await maria.shares("+7 999 123-45-67")
    [order] = await stage.orders()
    assert (order.phones, order.terms.saying) == (("79991234567",), Saying(Record("7001")))


async def test_a_lost_record_may_be_sent_again_by_a_person(stage: Stage, maria: Someone) -> None:
    stage.provider.records.loses = Uncertain("provider-change-lost")
    await saved(maria, "Ролик")
    stage.provider.records.kept.clear()
    stage.provider.records.loses = None
    await maria.says("/records")
    await maria.presses("❔ Ролик")
    assert "может оказаться два одинаковых" in text(maria)
    assert not any("Название" in label for label in maria.labels()), "by its name it is looked for"
    window = maria.last()
    await asyncio.gather(*(maria.presses("Отправить снова", window) for _ in range(3)))
    assert len(stage.provider.records.made) == 2
    assert "Готов к звонкам" in text(maria)


async def test_a_lost_record_that_was_found_meanwhile_is_not_sent_again(stage: Stage, maria: Someone) -> None:
    stage.provider.records.loses = Uncertain("provider-change-lost")
    await saved(maria, "Ролик")
    await maria.says("/records")
    await maria.presses("❔ Ролик")
    window = maria.last()
    stage.clock.advance(61)
    await stage.app.core.record_watch.sweep()
    await maria.presses("Отправить снова", window)
    assert len(stage.provider.records.made) == 1
    assert "Готов к звонкам" in (stage.telegram.messages[maria.id, window.message_id].text or "")


async def test_where_nothing_is_listed_it_may_be_taken_off_the_list_alone(stage: Stage, maria: Someone) -> None:
    """Without a list nobody can tell that the provider has it no more, and the provider refuses to delete it."""
    await saved(maria, "Ролик")
    stage.provider.records.list_error = Refused("provider-not-offered")
    stage.provider.records.error = Refused("provider-refused-record")
    await maria.says("/records")
    await maria.presses("Ролик")
    await maria.presses("Удалить")
    await maria.presses("Да, удалить")
    assert [record.stage for record in await records(stage)] == [RecordStage.APPROVED]
    await maria.presses("Убрать из списка здесь")
    assert stage.provider.records.removed == ["7001"]
    assert [record.stage for record in await records(stage)] == [RecordStage.REMOVED]
    assert "CallDog: 0" in text(maria)
