"""The use cases and the workers over a real database, with fakes at the ports."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Table, select

from bot.domain.access import Person
from bot.domain.calls import Call, CallState, Report
from bot.domain.orders import Order, Place
from bot.domain.views import Notice, OrderView
from bot.ports import Provider
from bot.services.api import Api
from bot.services.draft_orders import Written
from bot.settings import Settings, given
from bot.use_cases import Core, WatchedDatabase, build_core
from storage.engine import SqlDatabase
from tests.fakes.clock import FakeClock
from tests.fakes.database import new_database
from tests.fakes.messenger import FakeMessenger
from tests.fakes.provider import FakeProvider
from tests.fakes.recordings import FakeRecordings
from tests.fakes.transcoder import FakeTranscoder
from tests.support.orders import tap
from tests.support.people import OLEG, STAFF, let_in

W = TypeVar("W", bound="World")


@dataclass
class World:
    settings: Settings
    database: SqlDatabase
    providers: dict[str, Any]
    """By name. Whoever is added is set up from then on."""
    messenger: FakeMessenger
    clock: FakeClock
    _messages: int = 0

    def __post_init__(self) -> None:
        self.core = self.restarted()

    def restarted(self, database: WatchedDatabase | None = None) -> Core:
        """Returns what a new process would build, over its own way into the database if that is given."""
        kept, sounds = database or self.database, (FakeTranscoder(), FakeRecordings())
        return build_core(self.settings, kept, self.providers, self.messenger, self.clock, *sounds)

    @property
    def api(self) -> Api:
        return self.core.api

    @property
    def provider(self) -> FakeProvider:
        """The usual one."""
        usual: FakeProvider = next(iter(self.providers.values()))
        return usual

    def add(self, provider: Provider) -> None:
        self.providers[provider.name] = provider

    async def draft(self, text: str, actor: Person = OLEG, place: Place | None = None) -> Order:
        self._messages += 1
        written = Written(text, place or Place(actor.id), f"message:{self._messages}")
        return (await self.api.orders.draft(actor, written)).order

    async def again(self, order: Order) -> OrderView:
        return (await self.api.orders.copy(OLEG, order.id, order.place)).view

    async def press_call_now(self, order: Order, actor: Person = OLEG, *, anyway: bool = False) -> bool:
        """Under the card as it is now."""
        return await self.api.calls.place(actor, tap(await self.order(order.id)), anyway=anyway)

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
        """Returns every row of the table."""
        statement = select(table).order_by(*table.primary_key)
        return await self.database.run(lambda connection: [tuple(row) for row in connection.execute(statement)])

    async def hear(self, id_: str, state: CallState | None = None, **facts: Any) -> None:
        """The provider says this of the call that it knows as `id_`, and we ask."""
        self.provider.reports[id_] = Report(state=state, **facts)
        self.clock.advance(1)
        await self.core.track.poll()

    async def notices(self) -> list[Notice]:
        """Everything that was ever promised, delivered or not."""
        await self.core.deliveries.settle()
        return [notice for notice, _ in self.messenger.notices]

    async def settle(self) -> None:
        await self.core.deliveries.settle()


@asynccontextmanager
async def open_world(
    kind: type[W], folder: Path, *providers: Provider, people: Iterable[Person] = STAFF, **chosen: Any
) -> AsyncIterator[W]:
    """`chosen` are settings. Without `providers` there is the usual one alone."""
    settings = given(**{"bot_token": "1:t", "bot_admins": "1", "calldog_api_key": "k", "poll_interval": 1, **chosen})
    database = SqlDatabase.from_url(new_database(folder))
    await database.start()
    await let_in(database, people)
    by_name = {one.name: one for one in providers or (FakeProvider(),)}
    world = kind(settings, database, by_name, FakeMessenger(), FakeClock())
    yield world
    await world.core.submitter.drain()
    await database.close()
