from __future__ import annotations

from dataclasses import replace

from bot.ports import UnitOfWork
from bot.ports.emulating import Emulation
from storage.engine import SqlDatabase
from tests.integration.storage.make import NOW, OPERATOR

SENT = Emulation("k1", OPERATOR.id, "calldog", "CD1", "POST …")


async def test_one_key_is_taken_once(db: SqlDatabase) -> None:
    assert await db.transact(lambda uow: uow.emulations.add(SENT, NOW))
    assert not await db.transact(lambda uow: uow.emulations.add(replace(SENT, request="other"), NOW))
    assert await db.transact(lambda uow: uow.emulations.get("k1")) == SENT
    assert await db.transact(lambda uow: uow.emulations.get("k2")) is None


async def test_how_it_ended_is_kept(db: SqlDatabase) -> None:
    ended = replace(SENT, status=200, answer='{"id": 1}\0')
    await db.transact(lambda uow: uow.emulations.add(SENT, NOW))
    await db.transact(lambda uow: uow.emulations.answered(ended, NOW))
    found = await db.transact(lambda uow: uow.emulations.newest(OPERATOR.id, "calldog", "CD1"))
    assert found is not None
    assert (found.status, found.is_lost) == (200, False)
    assert await db.transact(lambda uow: uow.emulations.answers("calldog", 5)) == ['{"id": 1}\ufffd']
    assert await db.transact(lambda uow: uow.emulations.answers("mobilgroup", 5)) == []


async def test_the_values_used_last(db: SqlDatabase) -> None:
    def work(uow: UnitOfWork) -> None:
        for values in ({"phone": "1"}, {"phone": "2", "ivrs": [{"digit": 1}]}):
            uow.emulations.remember(OPERATOR.id, "calldog", "CD1", values, NOW)

    await db.transact(work)
    found = await db.transact(lambda uow: uow.emulations.remembered(OPERATOR.id, "calldog"))
    assert found == {"CD1": {"phone": "2", "ivrs": [{"digit": 1}]}}
