"""What several conversations do alike."""

from collections import ChainMap
from collections.abc import Awaitable, Callable
from operator import itemgetter
from typing import Any

from aiogram.enums import ContentType
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode, StartMode
from aiogram_dialog.manager.manager import ManagerImpl
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Row, Select, SwitchTo
from aiogram_dialog.widgets.kbd.button import OnClick
from aiogram_dialog.widgets.kbd.select import OnItemClick
from aiogram_dialog.widgets.text import Format

from bot.domain.access import Person, Right
from bot.domain.errors import Forbidden
from bot.domain.views import OrderView
from bot.ports.keeping import Taken
from bot.services.draft_orders import Press
from bot.telegram.cards import render, rendered
from bot.telegram.draft_card import draft_card
from bot.telegram.texts import Html
from handlers.here import all_of, here
from handlers.widgets import Pages, label, waiting

LONGEST_LABEL = 40
"""Characters of a name that a button shows."""
ON_A_PAGE = 6
BODY = Format("{body}")
"""The whole text, as the getter makes it."""


async def open_dialog(
    manager: DialogManager, state: State, data: dict[str, Any] | None = None, mode: ShowMode = ShowMode.SEND
) -> None:
    """In place of what was open, whose window goes; in a message of its own unless `mode` says otherwise."""
    await _close(manager)
    await manager.start(state, data=data, mode=StartMode.RESET_STACK, show_mode=mode)


async def leave_dialog(manager: DialogManager) -> None:
    """The dialog and its window go."""
    await _close(manager)
    await manager.reset_stack()


async def _close(manager: DialogManager) -> None:
    """aiogram-dialog tells a dialog that it is over (its `on_close`) only when it ends by itself."""
    if manager.has_context() and isinstance(manager, ManagerImpl):
        await manager.dialog().process_close(None, manager)


def only_with(right: Right) -> Callable[..., Awaitable[dict[str, Any]]]:
    """A dialog's getter, where windows keep what they have read: whoever has lost the right sees it no more.

    It raises Forbidden.
    """

    async def get_nothing(actor: Person, **_: Any) -> dict[str, Any]:
        if not actor.may(right):
            raise Forbidden("access-forbidden")
        return {}

    return get_nothing


def kept(manager: DialogManager) -> ChainMap[str, Any]:
    """The dialog's own data, then those that it started with. What is written is its own."""
    started = manager.start_data
    return ChainMap(manager.dialog_data, started if isinstance(started, dict) else {})


async def send_card(
    manager: DialogManager, view: OrderView, warning: Html | None = None, taken: Taken | None = None
) -> None:
    """The order's card as a new message, which follows the order from now on. `warning`: see `draft_card`. `taken`: the
    update that ends with it.

    The bot may die in between: then the card stays as it was sent, and its buttons still tell the truth.
    """
    if view.is_repeated:
        await show_card(manager, view.order.id)
        return
    where, look = here(manager), here(manager).look
    card = rendered(*draft_card(view, look, warning)) if warning else render(view, look)
    sent = await where.say(card.html, card.keyboard)
    press = Press(view.order.id, where.place, sent.message_id, where.tr.locale, taken=taken)
    await where.api.orders.watch(where.actor, press)


async def show_card(manager: DialogManager, order_id: int) -> None:
    """Update the card that the order has here, or send one."""
    where = here(manager)
    await where.api.orders.show(where.actor, order_id, where.place, where.tr.locale)


def select(id_: str, items: str, on_click: OnItemClick[Any, str]) -> Select[str]:
    """A button for each (id, label) of the getter's list."""
    return Select(Format("{item[1]}"), id=id_, item_id_getter=itemgetter(0), items=items, on_click=on_click)


def marked(text: str, chosen: bool) -> str:
    """A button's label, with a tick when it is the chosen one."""
    return f"✓ {text}" if chosen else text


def pages(id_: str, chosen: Select[str], width: int = 1, height: int = ON_A_PAGE + 1) -> Pages:
    return Pages(id_, chosen, width, height)


async def dialog_takes(message: Message, manager: DialogManager) -> bool:
    """Whether its window does something with this message, as aiogram-dialog decides it."""
    return any([await _takes(one, message, manager) for one in await _inputs(manager)])


async def waits_for_messages(manager: DialogManager) -> bool:
    return bool(await _inputs(manager))


async def _inputs(manager: DialogManager) -> list[object]:
    """Of the open window."""
    if not manager.has_context() or not isinstance(manager, ManagerImpl):
        return []
    dialog = manager.dialog()
    window = dialog.windows.get(manager.current_context().state) if isinstance(dialog, Dialog) else None
    return await waiting(getattr(window, "on_message", None), manager)


async def _takes(one: object, message: Message, manager: DialogManager) -> bool:
    if isinstance(one, TextInput):
        return message.content_type == ContentType.TEXT
    if not isinstance(one, MessageInput):
        return False
    return all([await wanted.call(message, **all_of(manager)) for wanted in one.filters])


CLOSE = Cancel(label("button-close"), id="close")
"""Leads out of a dialog, or back to the one that opened it."""


def to(state: State, id_: str = "back") -> SwitchTo:
    """The button «Back» that leads to this window."""
    return SwitchTo(label("button-back"), id=id_, state=state)


def turn(by: int, page: str = "page") -> OnClick:
    """What a button does: turn the page whose number the dialog keeps under this name."""

    async def on_press(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
        manager.dialog_data[page] = max(0, manager.dialog_data.get(page, 0) + by)

    return on_press


def keep(**values: Any) -> OnClick:
    """What a button does: keep these values; the window is shown anew."""

    async def on_press(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
        manager.dialog_data.update(values)

    return on_press


def choose(name: str, state: State, **more: Any) -> OnItemClick[Any, str]:
    """What a list does: keep the chosen id under this name, and the values; then open the window."""

    async def on_press(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
        manager.dialog_data.update({name: item_id, **more})
        await manager.switch_to(state)

    return on_press


def turning(before: str, after: str, *between: Button, page: str = "page") -> Row:
    """Two buttons, with these ids, that turn the page."""
    return Row(
        Button(Format("◀️"), id=before, on_click=turn(-1, page), when="has_before"),
        *between,
        Button(Format("▶️"), id=after, on_click=turn(1, page), when="has_after"),
    )
