"""A call with a menu, from the menu's own screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.access import Person, Right
from bot.domain.views import OrderView
from bot.ports import Clock, Database
from bot.services.access import UseCase
from bot.services.draft_orders import Written, draft_view, new_order
from bot.services.menus.views import usable_menu
from bot.services.providers import Providers


@dataclass(frozen=True, slots=True)
class MenuCall:
    menu_id: int
    written: Written


class CallWithMenu(UseCase[MenuCall, OrderView]):
    """A draft order with this menu to the numbers written; a text that follows them is said instead of the greeting.

    Raises NotFound, MenuProblem while something blocks the menu, BadPhone, OrderProblem.
    """

    right = Right.MANAGE_MENUS

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: MenuCall) -> OrderView:
        menu = await self._database.transact(lambda uow: usable_menu(uow, command.menu_id, self._providers))
        provider = self._providers.get(menu.provider)
        new = new_order(actor, command.written, provider, self._providers)
        saying = menu.greeting if new.saying.is_empty else new.saying
        return await draft_view(self._database, replace(new, saying=saying, menu=menu), self._clock.now(), actor)
