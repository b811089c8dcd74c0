"""The buttons of an order's card, and of a call whose fate is unknown."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from weakref import WeakValueDictionary

from aiogram import F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from bot.domain.errors import OrderChanged, OrderProblem
from bot.domain.hours import OutsideWindow
from bot.domain.orders import OrderKind
from bot.services.calls import Outcome
from bot.services.draft_orders import Press
from bot.telegram.cards import render, rendered
from bot.telegram.draft_card import draft_card
from bot.telegram.html import MESSAGE_LIMIT, fit
from bot.telegram.order_lines import stood
from bot.telegram.presses import CallAction, CalleePress, CallPress, DetailsPress, OrderAction, OrderPress
from handlers.asked import Fits
from handlers.card_pages import Card, on_answer, on_card, on_details, on_more, on_request
from handlers.commands.call import show_draft_of
from handlers.errors import answer_tap
from handlers.here import Here
from handlers.kit import leave_dialog, send_card
from handlers.options.start import become_card, let_go, open_options, options_are_open
from handlers.placing import SAID, place_new, warning_of
from handlers.states import Options


class Turns:
    """Taps that cost something are handled one after another for each order or call, so that each answer is true.

    In this process only: two replicas may both say «placing», and the database lets one of them place.
    """

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[tuple[str, int], asyncio.Lock] = WeakValueDictionary()

    def of(self, kind: str, number: int) -> asyncio.Lock:
        lock = self._locks.get((kind, number))
        if lock is None:
            lock = self._locks[kind, number] = asyncio.Lock()
        return lock


ALREADY = "call-press-placed-already"


def _press(data: OrderPress | CalleePress, card: Card, where: Here) -> Press:
    mark = data.mark if isinstance(data, OrderPress) else None
    return Press(data.order_id, where.place, card.message_id, where.tr.locale, mark)


@asynccontextmanager
async def _as_seen(query: CallbackQuery, press: Press, where: Here, manager: DialogManager) -> AsyncIterator[None]:
    """A tap means what was seen above its button. When the order is another one by now, the card is drawn anew."""
    try:
        yield
    except OrderChanged as error:
        await answer_tap(query, where.tr.plain(error.key))
        if options_are_open(manager, press.order_id):
            await become_card(manager)
        else:
            await where.api.orders.look_again(where.actor, press)


async def _is_in_time(query: CallbackQuery, key: str, order_id: int, where: Here) -> bool:
    """Say what the tap comes to, before it is done. False: it came too late, and nothing may be placed.

    Then the card says so, as it stands. A tap is too late also when Telegram takes no answer to it any more.
    """
    if where.late:
        await query.answer(where.tr.plain("call-press-late"), show_alert=True)
    elif await query.answer(where.tr.plain(key)):
        return True
    shown = render(await where.api.orders.read(where.actor, order_id), where.look)
    said = where.tr("call-card-late")
    html = fit(shown.html, MESSAGE_LIMIT - len(said) - 2)
    await where.redraw(query, f"{html}\n\n{said}", shown.keyboard)
    return False


async def on_place(
    query: CallbackQuery,
    callback_data: OrderPress,
    card: Card,
    where: Here,
    turns: Turns,
    dialog_manager: DialogManager,
) -> None:
    """Also pressed in the order's options, which are over then."""
    anyway, order_id = callback_data.action is OrderAction.PLACE_ANYWAY, callback_data.order_id
    press = _press(callback_data, card, where)
    async with turns.of("order", order_id), _as_seen(query, press, where, dialog_manager):
        try:
            outcome = await where.api.calls.foresee(where.actor, press, anyway=anyway)
        except OutsideWindow as error:
            view = await where.api.orders.read(where.actor, order_id)
            warned = rendered(*draft_card(view, where.look, warning_of(error, where)))
            await query.answer(where.tr.plain(error.key, **error.args_))
            await _end_options(dialog_manager, order_id)
            await where.redraw(query, warned.html, warned.keyboard)
            await where.api.orders.watch(where.actor, press)
            return
        if outcome is Outcome.DONE_BEFORE:
            order = (await where.api.orders.read(where.actor, order_id)).order
            await query.answer(stood(order, where.clock.now(), where.look))
        elif await _is_in_time(query, SAID[outcome], order_id, where):
            taken = None if options_are_open(dialog_manager, order_id) else where.taken
            await where.api.calls.place(where.actor, replace(press, taken=taken), anyway=anyway)
        await _end_options(dialog_manager, order_id)


async def _end_options(manager: DialogManager, order_id: int) -> None:
    """Those of this order, where the card was pressed: its message is the card again."""
    if options_are_open(manager, order_id):
        await let_go(manager)


async def on_place_missed(
    query: CallbackQuery,
    callback_data: OrderPress,
    card: Card,
    where: Here,
    turns: Turns,
    dialog_manager: DialogManager,
) -> None:
    press = _press(callback_data, card, where)
    async with turns.of("order", press.order_id), _as_seen(query, press, where, dialog_manager):
        outcome = await where.api.calls.foresee_missed(where.actor, press)
        if outcome is Outcome.DONE_BEFORE:
            await query.answer(where.tr.plain(ALREADY))
        elif await _is_in_time(query, SAID[outcome], press.order_id, where):
            await where.api.calls.place_missed(where.actor, press)


async def on_withdraw(
    query: CallbackQuery, callback_data: OrderPress, card: Card, where: Here, dialog_manager: DialogManager
) -> None:
    await _end_options(dialog_manager, callback_data.order_id)
    done = await where.api.orders.withdraw(where.actor, _press(callback_data, card, where))
    await query.answer(where.tr.plain("call-press-withdrawn" if done else "call-press-too-late"))


async def on_again(query: CallbackQuery, callback_data: OrderPress, where: Here, dialog_manager: DialogManager) -> None:
    """A card that asks once more."""
    copied = await where.api.orders.copy(where.actor, callback_data.order_id, where.place)
    if copied.is_shown:
        await query.answer(where.tr.plain("call-press-again-already"))
        return
    await query.answer()
    await show_draft_of(copied.view, dialog_manager)


async def on_redial(
    query: CallbackQuery,
    callback_data: OrderPress,
    card: Card,
    where: Here,
    turns: Turns,
    dialog_manager: DialogManager,
) -> None:
    """Those whom a list did not reach are called at once, and once: the button says how many they are."""
    press = _press(callback_data, card, where)
    async with turns.of("redial", press.order_id), _as_seen(query, press, where, dialog_manager):
        view = await where.api.orders.redial(where.actor, press)
        if dialog_manager.has_context():
            await leave_dialog(dialog_manager)
        await place_new(dialog_manager, view, press.shown)


async def on_options(
    query: CallbackQuery, callback_data: OrderPress, card: Card, where: Here, dialog_manager: DialogManager
) -> None:
    order = (await where.api.orders.read(where.actor, callback_data.order_id)).order
    if order.kind is OrderKind.VERIFICATION:
        raise OrderProblem("verify-no-request")
    if not order.is_open:
        await where.api.orders.follow(where.actor, _press(callback_data, card, where))
        raise order.closed()
    await query.answer()
    state = Options.plan if callback_data.action is OrderAction.LATER else Options.main
    await open_options(dialog_manager, order.id, state, card.message_id, shown=callback_data.mark)


async def on_show(query: CallbackQuery, callback_data: OrderPress, where: Here, dialog_manager: DialogManager) -> None:
    """The card moves to the bottom of the chat: an order has one in a place."""
    order_id = callback_data.order_id
    view = await where.api.orders.read(where.actor, order_id)
    before = await where.api.orders.card_in(where.actor, order_id, where.place)
    await query.answer()
    await _end_options(dialog_manager, order_id)
    await send_card(dialog_manager, view)
    if before is not None:
        await _take_away(before, where)


async def _take_away(message_id: int, where: Here) -> None:
    """Telegram lets bots delete what they wrote within two days: an older card says where the new one is."""
    chat_id = where.place.chat_id
    try:
        await where.bot.delete_message(chat_id, message_id)
    except TelegramBadRequest:
        with suppress(TelegramBadRequest):
            await where.bot.edit_message_text(where.tr("call-card-below"), chat_id=chat_id, message_id=message_id)


async def on_pick(query: CallbackQuery, callback_data: CalleePress, card: Card, where: Here) -> None:
    """Choose one of the numbers that were found, or strike it out."""
    await where.api.orders.pick(
        where.actor, _press(callback_data, card, where), callback_data.index, on=callback_data.on
    )
    await query.answer()


async def on_was_placed(query: CallbackQuery, callback_data: CallPress, where: Here) -> None:
    done = await where.api.calls.confirm_placed(where.actor, callback_data.call_id)
    await query.answer(where.tr.plain("call-press-confirmed" if done else "call-press-settled-already"))


async def on_verdict(query: CallbackQuery, callback_data: CallPress, where: Here) -> None:
    matched = callback_data.action is CallAction.MATCHES
    done = await where.api.calls.judge(where.actor, callback_data.call_id, matched=matched)
    key = "call-press-settled-already" if not done else "verify-press-matched" if matched else "verify-press-differs"
    await query.answer(where.tr.plain(key))


async def on_place_again(query: CallbackQuery, callback_data: CallPress, where: Here, turns: Turns) -> None:
    call_id = callback_data.call_id
    async with turns.of("call", call_id):
        order_id = await where.api.calls.foresee_again(where.actor, call_id)
        if order_id is None:
            await query.answer(where.tr.plain("call-press-settled-already"))
        elif await _is_in_time(query, "call-press-placing-again", order_id, where):
            await where.api.calls.place_again(where.actor, call_id)


def build() -> Router:
    router = Router(name="presses")
    router.callback_query.filter(Fits(F.message.as_("card")))
    for handler, *actions in (
        (on_place, OrderAction.PLACE, OrderAction.PLACE_ANYWAY),
        (on_withdraw, OrderAction.WITHDRAW),
        (on_again, OrderAction.AGAIN),
        (on_redial, OrderAction.REDIAL),
        (on_options, OrderAction.OPTIONS, OrderAction.LATER),
        (on_show, OrderAction.SHOW),
        (on_place_missed, OrderAction.PLACE_MISSED),
        (on_more, OrderAction.MORE),
        (on_request, OrderAction.REQUEST),
        (on_answer, OrderAction.ANSWER),
        (on_card, OrderAction.CARD),
    ):
        router.callback_query.register(handler, OrderPress.filter(F.action.in_(set(actions))))
    router.callback_query.register(on_details, DetailsPress.filter())
    router.callback_query.register(on_pick, CalleePress.filter())
    router.callback_query.register(on_was_placed, CallPress.filter(F.action == CallAction.WAS_PLACED))
    verdict = CallPress.filter(F.action.in_({CallAction.MATCHES, CallAction.DIFFERS}))
    router.callback_query.register(on_verdict, verdict)
    router.callback_query.register(on_place_again, CallPress.filter(F.action == CallAction.PLACE_AGAIN))
    return router
