"""Workers are woken after the COMMIT, by what the transaction touched."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from bot.domain.orders import Place
from bot.domain.views import CardKind, Notice, NoticeKind
from bot.ports import Bell, UnitOfWork, Webhook
from storage.engine import SqlDatabase
from tests.integration.storage.make import NOW

HERE = Place(100)
RESULT = Notice("result:1", NoticeKind.RESULT, HERE, "ru", {})
WEBHOOK = Webhook("calldog", "token", b"{}")


def heard(db: SqlDatabase) -> list[Bell]:
    rung: list[Bell] = []
    for bell in Bell:
        db.on(bell, partial(rung.append, bell))
    return rung


@pytest.mark.parametrize(
    ("work", "bells"),
    [
        (lambda uow: uow.cards.upsert(CardKind.ORDER, 1, HERE, "ru", None), [Bell.CARDS]),
        (lambda uow: uow.cards.upsert(CardKind.ORDER, 1, HERE, "ru", None, later=True), []),
        (lambda uow: uow.cards.touch(CardKind.ORDER, [1]), [Bell.CARDS]),
        (lambda uow: uow.cards.touch(CardKind.ORDER, []), []),
        (lambda uow: uow.notices.add([RESULT], NOW), [Bell.NOTICES]),
        (lambda uow: uow.notices.add([], NOW), []),
        (lambda uow: uow.webhooks.add(WEBHOOK, NOW), [Bell.WEBHOOKS]),
        (lambda uow: uow.webhooks.again(1), [Bell.WEBHOOKS]),
        (lambda uow: uow.cards.claim(NOW, NOW, 10), []),
    ],
)
async def test_what_was_touched_is_rung_for(
    db: SqlDatabase, work: Callable[[UnitOfWork], object], bells: list[Bell]
) -> None:
    rung = heard(db)
    await db.transact(work)
    assert rung == bells


async def test_nothing_is_rung_for_that_was_rolled_back(db: SqlDatabase) -> None:
    rung = heard(db)

    def work(uow: UnitOfWork) -> None:
        uow.cards.touch(CardKind.ORDER, [1])
        raise LookupError

    with pytest.raises(LookupError):
        await db.transact(work)
    assert rung == []
