"""Which messages the dialog that is open waits for."""

from __future__ import annotations

from aiogram.enums import ContentType
from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.manager.manager import ManagerImpl
from aiogram_dialog.widgets.input import CombinedInput, MessageInput, TextInput

from handlers.here import here


async def dialog_takes(message: Message, manager: DialogManager) -> bool:
    """Whether its window does something with this message, as aiogram-dialog decides it."""
    if not manager.has_context() or not isinstance(manager, ManagerImpl):
        return False
    dialog = manager.dialog()
    window = dialog.windows.get(manager.current_context().state) if isinstance(dialog, Dialog) else None
    taken = getattr(window, "on_message", None)
    inputs = taken.inputs if isinstance(taken, CombinedInput) else [taken]
    return any([await _takes(one, message, manager) for one in inputs])


async def _takes(one: object, message: Message, manager: DialogManager) -> bool:
    if isinstance(one, TextInput):
        return message.content_type == ContentType.TEXT
    if not isinstance(one, MessageInput):
        return False
    return all([await wanted.call(message, **here(manager).everything) for wanted in one.filters])
