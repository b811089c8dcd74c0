"""`/call NUMBER [text]`, `/callback`, `/verify`, a shared contact.

Whom to call follows the command, stands in what it replies to, or is asked for; then what to say is asked for.
Contacts sent together are one order.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType, ContentType
from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import Contact, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Cancel

from bot.domain.errors import BadPhone
from bot.domain.views import OrderView
from bot.ports import Capability
from bot.ports.keeping import Taken
from bot.services.draft_orders import Rewritten, Written
from bot.telegram.texts import Translation
from handlers.asked import IN_PRIVATE, AskedWithNumbers, Fits
from handlers.commands.own_phone import ask_for_phone
from handlers.here import Here, here
from handlers.kit import BODY, dialog_takes, kept, leave_dialog, open_dialog, send_card, show_card
from handlers.numbers import meant_by, of_contact, source_of, usage, whom
from handlers.options.start import follow_window, open_options, options_are_open
from handlers.states import NewCall, Options
from handlers.templates import last_account
from handlers.widgets import Window, label

BURST = timedelta(seconds=5)
"""Contacts that are sent together arrive as separate messages within it."""
KEPT = "contacts"


async def on_call(message: Message, command: CommandObject, where: Here, dialog_manager: DialogManager) -> None:
    async with usage(message, where.tr, "call-usage-text"):
        written = await meant_by(message, command, where)
        if written.is_empty:
            await open_dialog(dialog_manager, NewCall.phones)
            return
        view = await where.api.orders.draft(where.actor, await _with_template(written, where))
        await show_draft_of(view, dialog_manager, where.taken)


async def _with_template(written: Written, where: Here) -> Written:
    """`#name` in place of the text is the client's template of that name. Raises OrderProblem when there is none."""
    text = written.read(mend=True).text
    if not text.startswith("#") or not where.look.who_can(Capability.TEMPLATES):
        return written
    said = await where.api.templates.named(where.actor, await last_account(where), text[1:])
    return replace(written, said=said)


async def on_edited_call(message: Message, command: CommandObject, where: Here) -> None:
    """The order changes with its message. aiogram-dialog knows no edited messages: a worker sends a first card."""
    async with usage(message, where.tr, "call-usage-text"):
        written = await meant_by(message, command, where)
        if written.is_empty:
            await message.reply(where.tr("call-usage-text"))
            return
        written = await _with_template(written, where)
        rewritten = await where.api.orders.rewrite(where.actor, written)
        if rewritten is Rewritten.NO_ORDER:
            view = await where.api.orders.draft(where.actor, written)
            await where.api.orders.show(where.actor, view.order.id, where.place, where.tr.locale)
        elif rewritten is Rewritten.STANDS:
            await message.reply(where.tr("call-edited-stands"))


async def on_callback(message: Message, command: CommandObject, where: Here, dialog_manager: DialogManager) -> None:
    async with usage(message, where.tr, "callback-usage-text"):
        written = await meant_by(message, command, where)
        view = await where.api.callbacks.draft(where.actor, written)
        if view is None:
            await open_dialog(dialog_manager, NewCall.phones, {"what": "callback"})
            return
        await _show_callback(message, view, dialog_manager)


async def _show_callback(message: Message, view: OrderView, manager: DialogManager) -> None:
    """Whose phone rings first is asked before the card is shown, if nobody knows the person's own."""
    where = here(manager)
    if where.actor.phone is not None:
        await _instead(manager, view)
    elif message.chat.type == ChatType.PRIVATE:
        await ask_for_phone(message, where, "own-phone-ask-callback", order_id=view.order.id)
    else:
        await message.answer(where.tr("own-phone-ask-elsewhere"))
        await send_card(manager, view)


async def on_verify(message: Message, command: CommandObject, where: Here, dialog_manager: DialogManager) -> None:
    async with usage(message, where.tr, "verify-usage-text"):
        written = await meant_by(message, command, where)
        view = await where.api.verification.draft(where.actor, written)
        if view is None:
            await open_dialog(dialog_manager, NewCall.phones, {"what": "verify"})
            return
        await _instead(dialog_manager, view)


async def show_draft_of(view: OrderView, dialog_manager: DialogManager, taken: Taken | None = None) -> None:
    """The draft's card; before it what is missing is asked for, and numbers that were not understood are shown.

    `taken`: the update, when no dialog was changed by it before.
    """
    is_wordless = view.order.is_wordless
    if is_wordless or view.misread:
        state = Options.words if is_wordless else Options.misread
        await open_options(dialog_manager, view.order.id, state, misread=list(view.misread))
        return
    await _instead(dialog_manager, view, taken)


async def _instead(manager: DialogManager, view: OrderView, taken: Taken | None = None) -> None:
    """The card in place of what was open: no earlier window waits for what is written below it."""
    if manager.has_context():
        await leave_dialog(manager)
        taken = None  # the dialogs are stored after it
    await send_card(manager, view, taken=taken)


async def on_contact(message: Message, contact: Contact, where: Here, dialog_manager: DialogManager) -> None:
    """Another dialog that waits for it gets it."""
    if await dialog_takes(message, dialog_manager) and not _asks_whom_to_call(dialog_manager):
        raise SkipHandler
    found = of_contact(contact)
    before = _burst_of((await where.state.get_data()).get(KEPT), message.date)
    joined = await where.api.orders.join(where.actor, before, where.place, found) if before else None
    view = joined or await where.api.orders.draft(where.actor, Written("", where.place, source_of(message), found))
    await expect_more(where.state, view, message)
    if joined is None:
        await show_draft_of(view, dialog_manager)
    elif options_are_open(dialog_manager, view.order.id):
        await dialog_manager.show()
        await follow_window(dialog_manager)
    else:
        await show_card(dialog_manager, view.order.id)


def _asks_whom_to_call(manager: DialogManager) -> bool:
    """Not with a callback or a verification: their window makes these of the contact."""
    return manager.current_context().state == NewCall.phones and "what" not in kept(manager)


async def expect_more(state: FSMContext, view: OrderView, message: Message) -> None:
    """Contacts that arrive right after this one join the same order."""
    await state.update_data({KEPT: {"order_id": view.order.id, "at": message.date.timestamp()}})


def _burst_of(kept: dict[str, Any] | None, sent_at: datetime) -> int | None:
    """The order of the contact before this one, if they were sent together."""
    is_near = kept is not None and abs(sent_at.timestamp() - kept["at"]) <= BURST.total_seconds()
    return int(kept["order_id"]) if kept is not None and is_near else None


async def on_phones(message: Message, widget: Any, manager: DialogManager) -> None:
    """What is no number is explained, and asked for again."""
    where = here(manager)
    written = whom(message, where.place)
    what = kept(manager).get("what")
    if what == "callback":
        view = await where.api.callbacks.draft(where.actor, written)
    elif what == "verify":
        view = await where.api.verification.draft(where.actor, written)
    else:
        view = await where.api.orders.draft(where.actor, written)
    if view is None:
        raise BadPhone("phone-missing")
    await leave_dialog(manager)
    if what == "callback":
        await _show_callback(message, view, manager)
    else:
        await show_draft_of(view, manager)


async def get_ask(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    return {"body": tr("call-phones-ask", what=kept(dialog_manager).get("what", "call"))}


def build() -> Router:
    router = Router(name="call")
    router.message.register(on_call, AskedWithNumbers("call"))
    router.edited_message.register(on_edited_call, AskedWithNumbers("call"))
    router.message.register(on_callback, AskedWithNumbers("callback"))
    router.message.register(on_verify, AskedWithNumbers("verify"))
    router.message.register(on_contact, Fits(F.contact.as_("contact")), IN_PRIVATE)
    return router


def dialog() -> Dialog:
    phones = MessageInput(on_phones, content_types=[ContentType.TEXT, ContentType.CONTACT])
    cancel = Cancel(label("button-cancel"))
    return Dialog(Window(BODY, phones, cancel, state=NewCall.phones, getter=get_ask))
