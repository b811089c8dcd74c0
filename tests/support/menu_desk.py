"""A manager's desk with menus: two of its played providers have menus, one has none."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from bot.domain.menu_edits import Edit, change_branch, set_greeting
from bot.domain.menus import MenuLimits
from bot.domain.orders import Place
from bot.domain.records import AudioRecord, RecordStage
from bot.domain.sayings import Saying
from bot.ports import Capability
from bot.services.menu_views import MenuView
from bot.services.menus import Menus
from storage.tables import audit
from tests.fakes.provider import FakeProvider
from tests.fakes.services import JoiningPeople
from tests.support.people import MARIA
from tests.support.world import World, open_world

HERE = Place(MARIA.id)


class Playing(FakeProvider):
    menu_limits = MenuLimits(reads_texts=False, recognizes=False)
    capabilities = FakeProvider.capabilities | {Capability.MENUS}


class Speaking(FakeProvider):
    name = "obzvonov"
    title = "Программа обзвонов"
    menu_limits = MenuLimits(reads_texts=True, recognizes=True)
    capabilities = FakeProvider.capabilities | {Capability.MENUS}


class Desk(World):
    """A manager at work, with two providers that play menus and one that does not."""

    @property
    def menus(self) -> Menus:
        return self.api.menus

    async def create(self, name: str = "Заказ", provider: str | None = "obzvonov") -> MenuView:
        return await self.menus.create(MARIA, name, f"new:{name}", provider)

    async def ready(self, name: str = "Заказ", provider: str = "obzvonov") -> MenuView:
        view = await self.create(name, provider)
        await self.edit(view.menu.id, lambda menu: set_greeting(menu, Saying("Ваш заказ готов")))
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


def open_desk(folder: Path) -> AbstractAsyncContextManager[Desk]:
    providers = (Playing(), Speaking(), JoiningPeople())
    return open_world(Desk, folder, *providers, people=[MARIA], default_provider="obzvonov")
