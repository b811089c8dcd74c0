"""`/start`, `/help`, and `/cancel`: out of the dialog that is open, else the last order that was not placed yet."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager

from bot.domain.access import Person, Right
from bot.domain.orders import OrderState
from bot.telegram.menu import commands_of, set_menu
from bot.telegram.presses import ClosePress
from bot.telegram.texts import Translation
from handlers.asked import Asked
from handlers.here import Here
from handlers.kit import leave_dialog
from handlers.one_window import take_away
from handlers.options.start import let_go, options_are_open, order_id_of, press_of, to_card
from handlers.states import NewCall, NewRecord, Tag


async def on_start(message: Message, where: Here) -> None:
    hello = where.tr("help-start-text", name=where.actor.name)
    await message.answer(f"{hello}\n\n{help_text(where.actor, where.tr)}")
    if message.chat.type == "private":
        await set_menu(where.bot, where.texts, where.actor)


async def on_help(message: Message, where: Here) -> None:
    await message.answer(help_text(where.actor, where.tr))


def help_text(actor: Person, tr: Translation) -> str:
    """How to call, then the commands that this person may use."""
    lines = [f"/{name} — {tr(f'command-{name}')}" for name in commands_of(actor)]
    parts = [tr("help-call-text"), "\n".join(lines)]
    if actor.may(Right.MANAGE_RECORDS):
        parts.append(tr("help-records-text"))
    if actor.may(Right.RECEIVE_RESULTS):
        parts.append(tr("help-manager-text"))
    return "\n\n".join(parts)


_LEFT = {NewRecord.sent: "window-left"}
_LEFT_GROUPS = {
    NewCall: "window-left-call",
    NewRecord: "window-left-record",
    Tag: "window-left-tag",
}
"""What is said of what was not done. Where nothing was begun, or each step is stored, only the window is closed."""


async def on_cancel(message: Message, where: Here, dialog_manager: DialogManager) -> None:
    if options_are_open(dialog_manager):
        await _cancel_options(message, where, dialog_manager)
        return
    if dialog_manager.has_context():
        state = dialog_manager.current_context().state
        await leave_dialog(dialog_manager)
        await message.reply(where.tr(_LEFT.get(state) or _LEFT_GROUPS.get(state.group, "window-left")))
        return
    withdrawn = await where.api.orders.withdraw_last(where.actor)
    await message.reply(where.tr("call-cancel-done" if withdrawn else "call-cancel-nothing"))


async def _cancel_options(message: Message, where: Here, manager: DialogManager) -> None:
    """An order that says nothing yet was only begun: it goes. Of any other the card comes back."""
    order = (await where.api.orders.read(where.actor, order_id_of(manager))).order
    if order.state is OrderState.DRAFT and order.needs_words and order.terms.saying.is_empty:
        press = press_of(manager)
        await let_go(manager)
        await where.api.orders.withdraw(where.actor, press)
        await message.reply(where.tr("call-cancel-begun"))
        return
    await message.reply(where.tr("call-cancel-dialog"))
    await to_card(manager)


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
    router.callback_query.register(on_close, ClosePress.filter())
    return router
