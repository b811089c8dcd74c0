"""A contact shared in private is somebody to call; several that come together are one order."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.fsm.context import FSMContext
from aiogram.types import Contact, Message
from aiogram_dialog import DialogManager, ShowMode

from bot.domain.access import Person
from bot.domain.orders import Place
from bot.domain.views import OrderView
from bot.services.api import Api
from bot.services.draft_orders import Written
from handlers.commands.call import show_draft_of
from handlers.kit import show_card
from handlers.numbers import of_contact, source_of
from handlers.options.start import options_are_open, order_id_of

BURST = timedelta(seconds=5)
"""Contacts that are sent together arrive as separate messages within it."""
KEPT = "contacts"


async def on_contact(
    message: Message,
    contact: Contact,
    actor: Person,
    place: Place,
    state: FSMContext,
    dialog_manager: DialogManager,
    api: Api,
) -> None:
    found = of_contact(contact)
    before = _burst_of((await state.get_data()).get(KEPT), message.date)
    joined = await api.orders.join(actor, before, place, found) if before else None
    view = joined or await api.orders.draft(actor, Written("", place, source_of(message), found))
    await expect_more(state, view, message)
    if joined is None:
        await show_draft_of(view, dialog_manager)
    elif _shows(dialog_manager, view):
        await dialog_manager.show(ShowMode.EDIT)
    else:
        await show_card(dialog_manager, view.order.id)


async def expect_more(state: FSMContext, view: OrderView, message: Message) -> None:
    """Contacts that arrive right after this one join the same order."""
    await state.update_data({KEPT: {"order_id": view.order.id, "at": message.date.timestamp()}})


def _burst_of(kept: dict[str, Any] | None, sent_at: datetime) -> int | None:
    """The order of the contact before this one, if they were sent together."""
    is_near = kept is not None and abs(sent_at.timestamp() - kept["at"]) <= BURST.total_seconds()
    return int(kept["order_id"]) if kept is not None and is_near else None


def _shows(manager: DialogManager, view: OrderView) -> bool:
    """Whether the order's options are open."""
    return options_are_open(manager) and order_id_of(manager) == view.order.id


def build() -> Router:
    router = Router(name="contact")
    router.message.register(on_contact, F.contact.as_("contact"), F.chat.type == ChatType.PRIVATE)
    return router
