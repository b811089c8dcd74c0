"""What goes wrong begins and ends once; what an order is kept as comes back."""

from __future__ import annotations

import asyncio

from bot.domain.orders import OrderKind
from bot.ports import UnitOfWork
from storage.engine import SqlDatabase
from tests.integration.storage.make import NOW, new_order


async def test_a_trouble_begins_once_until_it_is_over(db: SqlDatabase) -> None:
    def begins(uow: UnitOfWork) -> int | None:
        return uow.troubles.begin("poll", NOW)

    begun = await asyncio.gather(*(db.transact(begins) for _ in range(5)))
    assert sorted(begun, key=str) == [1, None, None, None, None]
    assert await db.transact(lambda uow: uow.troubles.on()) == {"poll": NOW}
    ends = await asyncio.gather(*(db.transact(lambda uow: uow.troubles.end("poll")) for _ in range(3)))
    assert sorted(ends, key=str) == [1, None, None]
    assert await db.transact(lambda uow: uow.troubles.end("nothing")) is None
    assert await db.transact(lambda uow: uow.troubles.on()) == {}
    assert [await db.transact(begins), await db.transact(begins)] == [2, None]
    assert await db.transact(lambda uow: uow.troubles.begin("disk", NOW)) == 1


async def test_a_verification_is_kept_as_one(db: SqlDatabase) -> None:
    def work(uow: UnitOfWork) -> OrderKind | None:
        id_, _ = uow.orders.add(new_order(kind=OrderKind.VERIFICATION), NOW)
        order = uow.orders.get(id_)
        return order.kind if order else None

    assert await db.transact(work) is OrderKind.VERIFICATION
