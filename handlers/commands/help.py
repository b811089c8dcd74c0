"""`/start` and its buttons, `/help`, and `/cancel`: out of the open dialog, else of the last order not placed yet."""

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram_dialog import DialogManager

from bot.domain.access import Person, Right
from bot.domain.errors import Forbidden
from bot.telegram.buttons import button
from bot.telegram.menu import set_menu
from bot.telegram.presses import ClosePress, DefaultsPress, HistoryPress, NewCallPress
from bot.telegram.texts import Translation
from handlers.asked import Asked
from handlers.commands.own_phone import stop_asking
from handlers.here import Here
from handlers.kit import leave_dialog, open_dialog
from handlers.one_window import take_away
from handlers.options.start import let_go, options_are_open, order_id_of, press_of, to_card
from handlers.states import NewCall, NewRecord, Tag


async def on_start(message: Message, where: Here) -> None:
    """In a group without the buttons of what is one's own."""
    name = message.from_user.first_name if message.from_user else where.actor.name
    hello = where.tr("help-start-text", name=name, admin=str(where.actor.may(Right.MANAGE_PEOPLE)).lower())
    rows = [[button(where.tr, "help-start-call", NewCallPress(), "📞")]]
    if message.chat.type != ChatType.PRIVATE:
        await message.answer(hello, reply_markup=InlineKeyboardMarkup(inline_keyboard=rows))
        return
    calls = button(where.tr, "help-start-calls", HistoryPress(before=0), "📋")
    settings = button(where.tr, "help-start-settings", DefaultsPress(menu="main"), "⚙️")
    keyboard = InlineKeyboardMarkup(inline_keyboard=[*rows, [calls, settings]])
    await message.answer(hello, reply_markup=keyboard)
    await set_menu(where.bot, where.texts, where.actor)


async def on_new_call(query: CallbackQuery, dialog_manager: DialogManager) -> None:
    await query.answer()
    await open_dialog(dialog_manager, NewCall.phones)


async def on_help(message: Message, where: Here) -> None:
    await message.answer(help_text(where.actor, where.tr))


def help_text(actor: Person, tr: Translation) -> str:
    """What the command menu does not say."""
    parts = [tr("help-call-text")]
    parts.append(tr("help-records-text" if actor.may(Right.MANAGE_RECORDS) else "help-sounds-text"))
    if actor.may(Right.RECEIVE_RESULTS):
        parts.append(tr("help-manager-text"))
    if actor.may(Right.MANAGE_PEOPLE):
        parts.append(tr("help-admin-text"))
    return "\n\n".join(parts)


_LEFT = {NewRecord.sent: "window-left"}
_LEFT_GROUPS = {
    NewCall: "window-left-call",
    NewRecord: "window-left-record",
    Tag: "window-left-tag",
}
"""What is said of what was not done. Where nothing was begun, or each step is stored, only the window is closed."""


async def on_cancel(message: Message, where: Here, dialog_manager: DialogManager) -> None:
    if options_are_open(dialog_manager) and await _cancel_options(message, where, dialog_manager):
        return
    if dialog_manager.has_context():
        state = dialog_manager.current_context().state
        await leave_dialog(dialog_manager)
        await message.reply(where.tr(_LEFT.get(state) or _LEFT_GROUPS.get(state.group, "window-left")))
        return
    withdrawn = await where.api.orders.withdraw_last(where.actor)
    said = where.tr("call-cancel-done" if withdrawn else "call-cancel-nothing")
    await message.reply(said, reply_markup=await stop_asking(where))


async def _cancel_options(message: Message, where: Here, manager: DialogManager) -> bool:
    """An order that says nothing yet was only begun: it goes. Of any other the card comes back.

    False for a colleague's order, of which this person may see nothing any more.
    """
    try:
        order = (await where.api.orders.read(where.actor, order_id_of(manager))).order
    except Forbidden:
        return False
    if order.is_begun:
        press = press_of(manager)
        await let_go(manager)
        await where.api.orders.withdraw(where.actor, press)
        await message.reply(where.tr("call-cancel-begun"))
        return True
    await message.reply(where.tr("call-cancel-dialog"))
    await to_card(manager)
    return True


async def on_close(query: CallbackQuery, where: Here) -> None:
    """The button «Close» under a message that is no dialog's."""
    await query.answer()
    if query.message is not None:
        await take_away(where.bot, query.message.chat.id, query.message.message_id)


def build() -> Router:
    router = Router(name="help")
    router.message.register(on_start, Asked("start"))
    router.message.register(on_help, Asked("help"))
    router.message.register(on_cancel, Asked("cancel"))
    router.callback_query.register(on_new_call, NewCallPress.filter())
    router.callback_query.register(on_close, ClosePress.filter())
    return router
