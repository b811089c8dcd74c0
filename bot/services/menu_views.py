"""A menu with what is known of its provider and its records: whether it can be played now, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.errors import NotFound
from bot.domain.menu_rules import MenuFlaw, played_records, problems, problems_anywhere
from bot.domain.menus import Menu, MenuLimits
from bot.domain.records import KnownRecord
from bot.ports import Provider, UnitOfWork
from bot.ports.abilities import Menus as PlaysMenus
from bot.ports.abilities import able
from bot.services.order_views import known_records
from bot.services.providers import Providers


@dataclass(frozen=True, slots=True)
class MenuView:
    """`limits`: None when the provider is absent or plays no menus. `records`: those we know, by their number there."""

    menu: Menu
    provider_title: str
    limits: MenuLimits | None
    flaws: tuple[MenuFlaw, ...]
    records: Mapping[str, KnownRecord] = field(default_factory=dict)

    @property
    def can_be_used(self) -> bool:
        return not any(flaw.blocks for flaw in self.flaws)

    @property
    def recognizes(self) -> bool:
        """Whether the provider can put speech down in writing."""
        return self.limits is not None and self.limits.recognizes

    @property
    def reads_texts(self) -> bool:
        """Whether the provider can read a branch aloud."""
        return self.limits is not None and self.limits.reads_texts

    def flaws_of(self, slot: str | None) -> tuple[MenuFlaw, ...]:
        """The flaws of a branch; of the menu itself when `slot` is None."""
        return tuple(flaw for flaw in self.flaws if flaw.slot == slot)


def players(providers: Providers) -> list[tuple[Provider, MenuLimits]]:
    """The providers that play menus, with what theirs may hold."""
    return [(one, menus.menu_limits) for one in providers.all() if (menus := able(one, PlaysMenus)) is not None]


def limits_of(providers: Providers, name: str) -> MenuLimits | None:
    return next((limits for provider, limits in players(providers) if provider.name == name), None)


def load_menu(uow: UnitOfWork, menu_id: int, *, lock: bool = False) -> Menu:
    """Raises NotFound."""
    menu = uow.menus.get(menu_id, lock=lock)
    if menu is None:
        raise NotFound("menu-gone")
    return menu


def view_of(uow: UnitOfWork, menu: Menu, providers: Providers) -> MenuView:
    title = next((provider.title for provider in providers.all() if provider.name == menu.provider), menu.provider)
    limits = limits_of(providers, menu.provider)
    records = known_records(uow, menu.provider, dict.fromkeys(id_ for _, id_ in played_records(menu)))
    if limits is None:
        absent = MenuFlaw("menu-no-service", None, "provider", {"service": title})
        return MenuView(menu, title, None, (absent, *problems_anywhere(menu)), records)
    stages = {id_: record.stage for id_, record in records.items()}
    return MenuView(menu, title, limits, problems(menu, limits, stages), records)
