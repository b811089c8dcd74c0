"""What several conversations do alike."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import ScrollingGroup, Select
from aiogram_dialog.widgets.kbd.select import OnItemClick
from aiogram_dialog.widgets.text import Format

from bot.domain.views import OrderView
from bot.telegram.cards import render
from handlers.here import here

LONGEST_LABEL = 40
"""Characters of a name that a button shows."""
ON_A_PAGE = 8


async def send_card(manager: DialogManager, view: OrderView) -> None:
    """The order's card as a new message, which follows the order from now on.

    The bot may die in between: then the card stays as it was sent, and its buttons still tell the truth.
    """
    if view.is_repeated:
        await show_card(manager, view.order.id)
        return
    where, card = here(manager), render(view, here(manager).look)
    sent = await where.bot.send_message(
        where.place.chat_id, card.html, message_thread_id=where.place.thread_id, reply_markup=card.keyboard
    )
    await where.api.orders.watch(where.actor, view.order, where.place, sent.message_id, where.tr.locale)


async def show_card(manager: DialogManager, order_id: int) -> None:
    """Update the card that the order has here, or send one."""
    where = here(manager)
    await where.api.orders.show(where.actor, order_id, where.place, where.tr.locale)


def select(id_: str, items: str, on_click: OnItemClick[Any, str]) -> Select[str]:
    """A button for each (id, label) of the getter's list."""
    return Select(Format("{item[1]}"), id=id_, item_id_getter=itemgetter(0), items=items, on_click=on_click)


def pages(id_: str, chosen: Select[str], width: int = 1) -> ScrollingGroup:
    return ScrollingGroup(chosen, id=id_, width=width, height=ON_A_PAGE, hide_on_single_page=True)
