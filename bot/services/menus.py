"""Phone menus: made, changed, copied, removed, kept as files and used in calls."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.access import Person, Right
from bot.domain.callees import Found
from bot.domain.errors import MenuProblem, OrderProblem
from bot.domain.menu_edits import Edit, change_provider, copy_of, new_menu, refuse
from bot.domain.menu_file import read_menu, write_menu
from bot.domain.menu_rules import MenuFlaw, brought_in, played_records, problems, problems_anywhere
from bot.domain.menus import Menu, MenuLimits
from bot.domain.orders import Place
from bot.domain.phones import Phone
from bot.domain.views import OrderView
from bot.ports import Capability, UnitOfWork
from bot.services.access import Noun, needs
from bot.services.defaults import first_with, own_provider, require
from bot.services.draft_orders import Written, draft_view, new_order
from bot.services.menu_files import (
    ExportedMenu,
    ProviderNotChosen,
    Titles,
    Twin,
    TwinIsThere,
    beside,
    file_name,
    twin_of,
)
from bot.services.menu_views import MenuView, limits_of, load_menu, players, view_of

LONGEST_SEARCH = 60
MOST = 200
"""Menus that an order may choose among, and planned orders that are looked through."""


@dataclass(frozen=True, slots=True)
class MenuPage:
    """`page` is the one that was found: the last one when fewer are left than were asked for."""

    menus: Sequence[MenuView]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class MenuChoice:
    """`blocking` says why the menu cannot be used yet; it is empty when the menu can be used."""

    id: int
    name: str
    blocking: tuple[MenuFlaw, ...]


class Menus(Noun):
    """Whatever takes the id of a menu raises NotFound when the menu is gone.

    `source` names the message or the press that something new comes from: the second tap of a double tap gets what the
    first one made. Every change is stored at once, on what the menu is by then.
    """

    @needs(Right.MANAGE_MENUS)
    async def providers(self, actor: Person) -> Titles:
        """Those that play menus, the person's own first."""
        titles = self._titles()
        own = own_provider(actor, self._deps.providers).name if titles else ""
        return tuple(sorted(titles, key=lambda title: title[0] != own))

    @needs(Right.MANAGE_MENUS)
    async def read(self, actor: Person, menu_id: int) -> MenuView:
        return await self._deps.database.transact(lambda uow: self._view(uow, load_menu(uow, menu_id)))

    @needs(Right.MANAGE_MENUS)
    async def find(self, actor: Person, text: str = "", page: int = 0, size: int = 8) -> MenuPage:
        """By name. `text` is a part of the name, in any case; `page` counts from 0."""
        search = text.strip()[:LONGEST_SEARCH]

        def work(uow: UnitOfWork) -> MenuPage:
            total = uow.menus.count(search)
            pages = max(1, -(-total // size))
            found = min(max(page, 0), pages - 1)
            menus = uow.menus.page(search, found * size, size)
            return MenuPage([self._view(uow, menu) for menu in menus], found, pages, total)

        return await self._deps.database.transact(work)

    @needs(Right.PLACE_CALLS)
    async def for_orders(self, actor: Person, provider: str) -> list[MenuChoice]:
        """The menus of a provider for an order to choose among: the usable ones first."""

        def work(uow: UnitOfWork) -> list[MenuChoice]:
            return [_choice(self._view(uow, menu)) for menu in uow.menus.of(provider, MOST)]

        return sorted(await self._deps.database.transact(work), key=lambda choice: bool(choice.blocking))

    @needs(Right.MANAGE_MENUS)
    async def planned_with(self, actor: Person, menu_id: int) -> tuple[int, ...]:
        """The planned orders that have this menu. They keep it as it was, even when it is removed."""

        def work(uow: UnitOfWork) -> tuple[int, ...]:
            planned = uow.orders.planned(None, MOST)
            return tuple(order.id for order in planned if order.terms.menu and order.terms.menu.id == menu_id)

        return await self._deps.database.transact(work)

    @needs(Right.MANAGE_MENUS)
    async def create(self, actor: Person, name: str, source: str, provider: str | None = None) -> MenuView:
        """An empty menu. `provider` None: the person's own, or the first that plays menus.

        Raises MenuProblem, OrderProblem for a provider that plays no menus, NotFound for one that is not set up.
        """
        chosen = self._player(provider) if provider else first_with(self._deps.providers, Capability.MENUS, actor).name
        menu = new_menu(name, chosen, actor.id)
        return await self._deps.database.transact(lambda uow: self._add(uow, actor, menu, source, "menu.create"))

    @needs(Right.MANAGE_MENUS)
    async def change(self, actor: Person, menu_id: int, edit: Edit) -> MenuView:
        """Apply `edit` to the newest content: what a colleague has changed stays. Raises what the edit raises.

        Raises MenuProblem for what the provider can never play, unless it was there before: a menu from elsewhere is
        put right step by step.
        """

        def work(uow: UnitOfWork) -> MenuView:
            before = load_menu(uow, menu_id, lock=True)
            after = replace(edit(before), id=before.id, author_id=before.author_id)
            limits = limits_of(self._deps.providers, after.provider)
            refuse(brought_in(_known_problems(before, limits), _known_problems(after, limits)))
            return self._store(uow, actor, before, after)

        return await self._deps.database.transact(work)

    @needs(Right.MANAGE_MENUS)
    async def move(self, actor: Person, menu_id: int, provider: str) -> MenuView:
        """To another provider. Raises OrderProblem for one that plays no menus, NotFound for one that is not set up."""
        name = self._player(provider)

        def work(uow: UnitOfWork) -> MenuView:
            before = load_menu(uow, menu_id, lock=True)
            return self._store(uow, actor, before, change_provider(before, name))

        return await self._deps.database.transact(work)

    @needs(Right.MANAGE_MENUS)
    async def copy(self, actor: Person, menu_id: int, name: str, source: str) -> MenuView:
        """A new menu with the same content. Raises MenuProblem for the name."""

        def work(uow: UnitOfWork) -> MenuView:
            return self._add(uow, actor, copy_of(load_menu(uow, menu_id), name, actor.id), source, "menu.copy")

        return await self._deps.database.transact(work)

    @needs(Right.MANAGE_MENUS)
    async def remove(self, actor: Person, menu_id: int) -> Menu | None:
        """Returns the menu that is gone now; None when it was gone already. Orders that have it keep it."""

        def work(uow: UnitOfWork) -> Menu | None:
            now = self._deps.clock.now()
            menu = uow.menus.get(menu_id, lock=True)
            if menu is None or not uow.menus.remove(menu_id, now):
                return None
            uow.audit.add(actor.id, "menu.remove", f"{menu.id} {menu.name}", now)
            return menu

        return await self._deps.database.transact(work)

    @needs(Right.MANAGE_MENUS)
    async def import_file(
        self, actor: Person, content: bytes, source: str, provider: str | None = None, twin: Twin | None = None
    ) -> MenuView:
        """A menu from a file, at `provider`; None: at the file's own, and only there it keeps its records.

        Raises MenuProblem, ProviderNotChosen, TwinIsThere unless `twin` says what becomes of it, OrderProblem for a
        provider that plays no menus, NotFound for one that is not set up.
        """
        read = read_menu(content)
        chosen = self._player(provider) if provider else self._own_player(read)
        menu = replace(change_provider(read, chosen), author_id=actor.id)
        if any(played_records(menu)):
            await self._deps.listings.of(menu.provider)

        def work(uow: UnitOfWork) -> MenuView:
            there = None if uow.menus.made_from(source) else twin_of(uow, menu, MOST)
            if there is None:
                return self._add(uow, actor, menu, source, "menu.import")
            if twin is None:
                raise TwinIsThere(there)
            if twin is Twin.KEPT:
                return self._add(uow, actor, beside(uow, menu, MOST), source, "menu.import")
            before = load_menu(uow, there.id, lock=True)
            return self._store(uow, actor, before, replace(menu, id=before.id, author_id=before.author_id))

        return await self._deps.database.transact(work)

    @needs(Right.MANAGE_MENUS)
    async def export_file(self, actor: Person, menu_id: int) -> ExportedMenu:
        """The menu as a file, even when it is unfinished."""
        menu = await self._deps.database.transact(lambda uow: load_menu(uow, menu_id))
        return ExportedMenu(menu, file_name(menu.name), write_menu(menu).encode())

    @needs(Right.MANAGE_MENUS)
    async def draft_call(self, actor: Person, menu_id: int, written: Written) -> OrderView:
        """A draft with this menu to the numbers written; a text that follows them is said instead of the greeting.

        Raises MenuProblem while something blocks the menu, BadPhone, OrderProblem.
        """
        providers, database = self._deps.providers, self._deps.database
        view = await self.read(actor, menu_id)
        if not view.can_be_used:
            raise MenuProblem("menu-not-ready", name=view.menu.name)
        menu = view.menu
        new = new_order(actor, written, providers.get(menu.provider), providers)
        saying = menu.greeting if new.terms.saying.is_empty else new.terms.saying
        terms = replace(new.terms, saying=saying, menu=menu)
        return await draft_view(database, replace(new, terms=terms), self._deps.clock.now(), actor)

    @needs(Right.MANAGE_MENUS)
    async def draft_call_to_me(self, actor: Person, menu_id: int, place: Place, source: str) -> OrderView:
        """A draft with this menu to the person's own phone, to hear it first.

        Raises MenuProblem while something blocks the menu, OrderProblem when the person's phone is not known.
        """
        if actor.phone is None:
            raise OrderProblem("own-phone-unknown")
        return await self.draft_call(actor, menu_id, Written("", place, source, Found((Phone(actor.phone),))))

    def _add(self, uow: UnitOfWork, actor: Person, menu: Menu, source: str, action: str) -> MenuView:
        now = self._deps.clock.now()
        kept = uow.menus.add(menu, source, now)
        if replace(kept, id=0) == menu:
            uow.audit.add(actor.id, action, f"{kept.id} {kept.name}", now)
        return self._view(uow, kept)

    def _store(self, uow: UnitOfWork, actor: Person, before: Menu, after: Menu) -> MenuView:
        if after != before:
            now = self._deps.clock.now()
            uow.menus.change(after, now)
            uow.audit.add(actor.id, "menu.change", f"{after.id} {after.name}: {_changed_parts(before, after)}", now)
        return self._view(uow, after)

    def _view(self, uow: UnitOfWork, menu: Menu) -> MenuView:
        return view_of(uow, menu, self._deps.providers)

    def _player(self, name: str) -> str:
        """Raises NotFound, OrderProblem for a provider that plays no menus."""
        require(self._deps.providers.get(name), Capability.MENUS)
        return name

    def _own_player(self, menu: Menu) -> str:
        """Raises ProviderNotChosen."""
        choices = self._titles()
        if menu.provider not in dict(choices):
            raise ProviderNotChosen(menu.provider, choices)
        return menu.provider

    def _titles(self) -> Titles:
        return tuple((provider.name, provider.title) for provider, _ in players(self._deps.providers))


def _choice(view: MenuView) -> MenuChoice:
    return MenuChoice(view.menu.id, view.menu.name, tuple(flaw for flaw in view.flaws if flaw.blocks))


def _known_problems(menu: Menu, limits: MenuLimits | None) -> tuple[MenuFlaw, ...]:
    return problems(menu, limits) if limits else problems_anywhere(menu)


def _changed_parts(before: Menu, after: Menu) -> str:
    """As the audit log has it: `name, 1, stayed`."""
    fields = ("name", "provider", "greeting", "recognize")
    parts = [name for name in fields if getattr(before, name) != getattr(after, name)]
    slots = dict.fromkeys(branch.slot for branch in (*before.branches, *after.branches))
    return ", ".join([*parts, *(slot for slot in slots if before.branch(slot) != after.branch(slot))])
