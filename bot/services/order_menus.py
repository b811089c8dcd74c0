"""The menu of an order: a copy of what it is now."""

from __future__ import annotations

from typing import Any

from bot.domain.errors import MenuProblem, OrderProblem
from bot.domain.orders import Order
from bot.ports import Capability, Provider, UnitOfWork
from bot.services.defaults import require
from bot.services.menus.views import load_menu, view_of
from bot.services.providers import Providers

SAID_OTHERWISE = "menu-no-greeting"
"""A menu without a greeting will do where the order has words of its own."""


def menu_columns(
    uow: UnitOfWork, order: Order, provider: Provider, providers: Providers, menu_id: int
) -> dict[str, Any]:
    """What choosing this menu changes; 0 takes the menu away. An order that says nothing yet says its greeting.

    Raises NotFound, OrderProblem, MenuProblem while something blocks the menu.
    """
    if menu_id == 0:
        return {"menu": None}
    require(provider, Capability.MENUS)
    menu = load_menu(uow, menu_id)
    if menu.provider != provider.name:
        raise OrderProblem("order-menu-elsewhere")
    if any(flaw.blocks and flaw.key != SAID_OTHERWISE for flaw in view_of(uow, menu, providers).flaws):
        raise MenuProblem("menu-not-ready", name=menu.name)
    return {"menu": menu, "saying": menu.greeting} if order.saying.is_empty else {"menu": menu}
