"""Menus as they are: one, a page of them, those for an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.access import Person, Right
from bot.domain.menu_rules import MenuFlaw
from bot.domain.menus import MenuLimits
from bot.ports import Database, UnitOfWork
from bot.services.access import UseCase
from bot.services.menus.views import MenuView, load_menu, players, view_of
from bot.services.providers import Providers

LONGEST_SEARCH = 60
MOST = 200
"""Menus that an order may choose among."""


@dataclass(frozen=True, slots=True)
class MenuSearch:
    """`text` is part of a name, in any case; `page` counts from 0."""

    text: str = ""
    page: int = 0
    size: int = 8


@dataclass(frozen=True, slots=True)
class MenuPage:
    """`page` is the one that was found: the last one when fewer are left than were asked for."""

    menus: Sequence[MenuView]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class MenuService:
    """A service that plays menus; `title` is what people call it."""

    name: str
    title: str
    limits: MenuLimits


@dataclass(frozen=True, slots=True)
class MenuChoice:
    """`blocking` is why it cannot be used yet; empty when it can."""

    id: int
    name: str
    blocking: tuple[MenuFlaw, ...]


@dataclass(frozen=True, slots=True)
class MenuUse:
    """`orders`: planned ones that were made with the menu. They keep it as it was, even when it is removed."""

    orders: tuple[int, ...]


class ReadMenu(UseCase[int, MenuView]):
    """Raises NotFound."""

    right = Right.MANAGE_MENUS

    def __init__(self, database: Database, providers: Providers) -> None:
        self._database = database
        self._providers = providers

    async def run(self, actor: Person, command: int) -> MenuView:
        return await self._database.transact(lambda uow: view_of(uow, load_menu(uow, command), self._providers))


class ListMenus(UseCase[MenuSearch, MenuPage]):
    """By name."""

    right = Right.MANAGE_MENUS

    def __init__(self, database: Database, providers: Providers) -> None:
        self._database = database
        self._providers = providers

    async def run(self, actor: Person, command: MenuSearch) -> MenuPage:
        search = command.text.strip()[:LONGEST_SEARCH]

        def work(uow: UnitOfWork) -> MenuPage:
            total = uow.menus.count(search)
            pages = max(1, -(-total // command.size))
            page = min(max(command.page, 0), pages - 1)
            menus = uow.menus.page(search, page * command.size, command.size)
            return MenuPage([view_of(uow, menu, self._providers) for menu in menus], page, pages, total)

        return await self._database.transact(work)


class ListMenuServices(UseCase[None, list[MenuService]]):
    """Those that are set up and play menus."""

    right = Right.MANAGE_MENUS

    def __init__(self, providers: Providers) -> None:
        self._providers = providers

    async def run(self, actor: Person, command: None) -> list[MenuService]:
        return [MenuService(one.name, one.title, limits) for one, limits in players(self._providers)]


class ChooseMenus(UseCase[str, list[MenuChoice]]):
    """The menus of one service, the command, for an order: the usable ones first."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, providers: Providers) -> None:
        self._database = database
        self._providers = providers

    async def run(self, actor: Person, command: str) -> list[MenuChoice]:
        def work(uow: UnitOfWork) -> list[MenuChoice]:
            return [_choice(view_of(uow, menu, self._providers)) for menu in uow.menus.of(command, MOST)]

        return sorted(await self._database.transact(work), key=lambda choice: bool(choice.blocking))


class ReadMenuUse(UseCase[int, MenuUse]):
    """What a menu's removal concerns: to be told before it is removed."""

    right = Right.MANAGE_MENUS

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: int) -> MenuUse:
        def work(uow: UnitOfWork) -> MenuUse:
            planned = uow.orders.planned(None, MOST)
            return MenuUse(tuple(order.id for order in planned if order.menu and order.menu.id == command))

        return await self._database.transact(work)


def _choice(view: MenuView) -> MenuChoice:
    return MenuChoice(view.menu.id, view.menu.name, tuple(flaw for flaw in view.flaws if flaw.blocks))
