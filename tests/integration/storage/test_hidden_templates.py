from __future__ import annotations

from bot.ports import UnitOfWork
from storage.engine import SqlDatabase


async def test_they_are_kept_apart_and_forgotten(db: SqlDatabase) -> None:
    def work(uow: UnitOfWork) -> list[set[str]]:
        hidden = uow.hidden_templates
        for account, template_id in (("123", "1"), ("123", "1"), ("123", "2"), ("клиент\0", "1")):
            hidden.add("mobilgroup", account, template_id)
        hidden.forget("mobilgroup", "123", "2")
        hidden.forget("mobilgroup", "77", "1")
        return [hidden.of(*of) for of in (("mobilgroup", "123"), ("mobilgroup", "клиент\0"), ("calldog", "123"))]

    assert await db.transact(work) == [{"1"}, {"1"}, set()]
