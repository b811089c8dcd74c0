"""What a person is told when a handler could not do what they asked, or when nothing knows their button."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Router
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, ErrorEvent, Message, TelegramObject
from aiogram_dialog import DialogManager
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent, UnknownState

from bot.domain.errors import OrderChanged, OrderClosed, ProviderError, ZvonarError
from bot.domain.orders import Order, OrderState
from bot.telegram.courtesy import was_answered
from bot.telegram.html import escape, shorten
from bot.telegram.order_lines import stood
from bot.telegram.texts import Translation
from handlers.here import Here, complain
from handlers.kit import dialog_takes, waits_for_messages
from handlers.options.start import become_card, options_are_open

log = logging.getLogger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
_NOT_AS_SHOWN = (OrderClosed, OrderChanged)
"""Open options become the card again, which tells how the order stands."""
MAX_ANSWER = 200
"""Characters in a callback answer."""


async def on_error(
    event: ErrorEvent,
    tr: Translation | None = None,
    dialog_manager: DialogManager | None = None,
    where: Here | None = None,
) -> bool:
    """Known errors are explained; others are logged under a short code which the person is given."""
    error = event.exception
    if tr is None:
        log.error("an update failed before anyone was recognised", exc_info=error)
        return True
    if isinstance(error, (UnknownIntent, UnknownState, OutdatedIntent)):
        await _start_afresh(event, tr, dialog_manager, where)
        return True
    await _tell(event, explain(error, tr))
    if isinstance(error, _NOT_AS_SHOWN) and dialog_manager is not None and options_are_open(dialog_manager):
        await become_card(dialog_manager)
    return True


def explain(error: Exception, tr: Translation) -> str:
    """Plain text. A bug gets a code, logged with its traceback."""
    if isinstance(error, ProviderError) and error.words:
        return f"{tr.plain(error.key, **error.args_)}\n{tr.plain('call-card-words', words=error.words)}"
    if isinstance(error, ZvonarError):
        return tr.plain(error.key, **error.args_)
    code = secrets.token_hex(3)
    log.error("error %s while handling an update", code, exc_info=error)
    return tr.plain("error-unexpected-text", code=code)


async def in_window(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
    """What is wrong with a message that a dialog was sent stands in its window, which is sent anew below."""
    manager: DialogManager = data["dialog_manager"]
    tr: Translation = data["tr"]
    try:
        if isinstance(event, Message) and not await dialog_takes(event, manager):
            complain(manager, tr("window-wants-text" if await waits_for_messages(manager) else "window-wants-tap"))
        return await handler(event, data)
    except _NOT_AS_SHOWN:
        raise
    except ZvonarError as error:
        if not manager.has_context():
            raise
        complain(manager, escape(explain(error, tr)))
        await manager.show()


async def _tell(event: ErrorEvent, text: str) -> None:
    query, message = event.update.callback_query, event.update.message or event.update.edited_message
    try:
        if query is not None:
            await answer_tap(query, text)
        elif message is not None:
            await message.reply(text, parse_mode=None)
    except TelegramAPIError as error:
        log.warning("a person could not be told of an error: %s", type(error).__name__)


async def answer_tap(query: CallbackQuery, text: str) -> None:
    """Where a tap was answered before, or takes no answer any more, a message says it."""
    short = shorten(text, MAX_ANSWER)
    is_seen = not was_answered(query.id) and await query.answer(short, show_alert=True)
    if not is_seen and query.message is not None:
        await query.message.answer(text, parse_mode=None)


async def _card_of(query: CallbackQuery | None, where: Here | None) -> Order | None:
    """The order whose card was pressed, and whose options are over: it is drawn anew, and keeps its buttons."""
    if query is None or query.message is None or where is None:
        return None
    return await where.api.orders.redraw(where.actor, where.place, query.message.message_id)


async def _start_afresh(event: ErrorEvent, tr: Translation, manager: DialogManager | None, where: Here | None) -> None:
    """A dialog whose states are gone after an update strands nobody: its stack is emptied, its message says so.

    A button of an older dialog closes no newer one. The second tap of a double tap says what the first one did.
    """
    if manager is not None and isinstance(event.exception, UnknownState):
        await manager.reset_stack(remove_keyboard=False)
    query = event.update.callback_query
    order = await _card_of(query, where)
    if query is not None and where is not None and order is not None and order.state is not OrderState.DRAFT:
        await query.answer(stood(order, where.clock.now(), where.look))
        return
    await _tell(event, tr.plain("error-outdated-text"))
    if query is not None and order is None and isinstance(query.message, Message):
        try:
            await query.message.edit_reply_markup(reply_markup=None)
        except TelegramAPIError as error:
            log.info("a stale keyboard stays: %s", type(error).__name__)


async def on_stale(query: CallbackQuery, tr: Translation, aiogd_stack_forbidden: bool = False) -> None:
    """Nothing else knows the button: it is of a version before, or of somebody else's dialog.

    aiogram-dialog marks with `aiogd_stack_forbidden` what belongs to the dialog of another person.
    """
    key = "error-not-yours-text" if aiogd_stack_forbidden else "error-outdated-text"
    await query.answer(tr.plain(key), show_alert=True)


def build() -> Router:
    router = Router(name="errors")
    router.error.register(on_error)
    return router


def build_last() -> Router:
    router = Router(name="stale")
    router.callback_query.register(on_stale)
    return router
