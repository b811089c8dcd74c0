"""Menus as files: taken out of one installation, brought into another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.access import Person, Right
from bot.domain.errors import MenuProblem
from bot.domain.menu_edits import change_service
from bot.domain.menu_file import read_menu, write_menu
from bot.domain.menu_rules import played_records
from bot.ports import Capability, Clock, Database
from bot.services.access import UseCase
from bot.services.defaults import require
from bot.services.menus.changing import add_menu
from bot.services.menus.views import MenuView, load_menu, players
from bot.services.providers import Providers
from bot.services.records.listing import Listings


@dataclass(frozen=True, slots=True)
class MenuFile:
    """`source`: the message that it came in. `provider` is the service that was chosen for it, None: the file's own."""

    content: bytes
    source: str
    provider: str | None = None


@dataclass(frozen=True, slots=True)
class ExportedMenu:
    file_name: str
    content: bytes


class ServiceNotChosen(MenuProblem):
    """The file's service is not set up here: it has to be told to which of `choices` (name, title) the menu goes."""

    def __init__(self, service: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__("menu-file-which-service", service=service)
        self.choices = tuple(choices)


class ImportMenu(UseCase[MenuFile, MenuView]):
    """A new menu from a file. Raises MenuProblem (ServiceNotChosen among them), NotFound, OrderProblem.

    At its own service it keeps its records, though they may be another account's: those that neither we nor
    the service know are warned of. At another service it has none.
    """

    right = Right.MANAGE_MENUS

    def __init__(self, database: Database, providers: Providers, clock: Clock, listings: Listings) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock
        self._listings = listings

    async def run(self, actor: Person, command: MenuFile) -> MenuView:
        read = read_menu(command.content)
        menu = replace(change_service(read, self._service(read.provider, command.provider)), author_id=actor.id)
        if any(played_records(menu)):
            await self._listings.of(menu.provider)
        return await self._database.transact(
            lambda uow: add_menu(uow, actor, menu, command.source, "menu.import", self._providers, self._clock)
        )

    def _service(self, own: str, chosen: str | None) -> str:
        if chosen is not None:
            provider = self._providers.get(chosen)
            require(provider, Capability.MENUS)
            return provider.name
        services = [provider for provider, _ in players(self._providers)]
        if any(service.name == own for service in services):
            return own
        raise ServiceNotChosen(own, [(service.name, service.title) for service in services])


class ExportMenu(UseCase[int, ExportedMenu]):
    """Unfinished ones too. Raises NotFound."""

    right = Right.MANAGE_MENUS

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: int) -> ExportedMenu:
        menu = await self._database.transact(lambda uow: load_menu(uow, command))
        return ExportedMenu(_file_name(menu.name), write_menu(menu).encode())


def _file_name(name: str) -> str:
    """Of letters and digits that every system takes."""
    plain = re.sub(r"[^\w-]+", "-", name).strip("-_")[:40]
    return f"{plain or 'menu'}.zvonar.json"
