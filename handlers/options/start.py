"""The way into the options and out of them. Each change is stored at once, so that a failed edit loses nothing."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiogram.exceptions import TelegramAPIError
from aiogram.fsm.state import State
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.widgets.kbd import SwitchTo

from bot.domain.orders import Order, Terms
from bot.domain.views import OrderView
from bot.services.change_draft import DraftChange
from handlers.here import here
from handlers.kit import show_card
from handlers.states import Options
from handlers.widgets import label

BACK = SwitchTo(label("button-back"), id="back", state=Options.main)


async def open_options(manager: DialogManager, order_id: int) -> None:
    await _open(manager, Options.main, order_id=order_id)


async def open_plan(manager: DialogManager, order_id: int, state: State) -> None:
    """Opens from the card, and closes as soon as a time is chosen."""
    await _open(manager, state, order_id=order_id, from_card=True)


async def _open(manager: DialogManager, state: State, **data: Any) -> None:
    await manager.start(state, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


def order_id_of(manager: DialogManager) -> int:
    data = manager.start_data
    return int(data["order_id"]) if isinstance(data, dict) else 0


def options_are_open(manager: DialogManager) -> bool:
    return manager.has_context() and manager.current_context().state.group is Options


async def read(manager: DialogManager) -> OrderView:
    """Raises OrderClosed when it was placed or canceled elsewhere: `handlers.errors` closes its options then."""
    where = here(manager)
    view = await where.api.orders.read(where.actor, order_id_of(manager))
    if not view.order.is_open:
        raise view.order.closed()
    return view


async def read_order(manager: DialogManager) -> Order:
    return (await read(manager)).order


async def change(manager: DialogManager, terms: Callable[[Terms], Terms] | None = None, **what: Any) -> None:
    """`what`: see DraftChange."""
    where = here(manager)
    await where.api.orders.change(where.actor, DraftChange(order_id_of(manager), terms, **what))


async def set_and_return(
    manager: DialogManager,
    terms: Callable[[Terms], Terms] | None = None,
    mode: ShowMode = ShowMode.AUTO,
    **what: Any,
) -> None:
    """Change it, and back to the main window."""
    await change(manager, terms, **what)
    await manager.switch_to(Options.main, show_mode=mode)


async def leave(manager: DialogManager, mode: ShowMode = ShowMode.AUTO) -> None:
    """Back to the main window, or to the card if the dialog was opened from it."""
    data = manager.start_data
    if isinstance(data, dict) and data.get("from_card"):
        await finish(manager)
    else:
        await manager.switch_to(Options.main, show_mode=mode)


async def finish(manager: DialogManager) -> None:
    """The order's card shows what was chosen; the dialog's own message goes."""
    await show_card(manager, order_id_of(manager))
    await close(manager)


async def close(manager: DialogManager) -> None:
    """The dialog and its message go."""
    message_id = manager.current_stack().last_message_id
    await manager.done(show_mode=ShowMode.NO_UPDATE)
    if message_id is not None:
        with suppress(TelegramAPIError):  # of days ago, or deleted by hand
            await here(manager).bot.delete_message(here(manager).place.chat_id, message_id)
