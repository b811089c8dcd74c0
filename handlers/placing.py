"""Orders that one tap makes and places: the tap says what it does, so no card asks first."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from bot.domain.errors import OrderChanged
from bot.domain.hours import OutsideWindow
from bot.domain.views import OrderView
from bot.services.calls import Outcome
from bot.services.draft_orders import Press
from bot.telegram.order_lines import stood
from bot.telegram.texts import Html
from handlers.here import Here, here
from handlers.kit import send_card

SAID = {Outcome.PLANNED: "call-press-planned", Outcome.AT_ONCE: "call-press-placing"}
_WARNINGS = {
    "order-outside-window": "call-draft-outside-window",
    "order-outside-window-then": "call-draft-outside-window-then",
}


def warning_of(error: OutsideWindow, where: Here) -> Html:
    """As it stands on the card."""
    return where.tr(_WARNINGS[error.key], **error.args_)


async def place_new(
    manager: DialogManager, view: OrderView, mark: str | None, message_id: int | None = None, *, anyway: bool = False
) -> bool:
    """True: it is placed, and this message, or a new one, is its card. `mark`: that of what the button makes.

    Outside the callee's hours, unless `anyway`, when the tap came too late, and when an earlier tap made it and it was
    changed since, the card asks once more. A tap on what is placed already is told so. Raises OrderProblem.
    """
    where, order = here(manager), view.order
    press = Press(order.id, where.place, message_id, where.tr.locale, mark)
    try:
        outcome = await where.api.calls.foresee(where.actor, press, anyway=anyway)
    except (OutsideWindow, OrderChanged) as error:
        await _tell(manager, where.tr.plain(error.key, **error.args_))
        await send_card(manager, view, warning_of(error, where) if isinstance(error, OutsideWindow) else None)
        return False
    if outcome is Outcome.DONE_BEFORE:
        await _tell(manager, stood(order, where.clock.now(), where.look))
        return False
    late = where.tr.plain("call-press-late")
    if not await _tell(manager, late if where.late else where.tr.plain(SAID[outcome]), alert=where.late) or where.late:
        await send_card(manager, view)
        return False
    await where.api.calls.place(where.actor, press, anyway=anyway)
    if message_id is not None:
        await where.api.orders.follow(where.actor, press)
    return True


async def _tell(manager: DialogManager, text: str, *, alert: bool = False) -> bool:
    """Over the button, if one was tapped. False when Telegram takes no answer any more: people gave up on it."""
    query = manager.event
    return not isinstance(query, CallbackQuery) or bool(await query.answer(text, show_alert=alert))
