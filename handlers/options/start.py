"""The way into the options, and out of them."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.fsm.state import State
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.domain.orders import Place
from bot.services.draft_orders import Press
from handlers.states import Options


async def open_options(manager: DialogManager, order_id: int) -> None:
    await _open(manager, Options.main, order_id=order_id)


async def open_plan(manager: DialogManager, order_id: int, state: State) -> None:
    """Straight from the card, and back to it as soon as a time is chosen."""
    await _open(manager, state, order_id=order_id, from_card=True)


async def _open(manager: DialogManager, state: State, **data: Any) -> None:
    await manager.start(state, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


def order_id_of(manager: DialogManager) -> int:
    data = manager.start_data
    return int(data["order_id"]) if isinstance(data, dict) else 0


def options_are_open(manager: DialogManager) -> bool:
    return manager.has_context() and manager.current_context().state.group is Options


async def leave(manager: DialogManager, mode: ShowMode = ShowMode.AUTO) -> None:
    """Where a choice leads: to the main window, or to the card that one came from."""
    data = manager.start_data
    if isinstance(data, dict) and data.get("from_card"):
        await finish(manager)
    else:
        await manager.switch_to(Options.main, show_mode=mode)


async def finish(manager: DialogManager) -> None:
    """The order's card shows what was chosen; the dialog's own message goes."""
    data = manager.middleware_data
    place: Place = data["place"]
    await data["show_draft"](data["actor"], Press(order_id_of(manager), place, None, data["tr"].locale))
    await close(manager)


async def close(manager: DialogManager) -> None:
    """The dialog and its message go."""
    data = manager.middleware_data
    place: Place = data["place"]
    message_id = manager.current_stack().last_message_id
    await manager.done(show_mode=ShowMode.NO_UPDATE)
    if message_id is not None:
        bot: Bot = data["bot"]
        with suppress(TelegramAPIError):  # of days ago, or deleted by hand
            await bot.delete_message(place.chat_id, message_id)
