"""«Call me first»: hear a menu on one's own phone before anybody else does."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.access import Person, Right
from bot.domain.errors import OrderProblem
from bot.domain.orders import NewOrder, Place
from bot.domain.phones import Phone
from bot.domain.views import OrderView
from bot.ports import Clock, Database
from bot.services.access import UseCase
from bot.services.defaults import beginning
from bot.services.draft_orders import draft_view
from bot.services.menus.views import usable_menu
from bot.services.providers import Providers


@dataclass(frozen=True, slots=True)
class CallMe:
    """`source`: the button and its message, so that a second tap makes no second order."""

    menu_id: int
    place: Place
    source: str


class CallMeFirst(UseCase[CallMe, OrderView]):
    """A draft order with this menu to the person's own phone: their order's card places it, and nothing else does.

    Raises NotFound, MenuProblem while something blocks the menu, OrderProblem when the person's phone is not known.
    """

    right = Right.MANAGE_MENUS

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: CallMe) -> OrderView:
        if actor.phone is None:
            raise OrderProblem("own-phone-unknown")
        menu = await self._database.transact(lambda uow: usable_menu(uow, command.menu_id, self._providers))
        provider = self._providers.get(menu.provider)
        new = NewOrder(
            author_id=actor.id,
            place=command.place,
            provider=provider.name,
            phones=(Phone(actor.phone),),
            saying=menu.greeting,
            caller_id=beginning(actor, provider, "", self._providers).caller_id,
            need_recording=False,
            source=command.source,
            menu=menu,
        )
        return await draft_view(self._database, new, self._clock.now(), actor)
