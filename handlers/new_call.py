"""`/call` alone: to whom, written or as a shared contact; what to say may follow, as after `/call`."""

from __future__ import annotations

from typing import Any

from aiogram.enums import ContentType
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Cancel

from bot.services.draft_orders import Written
from handlers.commands.call import show_draft_of
from handlers.here import here
from handlers.numbers import found_in_message, names_numbers, source_of
from handlers.states import NewCall
from handlers.widgets import Say, Window, label


async def on_phones(message: Message, widget: Any, manager: DialogManager) -> None:
    """What is no number is explained, and asked for again."""
    where, text = here(manager), message.text or ""
    found = None
    if message.contact or (message.forward_origin and not names_numbers(text)):
        found = found_in_message(message, message.bot)
    # What somebody else wrote around a number is not for the callee.
    written = Written("" if found else text, where.place, source_of(message), found)
    view = await where.api.orders.draft(where.actor, written)
    await manager.reset_stack()
    await show_draft_of(view, manager)


def build() -> Dialog:
    return Dialog(
        Window(
            Say("call-phones-ask"),
            MessageInput(on_phones, content_types=[ContentType.TEXT, ContentType.CONTACT]),
            Cancel(label("button-cancel")),
            state=NewCall.phones,
        )
    )
