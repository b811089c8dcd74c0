"""Making and changing menus. Every change is stored at once, on what the menu is by then."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.access import Person, Right
from bot.domain.menu_edits import Edit, change_service, copy_of, lost_records, new_menu, refuse, rename
from bot.domain.menu_rules import MenuFlaw, brought_in, problems, service_free_problems
from bot.domain.menus import Menu, MenuLimits
from bot.ports import Capability, Clock, Database, UnitOfWork
from bot.services.access import UseCase
from bot.services.defaults import first_with, require
from bot.services.menus.views import MenuView, limits_of, load_menu, view_of
from bot.services.providers import Providers


@dataclass(frozen=True, slots=True)
class NewMenu:
    """`provider` None: the person's own service, or the first that plays menus. `source`: the message or button that
    it came from, so that a second tap makes no second menu.
    """

    name: str
    source: str
    provider: str | None = None


@dataclass(frozen=True, slots=True)
class MenuChange:
    """`edit` is one of `bot.domain.menu_edits`, applied to the newest content: what a colleague changed stays."""

    menu_id: int
    edit: Edit


@dataclass(frozen=True, slots=True)
class MenuCopy:
    menu_id: int
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class MenuMove:
    menu_id: int
    provider: str


@dataclass(frozen=True, slots=True)
class Moved:
    """`lost` are the slots that lost their record (None: the greeting), which the other service does not know."""

    view: MenuView
    lost: tuple[str | None, ...]


class CreateMenu(UseCase[NewMenu, MenuView]):
    """An empty menu. Raises MenuProblem, NotFound, OrderProblem for a service that plays no menus."""

    right = Right.MANAGE_MENUS

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: NewMenu) -> MenuView:
        if command.provider is None:
            provider = first_with(self._providers, Capability.MENUS, actor)
        else:
            provider = self._providers.get(command.provider)
            require(provider, Capability.MENUS)
        menu = new_menu(command.name, provider.name, actor.id)
        return await self._database.transact(
            lambda uow: add_menu(uow, actor, menu, command.source, "menu.create", self._providers, self._clock)
        )


class ChangeMenu(UseCase[MenuChange, MenuView]):
    """Apply an edit and store what it makes. Raises what the edit raises, MenuProblem, NotFound; nothing changes then.

    What the menu's service can never play is refused too, unless it was there before: a menu that came from elsewhere
    is put right step by step.
    """

    right = Right.MANAGE_MENUS

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: MenuChange) -> MenuView:
        def work(uow: UnitOfWork) -> MenuView:
            before = load_menu(uow, command.menu_id, lock=True)
            after = replace(command.edit(before), id=before.id, author_id=before.author_id)
            limits = limits_of(self._providers, after.provider)
            refuse(brought_in(_known(before, limits), _known(after, limits)))
            if after != before:
                store(uow, actor, before, after, self._clock)
            return view_of(uow, after, self._providers)

        return await self._database.transact(work)


class RenameMenu(UseCase[tuple[int, str], MenuView]):
    """The command is (menu id, name). Raises MenuProblem, NotFound."""

    right = Right.MANAGE_MENUS

    def __init__(self, change: ChangeMenu) -> None:
        self._change = change

    async def run(self, actor: Person, command: tuple[int, str]) -> MenuView:
        menu_id, name = command
        return await self._change(actor, MenuChange(menu_id, lambda menu: rename(menu, name)))


class MoveMenu(UseCase[MenuMove, Moved]):
    """To another service. Raises MenuProblem, NotFound, OrderProblem for a service that plays no menus."""

    right = Right.MANAGE_MENUS

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: MenuMove) -> Moved:
        provider = self._providers.get(command.provider)
        require(provider, Capability.MENUS)

        def work(uow: UnitOfWork) -> Moved:
            before = load_menu(uow, command.menu_id, lock=True)
            after = change_service(before, provider.name)
            lost = lost_records(before) if after != before else ()
            if after != before:
                store(uow, actor, before, after, self._clock)
            return Moved(view_of(uow, after, self._providers), lost)

        return await self._database.transact(work)


class CopyMenu(UseCase[MenuCopy, MenuView]):
    """A new menu with the same content, under the name given. Raises MenuProblem, NotFound."""

    right = Right.MANAGE_MENUS

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: MenuCopy) -> MenuView:
        def work(uow: UnitOfWork) -> MenuView:
            menu = copy_of(load_menu(uow, command.menu_id), command.name, actor.id)
            return add_menu(uow, actor, menu, command.source, "menu.copy", self._providers, self._clock)

        return await self._database.transact(work)


class RemoveMenu(UseCase[int, bool]):
    """False when it is gone already. Orders that were made with it keep it."""

    right = Right.MANAGE_MENUS

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run(self, actor: Person, command: int) -> bool:
        def work(uow: UnitOfWork) -> bool:
            now = self._clock.now()
            menu = uow.menus.get(command, lock=True)
            if menu is None or not uow.menus.remove(command, now):
                return False
            uow.audit.add(actor.id, "menu.remove", f"{menu.id} {menu.name}", now)
            return True

        return await self._database.transact(work)


def add_menu(
    uow: UnitOfWork, actor: Person, menu: Menu, source: str, action: str, providers: Providers, clock: Clock
) -> MenuView:
    """The menu from this source: the one that is kept already, when the source is met once more."""
    now = clock.now()
    kept = uow.menus.add(menu, source, now)
    if replace(kept, id=0) == menu:
        uow.audit.add(actor.id, action, f"{kept.id} {kept.name}", now)
    return view_of(uow, kept, providers)


def store(uow: UnitOfWork, actor: Person, before: Menu, after: Menu, clock: Clock) -> None:
    now = clock.now()
    uow.menus.change(after, now)
    uow.audit.add(actor.id, "menu.change", f"{after.id} {after.name}: {_changed_parts(before, after)}", now)


def _known(menu: Menu, limits: MenuLimits | None) -> tuple[MenuFlaw, ...]:
    return problems(menu, limits) if limits else service_free_problems(menu)


def _changed_parts(before: Menu, after: Menu) -> str:
    """As the audit log has it: `name, 1, stayed`."""
    parts = [name for name in ("name", "provider", "greeting", "recognize") if _differ(before, after, name)]
    slots = dict.fromkeys(branch.slot for branch in (*before.branches, *after.branches))
    return ", ".join([*parts, *(slot for slot in slots if before.branch(slot) != after.branch(slot))])


def _differ(before: Menu, after: Menu, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))
