"""The people of all tests, and how they are let in before a test begins."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url

from bot.domain.access import Person, Role
from bot.ports import UnitOfWork
from bot.services.directory import give_role
from storage.engine import SqlDatabase
from storage.migrate import migrate
from tests.fakes.database import migrated

ANNA = Person(1, "Анна", role=Role.ADMIN, telegram_locale="ru")
"""The admin of the settings."""
OLEG = Person(2, "Олег", role=Role.OPERATOR, telegram_locale="ru")
MARIA = Person(3, "Мария", role=Role.MANAGER, telegram_locale="ru")
OLGA = Person(4, "Ольга", role=Role.OPERATOR, telegram_locale="ru")
IVAN = Person(5, "Иван", telegram_locale="ru")
"""A stranger."""
STAFF = (ANNA, OLEG, MARIA, OLGA)

NUMBER = "+7 999 123-45-67"
CALL = f"/call {NUMBER} Ваш заказ готов"

ADMIN = 1001
"""The admin of the settings where the bot is met over HTTP."""
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
"""When people of tests were let in."""
POOLS = {Role.OPERATOR: range(2001, 2061), Role.MANAGER: range(3001, 3016), Role.ADMIN: range(4001, 4004)}
"""Ids from which tests over HTTP take people of their own. None of them is told of results that are not theirs."""


def pools() -> list[Person]:
    people = [Person(id_, str(id_), role=role) for role, ids in POOLS.items() for id_ in ids]
    return [Person(ADMIN, "", role=Role.ADMIN), *people]


async def let_in(database: SqlDatabase, people: Iterable[Person], *, subscribed: bool = True) -> None:
    """`subscribed`: managers hear of everybody's results, as they do when the bot lets them in."""

    def work(uow: UnitOfWork) -> None:
        for person in people:
            uow.people.save(person)
            uow.people.set_role(person.id, person.role)
            if subscribed:
                give_role(uow, None, person.id, person.role, SINCE)

    await database.transact(work)


def make_database(url: str) -> None:
    """A fresh database with everybody of the pools in it."""

    if file := make_url(url).database if url.startswith("sqlite") else None:
        Path(file).write_bytes(migrated())

    async def make() -> None:
        database = SqlDatabase.from_url(url)
        await database.start()
        await migrate(database)
        await let_in(database, pools(), subscribed=False)
        await database.close()

    asyncio.run(make())
