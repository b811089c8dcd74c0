"""What becomes of the open window when a command is answered by a message."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.filters import CommandObject
from aiogram.types import TelegramObject
from aiogram_dialog import DialogManager

from handlers.kit import leave_dialog
from handlers.options.start import follow_window, options_are_open

LOOKS = frozenset({"help", "balance"})
"""A look at something else: what was begun goes on below it."""


async def leave_for_command(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
) -> Any:
    """Middleware: the window goes, as it does for another window, so that none is left above with live buttons.

    `/cancel` says itself what it closes.
    """
    manager: DialogManager = data["dialog_manager"]
    command = data.get("command")
    name = command.command.lower() if isinstance(command, CommandObject) else "cancel"
    if name not in ("cancel", *LOOKS) and manager.has_context():
        await leave_dialog(manager)
    result = await handler(event, data)
    if name in LOOKS and manager.has_context():
        await manager.show()
        if options_are_open(manager):
            await follow_window(manager)
    return result
