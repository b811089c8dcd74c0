from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence

import pytest
from sqlalchemy import func, select

from bot.domain.records import HeardRecord, RecordStage
from storage.engine import SqlDatabase
from storage.repositories.records import MOST
from storage.tables import provider_records
from tests.integration.storage.make import NOW, seconds

ONE = HeardRecord("1", "Приветствие", RecordStage.WAITING)
TWO = HeardRecord("2", "Отбой", RecordStage.APPROVED)


async def hear(db: SqlDatabase, *records: HeardRecord, provider: str = "calldog", after: float = 0) -> None:
    await db.transact(lambda uow: uow.provider_records.heard(provider, records, NOW + seconds(after)))


async def known(db: SqlDatabase, *ids: str, provider: str = "calldog") -> dict[str, HeardRecord]:
    return await db.transact(lambda uow: uow.provider_records.known(provider, ids))


async def count(db: SqlDatabase) -> int:
    return await db.run(lambda c: int(c.execute(select(func.count()).select_from(provider_records)).scalar_one()))


@pytest.mark.parametrize("stage", RecordStage)
async def test_what_was_heard_is_known(db: SqlDatabase, stage: RecordStage) -> None:
    told = HeardRecord("30 ю", "Ёлка «%_» 👩‍👩‍👧", stage)
    await hear(db, told, TWO)
    assert await known(db, "30 ю", "3") == {"30 ю": told}
    assert await known(db) == {}


async def test_a_new_listing_replaces_the_one_before(db: SqlDatabase) -> None:
    await hear(db, ONE, TWO)
    changed = HeardRecord("2", "Отбой 2", RecordStage.REFUSED)
    new = HeardRecord("3", "Новый", RecordStage.READY)
    await hear(db, changed, new, after=5)
    assert await known(db, "1", "2", "3") == {"2": changed, "3": new}
    rows = await db.run(lambda c: c.execute(select(provider_records.c.heard_at).distinct()).scalars().all())
    assert list(rows) == [NOW + seconds(5)]
    await hear(db)
    assert await count(db) == 0


async def test_services_are_apart(db: SqlDatabase) -> None:
    other = HeardRecord("1", "Чужой", RecordStage.REFUSED)
    await hear(db, ONE, TWO)
    await hear(db, other, provider="obzvonov")
    assert await known(db, "1", "2") == {"1": ONE, "2": TWO}
    assert await known(db, "1", "2", provider="obzvonov") == {"1": other}


async def test_what_a_database_refuses_is_kept_readable(db: SqlDatabase) -> None:
    await hear(db, HeardRecord("7\0", "\ud800\0", RecordStage.READY))
    assert await known(db, "7\ufffd") == {"7\ufffd": HeardRecord("7\ufffd", "\ufffd\ufffd", RecordStage.READY)}


async def test_no_more_are_kept_than_the_first_thousands(db: SqlDatabase) -> None:
    def listing(numbers: Collection[int]) -> Sequence[HeardRecord]:
        return [HeardRecord(str(number), "Ролик", RecordStage.READY) for number in numbers]

    await hear(db, *listing(range(MOST + 2)))
    assert await count(db) == MOST
    assert set(await known(db, "0", str(MOST - 1), str(MOST))) == {"0", str(MOST - 1)}
    assert len(await known(db, *map(str, range(MOST + 2)))) == MOST, "more ids than one statement takes"
    await hear(db, *listing(range(MOST, 2 * MOST + 2)))
    assert await count(db) == MOST


async def test_processes_that_hear_at_once_leave_one_listing(db: SqlDatabase) -> None:
    await asyncio.gather(hear(db, ONE, TWO), hear(db, TWO, ONE), hear(db, ONE, TWO, TWO))
    assert await known(db, "1", "2") == {"1": ONE, "2": TWO}
