"""The buttons of an order's card."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, InaccessibleMessage, Message, ReplyParameters
from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.errors import OrderProblem
from bot.domain.orders import Order, OrderKind, OrderState, Place
from bot.domain.phones import masked
from bot.services.draft_orders import Again, CopyOrder, FollowDraft, Press, ReadOrder
from bot.services.foresee import ForeseeMissed, ForeseePlacing, Outcome
from bot.services.place_calls import PlaceCalls, PlaceMissed, Placing
from bot.services.show_request import ShowRequest
from bot.services.starting import OutsideWindow
from bot.services.withdraw import WithdrawOrder
from bot.telegram.cards import rendered
from bot.telegram.draft_card import draft_card
from bot.telegram.html import MESSAGE_LIMIT, cut, escape
from bot.telegram.look import Look
from bot.telegram.presses import OrderAction, OrderPress
from bot.telegram.texts import Translation
from handlers.kit import send_card
from handlers.options.start import open_options, open_plan
from handlers.presses.asking import ask_again, is_in_time
from handlers.presses.turns import Turns
from handlers.redraw import redraw
from handlers.states import Options

Card = Message | InaccessibleMessage
"""A message of some days ago is told of by its number only."""
ALREADY = "call-press-placed-already"
_SAID = {Outcome.PLANNED: "call-press-planned", Outcome.AT_ONCE: "call-press-placing"}

_WARNINGS = {
    "order-outside-window": "call-draft-outside-window",
    "order-outside-window-then": "call-draft-outside-window-then",
}


def _press(data: OrderPress, place: Place, card: Card, tr: Translation) -> Press:
    return Press(data.order_id, place, card.message_id, tr.locale)


async def on_place(
    query: CallbackQuery,
    callback_data: OrderPress,
    card: Card,
    actor: Person,
    place: Place,
    look: Look,
    tr: Translation,
    bot: Bot,
    turns: Turns,
    late: bool,
    foresee_placing: ForeseePlacing,
    place_calls: PlaceCalls,
    read_order: ReadOrder,
) -> None:
    anyway = callback_data.action is OrderAction.PLACE_ANYWAY
    placing = Placing(callback_data.order_id, place, card.message_id, tr.locale, anyway)
    async with turns.of("order", placing.order_id):
        try:
            outcome = await foresee_placing(actor, placing)
        except OutsideWindow as error:
            warning = tr(_WARNINGS[error.key], **error.args_)
            warned = rendered(*draft_card(await read_order(actor, placing.order_id), look, warning))
            await query.answer(tr.plain(error.key, **error.args_))
            await redraw(bot, card, warned.html, warned.keyboard)
            return
        if outcome is Outcome.DONE_BEFORE:
            await query.answer(tr.plain(_stood((await read_order(actor, placing.order_id)).order)))
        elif await is_in_time(query, tr.plain(_SAID[outcome]), look, late=late):
            await place_calls(actor, placing)
        else:
            await ask_again(bot, card, await read_order(actor, placing.order_id), look)


def _stood(order: Order) -> str:
    """What became of it before this press."""
    if order.is_withdrawn:
        return "call-press-withdrawn-already"
    return "call-press-planned-already" if order.is_planned else ALREADY


async def on_place_missed(
    query: CallbackQuery,
    callback_data: OrderPress,
    card: Card,
    actor: Person,
    look: Look,
    bot: Bot,
    turns: Turns,
    late: bool,
    foresee_missed: ForeseeMissed,
    place_missed: PlaceMissed,
    read_order: ReadOrder,
) -> None:
    order_id = callback_data.order_id
    async with turns.of("order", order_id):
        outcome = await foresee_missed(actor, order_id)
        if outcome is Outcome.DONE_BEFORE:
            await query.answer(look.tr.plain(ALREADY))
        elif await is_in_time(query, look.tr.plain(_SAID[outcome]), look, late=late):
            await place_missed(actor, order_id)
        else:
            await ask_again(bot, card, await read_order(actor, order_id), look)


async def on_withdraw(
    query: CallbackQuery,
    callback_data: OrderPress,
    card: Card,
    actor: Person,
    place: Place,
    tr: Translation,
    withdraw_order: WithdrawOrder,
) -> None:
    done = await withdraw_order(actor, _press(callback_data, place, card, tr))
    await query.answer(tr.plain("call-press-withdrawn" if done else "call-press-too-late"))


async def on_again(
    query: CallbackQuery,
    callback_data: OrderPress,
    actor: Person,
    place: Place,
    tr: Translation,
    dialog_manager: DialogManager,
    copy_order: CopyOrder,
) -> None:
    copied = await copy_order(actor, Again(callback_data.order_id, place))
    if copied.is_shown:
        await query.answer(tr.plain("call-press-again-already"))
        return
    await query.answer()
    await send_card(dialog_manager, copied.view)


async def on_options(
    query: CallbackQuery,
    callback_data: OrderPress,
    card: Card,
    actor: Person,
    place: Place,
    tr: Translation,
    dialog_manager: DialogManager,
    read_order: ReadOrder,
    follow_draft: FollowDraft,
) -> None:
    order = (await read_order(actor, callback_data.order_id)).order
    if order.kind is OrderKind.VERIFICATION:
        raise OrderProblem("verify-no-request")
    if order.state is OrderState.DRAFT or order.is_planned:
        await query.answer()
        if callback_data.action is OrderAction.OPTIONS:
            await open_options(dialog_manager, order.id)
        else:
            await open_plan(dialog_manager, order.id, Options.when if order.callback else Options.plan)
    # aiogram-dialog takes its buttons from the message that opened a dialog: the card is shown anew afterwards.
    await follow_draft(actor, _press(callback_data, place, card, tr))


async def on_show(
    query: CallbackQuery,
    callback_data: OrderPress,
    actor: Person,
    dialog_manager: DialogManager,
    read_order: ReadOrder,
) -> None:
    """The card anew, where it can be seen: this one is followed from now on."""
    view = await read_order(actor, callback_data.order_id)
    await query.answer()
    await send_card(dialog_manager, view)


async def on_request(
    query: CallbackQuery,
    callback_data: OrderPress,
    card: Card,
    actor: Person,
    place: Place,
    tr: Translation,
    bot: Bot,
    show_request: ShowRequest,
) -> None:
    shown = await show_request(actor, callback_data.order_id)
    await query.answer()
    request = shown.request
    if place.is_group:
        for phone in shown.phones:
            request = request.replace(phone, masked(phone))
    lines = [
        tr("call-request-title", provider=shown.title),
        f'<pre><code class="language-json">{escape(request)}</code></pre>',
    ]
    if shown.count > 1:
        lines.append(tr("call-request-per-phone"))
    for part in cut("\n".join(lines), MESSAGE_LIMIT):
        reply = ReplyParameters(message_id=card.message_id, allow_sending_without_reply=True)
        await bot.send_message(place.chat_id, part, message_thread_id=place.thread_id, reply_parameters=reply)


def build() -> Router:
    router = Router(name="order")
    router.callback_query.filter(F.message.as_("card"))
    router.callback_query.register(
        on_place, OrderPress.filter(F.action.in_({OrderAction.PLACE, OrderAction.PLACE_ANYWAY}))
    )
    router.callback_query.register(on_withdraw, OrderPress.filter(F.action == OrderAction.WITHDRAW))
    router.callback_query.register(on_again, OrderPress.filter(F.action == OrderAction.AGAIN))
    router.callback_query.register(
        on_options, OrderPress.filter(F.action.in_({OrderAction.OPTIONS, OrderAction.LATER}))
    )
    router.callback_query.register(on_show, OrderPress.filter(F.action == OrderAction.SHOW))
    router.callback_query.register(on_place_missed, OrderPress.filter(F.action == OrderAction.PLACE_MISSED))
    router.callback_query.register(on_request, OrderPress.filter(F.action == OrderAction.REQUEST))
    return router
