from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select

from bot.domain.access import Person, Role
from bot.domain.calls import Call, CallState, Report
from bot.domain.orders import Order, Place
from bot.domain.views import Notice, OrderView
from bot.ports import UnitOfWork
from bot.services.api import Api
from bot.services.draft_orders import Press, Written
from bot.settings import given
from bot.use_cases import Core, build_core
from storage.engine import SqlDatabase
from tests.fakes.clock import FakeClock
from tests.fakes.database import new_database
from tests.fakes.messenger import FakeMessenger
from tests.fakes.provider import FakeProvider
from tests.fakes.transcoder import FakeTranscoder

ADMIN = Person(1, "Анна", role=Role.ADMIN, telegram_locale="ru")
OLEG = Person(2, "Олег", role=Role.OPERATOR, telegram_locale="ru")
MARIA = Person(3, "Мария", role=Role.MANAGER, telegram_locale="ru")
OLGA = Person(4, "Ольга", role=Role.OPERATOR, telegram_locale="ru")
IVAN = Person(5, "Иван", telegram_locale="ru")
STAFF = (ADMIN, OLEG, MARIA, OLGA)


@dataclass
class World:
    """Everything but Telegram and the services, which are played."""

    core: Core
    database: SqlDatabase
    provider: FakeProvider
    messenger: FakeMessenger
    clock: FakeClock
    _messages: int = 0

    @property
    def api(self) -> Api:
        return self.core.api

    async def draft(self, text: str, actor: Person = OLEG, place: Place | None = None) -> Order:
        self._messages += 1
        written = Written(text, place or Place(actor.id), f"message:{self._messages}")
        return (await self.api.orders.draft(actor, written)).order

    async def again(self, order: Order) -> OrderView:
        return (await self.api.orders.copy(OLEG, order.id, order.place)).view

    async def press_call_now(self, order: Order, actor: Person = OLEG, *, anyway: bool = False) -> bool:
        return await self.api.calls.place(actor, Press(order.id, order.place, 77, "ru"), anyway=anyway)

    async def place(self, text: str, actor: Person = OLEG) -> Order:
        order = await self.draft(text, actor)
        assert await self.press_call_now(order, actor)
        await self.core.submitter.drain()
        return await self.order(order.id)

    async def order(self, order_id: int) -> Order:
        order = await self.database.transact(lambda uow: uow.orders.get(order_id))
        assert order is not None
        return order

    async def call(self, order_id: int) -> Call:
        (call,) = (await self.order(order_id)).latest_calls()
        return call

    async def rows(self, table: Table) -> list[tuple[Any, ...]]:
        """Every row as it stands in the table."""
        statement = select(table).order_by(*table.primary_key)
        return await self.database.run(lambda connection: [tuple(row) for row in connection.execute(statement)])

    async def hear(self, id_: str, state: CallState | None = None, **facts: Any) -> None:
        """The service says this of the call it knows as `id_`, and we ask."""
        self.provider.reports[id_] = Report(state=state, **facts)
        self.clock.advance(1)
        await self.core.track.poll()

    async def notices(self) -> list[Notice]:
        """Everything that was ever promised, delivered or not."""
        await self.core.notices.settle()
        return [notice for notice, _ in self.messenger.notices]

    async def settle(self) -> None:
        await self.core.cards.settle()
        await self.core.notices.settle()


def _let_in(uow: UnitOfWork) -> None:
    for person in STAFF:
        uow.people.save(person)
        uow.people.set_role(person.id, person.role)


@pytest.fixture
def service() -> FakeProvider:
    return FakeProvider()


@pytest.fixture
async def world(tmp_path: Path, service: FakeProvider) -> AsyncIterator[World]:
    settings = given(bot_token="1:t", bot_admins="1", calldog_api_key="k", poll_interval=1)
    database = SqlDatabase.from_url(new_database(tmp_path))
    await database.start()
    await database.transact(_let_in)
    provider, messenger, clock = service, FakeMessenger(), FakeClock()
    core = build_core(settings, database, {provider.name: provider}, messenger, clock, FakeTranscoder())
    yield World(core, database, provider, messenger, clock)
    await core.submitter.drain()
    await database.close()
