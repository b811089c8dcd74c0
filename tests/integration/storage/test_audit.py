from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from storage.engine import SqlDatabase
from storage.tables import audit
from tests.integration.storage.make import NOW


async def test_who_did_what_and_when(db: SqlDatabase) -> None:
    await db.transact(lambda uow: uow.audit.add(100, "order.place", "17", NOW))
    columns = select(audit.c.person_id, audit.c.action, audit.c.subject, audit.c.at)
    rows = await db.run(lambda connection: connection.execute(columns).all())
    assert [tuple(row) for row in rows] == [(100, "order.place", "17", NOW)]


async def test_nobody_unknown_acts(db: SqlDatabase) -> None:
    with pytest.raises(IntegrityError):
        await db.transact(lambda uow: uow.audit.add(404, "order.place", "17", NOW))
