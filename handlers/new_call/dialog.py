"""The only window: numbers, written or as a shared contact; what to say may follow them, as after `/call`."""

from __future__ import annotations

from typing import Any

from aiogram.enums import ContentType
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Cancel

from bot.services.draft_orders import Written
from handlers.commands.call import number_of, show_draft_of, source_of
from handlers.states import NewCall
from handlers.widgets import Say, Window, label


async def on_phones(message: Message, widget: Any, manager: DialogManager) -> None:
    """What is no number is explained, and asked for again."""
    data = manager.middleware_data
    written = number_of(message.contact) if message.contact else message.text or ""
    view = await data["draft_order"](data["actor"], Written(written, data["place"], source_of(message)))
    await manager.reset_stack()
    await show_draft_of(message, view, data["look"], manager)


def build() -> Dialog:
    return Dialog(
        Window(
            Say("call-phones-ask"),
            MessageInput(on_phones, content_types=[ContentType.TEXT, ContentType.CONTACT]),
            Cancel(label("button-cancel")),
            state=NewCall.phones,
        )
    )
