"""Calls with a menu. Numbers to call, and a manager's number, come written or in a shared contact."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from bot.domain.callees import Found
from bot.domain.errors import OrderProblem
from bot.domain.menu_edits import set_manager
from bot.domain.views import OrderView
from bot.services.draft_orders import Written
from handlers.commands.call import expect_more
from handlers.here import here
from handlers.ivr.desk import Desk
from handlers.kit import send_card
from handlers.numbers import of_contact, source_of
from handlers.states import Ivr


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
    await _show_card(manager, view)


async def on_call_me(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """The window that follows has no such button: the second tap of a double tap makes no second card."""
    where = here(manager)
    source = f"callme:{query.id}"
    view = await where.api.menus.draft_call_to_me(where.actor, Desk(manager).menu_id, where.place, source)
    await _show_card(manager, view)


async def _show_card(manager: DialogManager, view: OrderView) -> None:
    """Below the dialog's own message."""
    await manager.switch_to(Ivr.called)
    await manager.show()
    manager.show_mode = ShowMode.NO_UPDATE
    await send_card(manager, view)


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
