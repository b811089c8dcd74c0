from __future__ import annotations

import asyncio
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.orders import Place
from bot.domain.records import AudioRecord, RecordStage
from bot.domain.sayings import Voice
from bot.ports import UnitOfWork
from storage.engine import SqlDatabase
from tests.integration.storage.make import ADMIN, GROUP, NOW, a_record, seconds

FULL: dict[str, Any] = {
    "provider_record_id": "77",
    "text": "Ваш заказ гот+ов",
    "voice": Voice.MALE,
    "source_file": "AgAD-source",
    "voice_file": "AgAD-voice",
    "seconds": 12,
    "cost": Decimal("1.50"),
    "words": "слишком тихо",
    "reason_key": "record-refused",
    "listed": False,
}


async def add(db: SqlDatabase, *records: AudioRecord) -> list[AudioRecord]:
    return await db.transact(lambda uow: [uow.audio_records.add(record, NOW)[0] for record in records])


async def change(db: SqlDatabase, record_id: int, **fields: Any) -> bool:
    return await db.transact(lambda uow: uow.audio_records.change(record_id, NOW + seconds(5), **fields))


async def read(db: SqlDatabase, record_id: int) -> AudioRecord | None:
    return await db.transact(lambda uow: uow.audio_records.get(record_id))


async def test_a_record_comes_back_as_written(db: SqlDatabase) -> None:
    new = a_record(stage=RecordStage.REFUSED, **FULL)
    assert {field.name for field in fields(AudioRecord) if getattr(new, field.name) == field.default} == {
        "id",
        "created_at",
    }
    (kept,) = await add(db, new)
    assert kept.id
    assert kept == replace(new, id=kept.id, created_at=NOW)
    assert await read(db, kept.id) == kept
    assert await read(db, 0) is None
    (bare,) = await add(db, a_record("2"))
    assert await read(db, bare.id) == replace(a_record("2"), id=bare.id, created_at=NOW)


async def test_one_source_makes_one_record_however_often_it_is_pressed(db: SqlDatabase) -> None:
    presses = [a_record(name=name) for name in "абвг"]

    async def press(record: AudioRecord) -> tuple[AudioRecord, bool]:
        return await db.transact(lambda uow: uow.audio_records.add(record, NOW))

    added = await asyncio.gather(*map(press, presses))
    (first,) = [record for record, is_new in added if is_new]
    assert [record for record, _ in added] == [first] * 4
    assert len(await names(db)) == 1


async def test_what_changes_is_kept_and_the_rest_stays(db: SqlDatabase) -> None:
    record, other = await add(db, a_record("1"), a_record("2"))
    changed = replace(
        record, name="Пока", place=Place(5), locale="en", stage=RecordStage.APPROVED, **{**FULL, "reason_key": None}
    )
    wanted = {field.name: getattr(changed, field.name) for field in fields(AudioRecord)}
    for name in ("id", "provider", "author_id", "source", "created_at"):
        del wanted[name]
    assert await change(db, record.id, **wanted)
    assert await read(db, record.id) == changed
    assert await read(db, other.id) == other
    assert not await change(db, 0, name="x")


@pytest.mark.parametrize("name", ["id", "source", "provider", "author_id", "created_at", "folded", "sent_at"])
async def test_what_a_record_is_cannot_be_changed(db: SqlDatabase, name: str) -> None:
    (record,) = await add(db, a_record())
    with pytest.raises(TypeError, match=name):
        await change(db, record.id, **{name: "x"})


async def test_a_stage_is_left_once_whoever_comes_first(db: SqlDatabase) -> None:
    (record,) = await add(db, a_record(stage=RecordStage.WAITING))
    words = (RecordStage.APPROVED, RecordStage.REFUSED)
    of = {RecordStage.WAITING, RecordStage.LOST}
    said = await asyncio.gather(*(change(db, record.id, of=of, stage=words[n % 2], words=str(n)) for n in range(6)))
    assert sorted(said) == [False] * 5 + [True]
    winner = said.index(True)
    kept = await read(db, record.id)
    assert kept == replace(record, stage=words[winner % 2], words=str(winner))
    assert not await change(db, record.id, of=[], words="?")


async def test_a_removed_record_stays_as_it_is_unless_one_says_so(db: SqlDatabase) -> None:
    (record,) = await add(db, a_record(provider_record_id="77"))
    assert await change(db, record.id, stage=RecordStage.REMOVED)
    assert not await change(db, record.id, stage=RecordStage.APPROVED)
    removed = replace(record, stage=RecordStage.REMOVED)
    assert await read(db, record.id) == removed
    assert await db.transact(lambda uow: uow.audio_records.find("calldog", "77")) == removed
    assert await change(db, record.id, of=[RecordStage.REMOVED], stage=RecordStage.READY)


async def test_a_record_is_found_by_the_services_number(db: SqlDatabase) -> None:
    one, same, other = await add(
        db,
        a_record("1", provider_record_id="77"),
        a_record("2", provider_record_id="77"),
        a_record("3", provider_record_id="77", provider="obzvonov"),
    )

    async def find(provider: str, number: str) -> AudioRecord | None:
        return await db.transact(lambda uow: uow.audio_records.find(provider, number))

    assert one.id != same.id
    assert await find("calldog", "77") == same
    assert await find("obzvonov", "77") == other
    assert await find("obzvonov", "7") is None


async def names(db: SqlDatabase, search: str = "", offset: int = 0, limit: int = 10) -> list[str]:
    page = await db.transact(lambda uow: uow.audio_records.page("calldog", search, offset, limit))
    return [record.name for record in page]


async def test_pages_hold_one_services_records_newest_first(db: SqlDatabase) -> None:
    removed = a_record("r", name="removed", stage=RecordStage.REMOVED)
    elsewhere = a_record("o", name="elsewhere", provider="obzvonov")
    await add(db, *(a_record(str(n), name=f"№{n}") for n in range(5)), removed, elsewhere)
    assert await names(db, limit=2) == ["№4", "№3"]
    assert await names(db, offset=4, limit=2) == ["№0"]
    assert await names(db, offset=6) == []
    assert await names(db) == ["№4", "№3", "№2", "№1", "№0"]


async def test_names_are_searched_in_any_case_and_nothing_is_a_pattern(db: SqlDatabase) -> None:
    kept = ["Скидка 50%", "СКИДКА_50", "Ёлка \ufffd", "Straße", "скидки/нет"]
    await add(db, *(a_record(str(n), name=name) for n, name in enumerate(kept)))
    for search, found in {
        "скид": ["скидки/нет", "СКИДКА_50", "Скидка 50%"],
        "КА_": ["СКИДКА_50"],
        "50%": ["Скидка 50%"],
        "%": ["Скидка 50%"],
        "и/Н": ["скидки/нет"],
        "Е\u0308ЛКА": ["Ёлка \ufffd"],
        "STRASSE": ["Straße"],
        "\0": ["Ёлка \ufffd"],
        "\ud800": ["Ёлка \ufffd"],
        "\\": [],
        "я" * 4096: [],
    }.items():
        assert await names(db, search) == found, search


async def test_a_renamed_record_is_found_by_its_new_name(db: SqlDatabase) -> None:
    (record,) = await add(db, a_record(name="Старое"))
    await change(db, record.id, name="НОВОЕ")
    assert await names(db, "старое") == []
    assert await names(db, "новое") == ["НОВОЕ"]


async def test_records_are_checked_when_their_time_has_come_the_longest_waiting_first(db: SqlDatabase) -> None:
    def work(uow: UnitOfWork) -> list[int]:
        moments = [seconds(20), seconds(10), None, seconds(30)]
        return [
            uow.audio_records.add(a_record(str(n)), NOW, None if after is None else NOW + after)[0].id
            for n, after in enumerate(moments)
        ]

    one, two, three, four = await db.transact(work)

    async def due(after: float, limit: int = 10) -> list[int]:
        found = await db.transact(lambda uow: uow.audio_records.to_check(NOW + seconds(after), limit))
        return [record.id for record in found]

    assert await due(9) == []
    assert await due(20) == [two, one]
    assert await due(60, limit=1) == [two]
    await change(db, two, check_at=None)
    await change(db, three, check_at=NOW)
    assert await due(30) == [three, one, four]


async def test_a_sending_cut_off_is_found_by_when_it_began(db: SqlDatabase) -> None:
    sent, again, ready = await add(
        db, a_record("1"), a_record("2", stage=RecordStage.FAILED), a_record("3", stage=RecordStage.READY)
    )
    await change(db, again.id, stage=RecordStage.SENDING)
    await change(db, sent.id, name="Другое", locale="en")

    async def stranded(after: float) -> list[int]:
        found = await db.transact(lambda uow: uow.audio_records.stranded(NOW + seconds(after)))
        return [record.id for record in found]

    assert await stranded(-1) == []
    assert await stranded(0) == [sent.id]
    assert await stranded(5) == [sent.id, again.id]
    await change(db, sent.id, stage=RecordStage.LOST)
    assert await stranded(5) == [again.id]
    assert ready.stage is RecordStage.READY


async def test_a_records_place_follows_its_group(db: SqlDatabase) -> None:
    here, elsewhere = await add(db, a_record("1"), a_record("2", place=Place(ADMIN.id, 3)))
    await db.transact(lambda uow: uow.move_chat(GROUP.chat_id, -100777))
    assert await read(db, here.id) == replace(here, place=Place(-100777, GROUP.thread_id))
    assert await read(db, elsewhere.id) == elsewhere


async def test_a_record_is_somebodys(db: SqlDatabase) -> None:
    with pytest.raises(IntegrityError):
        await add(db, a_record(author_id=404))
