"""The options of an order are a view of its card's own message: the way into them and out.

Each change is stored at once, so that a failed edit loses nothing. When a person writes, the message goes, and what
takes its place stands below.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, TelegramObject
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.widgets.kbd import Button

from bot.domain.errors import Forbidden
from bot.domain.orders import Order, Terms
from bot.domain.sayings import Record, Saying
from bot.domain.views import OrderView
from bot.services.change_draft import DraftChange
from bot.services.draft_orders import Press
from bot.telegram.cards import Rendered, render
from bot.telegram.html import MESSAGE_LIMIT, fit
from handlers.here import here
from handlers.kit import kept, leave_dialog
from handlers.one_window import take_away
from handlers.states import Options
from handlers.widgets import label

_SHOWN = "shown"
"""The mark of the order as the person has last seen it whole: above the button that opened the options, or here."""
_HOMES = (Options.main, Options.more, Options.words)


async def open_options(
    manager: DialogManager, order_id: int, state: State, card_id: int | None = None, **data: Any
) -> None:
    """In the message of the order's card, or in a new one. `data` is what the dialog starts with."""
    if options_are_open(manager, order_id):
        stay_begun(manager)
    await leave_dialog(manager)
    manager.current_stack().last_message_id = card_id
    mode = ShowMode.SEND if card_id is None else ShowMode.EDIT
    await manager.start(state, {"order_id": order_id, **data}, StartMode.RESET_STACK, mode)
    await follow_window(manager)


async def follow_window(manager: DialogManager) -> None:
    """The window's message is the order's card: it becomes one again when the order is closed elsewhere."""
    if manager.current_stack().last_message_id is not None:
        await here(manager).api.orders.watch(here(manager).actor, press_of(manager), as_options=True)


async def follow_moved(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
) -> Any:
    """Middleware of the dialog: what somebody wrote may have moved the window."""
    manager: DialogManager = data["dialog_manager"]
    before = manager.current_stack().last_message_id
    result = await handler(event, data)
    if options_are_open(manager) and manager.current_stack().last_message_id != before:
        await follow_window(manager)
    return result


def order_id_of(manager: DialogManager) -> int:
    data = manager.start_data
    return int(data["order_id"]) if isinstance(data, dict) else 0


def press_of(manager: DialogManager) -> Press:
    """As a button under the card would tell it."""
    where = here(manager)
    message_id, shown = manager.current_stack().last_message_id, kept(manager).get(_SHOWN)
    return Press(order_id_of(manager), where.place, message_id, where.tr.locale, shown)


def options_are_open(manager: DialogManager, order_id: int | None = None) -> bool:
    """Those of this order, or of any."""
    if not manager.has_context() or manager.current_context().state.group is not Options:
        return False
    return order_id in (None, order_id_of(manager))


async def read(manager: DialogManager) -> OrderView:
    """Raises OrderClosed when it was placed or canceled elsewhere: `handlers.errors` closes its options then."""
    where = here(manager)
    view = await where.api.orders.read(where.actor, order_id_of(manager))
    if not view.order.is_open:
        raise view.order.closed()
    return view


async def read_order(manager: DialogManager) -> Order:
    return (await read(manager)).order


async def change(manager: DialogManager, terms: Callable[[Terms], Terms] | None = None, **what: Any) -> OrderView:
    """`what`: see DraftChange."""
    where = here(manager)
    return await where.api.orders.change(where.actor, DraftChange(order_id_of(manager), terms, **what))


async def set_and_return(
    manager: DialogManager,
    terms: Callable[[Terms], Terms] | None = None,
    **what: Any,
) -> None:
    """Change it, and back to where the person came from."""
    await change(manager, terms, **what)
    await leave(manager)


def playing(record: Record) -> Callable[[Terms], Terms]:
    return lambda terms: replace(terms, saying=Saying(record), inserts=None)


def at_home(manager: DialogManager, state: State, order: Order | None = None) -> None:
    """Where the windows that follow lead back to. `order`: this window shows it whole."""
    manager.dialog_data["home"] = state.state
    if order is not None:
        manager.dialog_data[_SHOWN] = order.mark


def _home(manager: DialogManager) -> State | None:
    """None: the dialog was opened from the card for one thing."""
    return next((state for state in _HOMES if state.state == manager.dialog_data.get("home")), None)


async def on_back(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    home = _home(manager)
    await (manager.switch_to(home) if home else to_card(manager))


async def leave(manager: DialogManager) -> None:
    """To where the person came from, once something is chosen; to the card where nothing else is asked."""
    home, order = _home(manager), await read_order(manager)
    if home is not None and (order.is_wordless or home is not Options.words):
        await manager.switch_to(home)
    elif kept(manager).get("misread"):
        await manager.switch_to(Options.misread)
    else:
        await to_card(manager)


async def to_card(manager: DialogManager, note: str = "") -> None:
    """The window becomes the card, with a note. When a person has written, it goes, and the card is sent below."""
    where, press = here(manager), press_of(manager)
    card = render(await where.api.orders.read(where.actor, press.order_id), where.look)
    if note:
        card = Rendered(f"{fit(card.html, MESSAGE_LIMIT - len(note) - 2)}\n\n{note}", card.keyboard)
    await let_go(manager)
    is_edited = isinstance(manager.event, CallbackQuery) and await _edited(manager, press, card)
    message_id = press.message_id if is_edited else (await where.say(card.html, card.keyboard)).message_id
    await where.api.orders.watch(where.actor, Press(press.order_id, press.place, message_id, press.locale))
    if press.message_id is not None and not is_edited:
        await take_away(where.bot, press.place.chat_id, press.message_id)


async def _edited(manager: DialogManager, press: Press, card: Rendered) -> bool:
    if press.message_id is None:
        return False
    try:
        await here(manager).bot.edit_message_text(
            card.html, chat_id=press.place.chat_id, message_id=press.message_id, reply_markup=card.keyboard
        )
    except TelegramBadRequest as error:
        return "message is not modified" in error.message.lower()
    return True


async def let_go(manager: DialogManager) -> None:
    """The dialog is over, and its message stays: it is the order's card."""
    manager.current_stack().last_message_id = None
    await manager.reset_stack(remove_keyboard=False)


async def become_card(manager: DialogManager) -> None:
    """The dialog is over, and its message is drawn as the card by the worker."""
    where, press = here(manager), press_of(manager)
    await let_go(manager)
    await where.api.orders.follow(where.actor, press)


BACK = Button(label("button-back"), id="back", on_click=on_back)


def stay_begun(manager: DialogManager) -> None:
    """What is opened in place of the dialog goes on with its order."""
    manager.dialog_data["goes_on"] = True


def goes_on(manager: DialogManager) -> bool:
    return bool(manager.dialog_data.get("goes_on"))


async def on_close(result: Any, manager: DialogManager) -> None:
    """Something else is opened in its place. An order that says nothing yet was only begun: it goes, for no window
    waits for its words any more, and the card says so.
    """
    where, press = here(manager), press_of(manager)
    manager.current_stack().last_message_id = None
    try:
        order = (await where.api.orders.read(where.actor, press.order_id)).order
    except Forbidden:  # the role was lowered meanwhile: that holds nobody in the window
        if press.message_id is not None:
            await where.api.orders.redraw(where.actor, press.place, press.message_id)
        return
    goes = order.is_begun and not goes_on(manager)
    await (where.api.orders.withdraw if goes else where.api.orders.follow)(where.actor, press)
