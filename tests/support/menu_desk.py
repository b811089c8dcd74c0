"""A manager's desk with menus: the real use cases and database, two played services that have menus, one without."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.domain.menu_edits import Edit, change_branch, set_greeting
from bot.domain.menus import MenuLimits
from bot.domain.orders import Place
from bot.domain.records import AudioRecord, RecordStage
from bot.domain.sayings import Saying
from bot.ports import Capability
from bot.services.menu_views import MenuView
from bot.settings import given
from bot.use_cases import Core, build_core
from storage.engine import SqlDatabase
from storage.tables import audit
from tests.fakes.clock import FakeClock
from tests.fakes.database import new_database
from tests.fakes.messenger import FakeMessenger
from tests.fakes.provider import FakeProvider
from tests.fakes.services import JoiningPeople
from tests.fakes.transcoder import FakeTranscoder
from tests.unit.services.conftest import MARIA

HERE = Place(MARIA.id)


class Playing(FakeProvider):
    menu_limits = MenuLimits(reads_texts=False, recognizes=False)
    capabilities = FakeProvider.capabilities | {Capability.MENUS}


class Speaking(FakeProvider):
    name = "obzvonov"
    title = "Программа обзвонов"
    menu_limits = MenuLimits(reads_texts=True, recognizes=True)
    capabilities = FakeProvider.capabilities | {Capability.MENUS}


class Desk:
    """A manager at work, with two services that play menus and one that does not."""

    def __init__(
        self, core: Core, database: SqlDatabase, clock: FakeClock, services: Mapping[str, FakeProvider]
    ) -> None:
        self.menus = core.api.menus
        self.services = services
        self.database = database
        self.clock = clock

    async def create(self, name: str = "Заказ", provider: str | None = "obzvonov") -> MenuView:
        return await self.menus.create(MARIA, name, f"new:{name}", provider)

    async def ready(self, name: str = "Заказ", provider: str = "obzvonov") -> MenuView:
        view = await self.create(name, provider)
        await self.edit(view.menu.id, lambda menu: set_greeting(menu, Saying(text="Ваш заказ готов")))
        return await self.edit(view.menu.id, lambda menu: change_branch(menu, "1", tag="да"))

    async def edit(self, menu_id: int, edit: Edit) -> MenuView:
        return await self.menus.change(MARIA, menu_id, edit)

    async def read(self, menu_id: int) -> MenuView:
        return await self.menus.read(MARIA, menu_id)

    async def record(self, number: str, stage: RecordStage, provider: str = "obzvonov") -> None:
        made = AudioRecord("Ролик", provider, MARIA.id, HERE, "ru", f"r:{number}", stage, provider_record_id=number)
        await self.database.transact(lambda uow: uow.audio_records.add(made, self.clock.now()))

    async def audited(self) -> list[tuple[str, str]]:
        def read(connection: Any) -> list[tuple[str, str]]:
            rows = connection.execute(audit.select().order_by(audit.c.id))
            return [(row.action, row.subject) for row in rows if row.action.startswith("menu.")]

        return await self.database.run(read)


@asynccontextmanager
async def open_desk(folder: Path) -> AsyncIterator[Desk]:
    settings = given(bot_token="1:t", calldog_api_key="k", default_provider="obzvonov")
    database = SqlDatabase.from_url(new_database(folder))
    await database.start()
    await database.transact(lambda uow: uow.people.save(MARIA))
    services = {one.name: one for one in (Playing(), Speaking(), JoiningPeople())}
    clock = FakeClock()
    core = build_core(settings, database, services, FakeMessenger(), clock, FakeTranscoder())
    yield Desk(core, database, clock, services)
    await core.submitter.drain()
    await database.close()
