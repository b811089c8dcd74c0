"""Calls with a menu. Numbers to call, and a manager's number, come written or in a shared contact."""

from typing import Any

from aiogram.types import CallbackQuery, KeyboardButton, Message, ReplyKeyboardMarkup
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.api.internal.widgets import MarkupFactory, RawKeyboard
from aiogram_dialog.widgets.kbd import Button

from bot.domain.callees import Found
from bot.domain.errors import OrderProblem
from bot.domain.menu_edits import set_manager
from bot.domain.orders import OrderState
from bot.domain.phones import Phone, pretty
from bot.domain.views import OrderView
from bot.services.draft_orders import Written
from bot.services.people import SharedContact
from handlers.commands.call import expect_more
from handlers.commands.own_phone import take_keyboard_away
from handlers.here import here
from handlers.ivr.desk import Desk
from handlers.kit import leave_dialog, send_card
from handlers.numbers import of_contact, source_of
from handlers.options.start import let_go
from handlers.placing import place_new
from handlers.states import Ivr


class OwnPhoneKeyboard(MarkupFactory):
    """Shares one's own contact by a tap, which only a reply keyboard can."""

    async def render_markup(
        self, data: dict[str, Any], manager: DialogManager, keyboard: RawKeyboard
    ) -> ReplyKeyboardMarkup:
        tr = here(manager).tr
        share = KeyboardButton(text=tr.plain("own-phone-share"), request_contact=True)
        rows = [[share], [KeyboardButton(text=tr.plain("own-phone-later"))]]
        return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, one_time_keyboard=True)


async def on_manager(message: Message, widget: Any, manager: DialogManager) -> None:
    await Desk(manager).change_slot(set_manager, _number(message))
    await manager.switch_to(Ivr.branch)


async def on_own(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    own = here(manager).actor.phone
    if own is None:
        raise OrderProblem("own-phone-unknown")
    await Desk(manager).change_slot(set_manager, own)
    await manager.switch_to(Ivr.branch)


async def on_numbers(message: Message, widget: Any, manager: DialogManager) -> None:
    where = here(manager)
    text, found = _numbers(message)
    written = Written(text, where.place, f"ivr:{source_of(message)}", found)
    view = await where.api.menus.draft_call(where.actor, Desk(manager).menu_id, written)
    if found is not None:
        await expect_more(where.state, view, message)
    await _give_way(manager, view)


async def on_call_me(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """Called at once, at any hour: it is the person's own phone. The window becomes the card, so that the second tap of
    a double tap finds no dialog and hears that the call goes. After a crash in between the dialog is still there: it
    finds its own call, and places no second one.
    """
    where = here(manager)
    if where.actor.phone is None and not where.place.is_group:
        manager.show_mode = ShowMode.SEND  # Telegram puts no reply keyboard under a message that it has
        await manager.switch_to(Ivr.own)
        return
    window, menu_id = manager.current_stack().last_message_id, Desk(manager).menu_id
    source = f"callme:{where.place.chat_id}:{window}:{manager.current_context().id}:{menu_id}"
    view = await where.api.menus.draft_call_to_me(where.actor, menu_id, where.place, source)
    was_placed = view.order.state is OrderState.PLACED
    if await place_new(manager, view, view.order.mark, window, anyway=True) or was_placed:
        await let_go(manager)
    else:
        await leave_dialog(manager)


async def on_own_phone(message: Message, widget: Any, manager: DialogManager) -> None:
    """One's own contact is kept and called at once; a number that is written gets a card, which asks."""
    where, contact = here(manager), message.contact
    if message.text == where.tr.plain("own-phone-later"):
        await take_keyboard_away(where)
        await manager.switch_to(Ivr.one)
        return
    if contact is None:
        await on_numbers(message, widget, manager)
        return
    actor = await where.api.people.change_phone(where.actor, SharedContact(contact.user_id, contact.phone_number))
    source = f"callme:{source_of(message)}"
    view = await where.api.menus.draft_call_to_me(actor, Desk(manager).menu_id, where.place, source)
    await message.answer(where.tr("own-phone-kept", phone=pretty(Phone(actor.phone or ""))))
    await place_new(manager, view, view.order.mark, anyway=True)
    await leave_dialog(manager)


async def _give_way(manager: DialogManager, view: OrderView) -> None:
    """The card comes in place of the dialog, which stays when the card could not be sent."""
    await send_card(manager, view)
    await leave_dialog(manager)


def _numbers(message: Message) -> tuple[str, Found | None]:
    """The text, or the numbers of a contact. Raises OrderProblem for what is neither, BadPhone."""
    if message.contact is not None:
        return "", of_contact(message.contact)
    if not message.text:
        raise OrderProblem("ivr-number-needed")
    return message.text, None


def _number(message: Message) -> str:
    """Raises OrderProblem also for a contact with several numbers: a manager has one."""
    text, found = _numbers(message)
    if found is not None and len(found.phones) > 1:
        raise OrderProblem("ivr-number-which", count=len(found.phones))
    return found.phones[0] if found else text
