"""A fall of a balance is told of once; what an order is kept as comes back."""

from __future__ import annotations

import asyncio

from bot.domain.orders import OrderKind
from bot.ports import UnitOfWork
from storage.engine import SqlDatabase
from tests.integration.storage.make import NOW, new_order


async def test_a_fall_is_one_until_it_rose(db: SqlDatabase) -> None:
    def fell(uow: UnitOfWork) -> int | None:
        return uow.balances.fell("calldog")

    falls = await asyncio.gather(*(db.transact(fell) for _ in range(5)))
    assert sorted(falls, key=str) == [1, None, None, None, None]
    await db.transact(lambda uow: uow.balances.rose("calldog"))
    await db.transact(lambda uow: uow.balances.rose("nobody"))
    assert [await db.transact(fell), await db.transact(fell)] == [2, None]
    assert await db.transact(lambda uow: uow.balances.fell("mobilgroup")) == 1


async def test_a_verification_is_kept_as_one(db: SqlDatabase) -> None:
    def work(uow: UnitOfWork) -> OrderKind | None:
        id_, _ = uow.orders.add(new_order(kind=OrderKind.VERIFICATION), NOW)
        order = uow.orders.get(id_)
        return order.kind if order else None

    assert await db.transact(work) is OrderKind.VERIFICATION
