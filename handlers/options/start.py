"""The way into the options."""

from __future__ import annotations

from aiogram_dialog import DialogManager, ShowMode, StartMode

from handlers.states import Options


async def open_options(manager: DialogManager, order_id: int) -> None:
    await manager.start(Options.main, data={"order_id": order_id}, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)
