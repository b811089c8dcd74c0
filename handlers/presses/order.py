"""The buttons of an order's card."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, InaccessibleMessage, Message, ReplyParameters
from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.errors import OrderProblem
from bot.domain.orders import Order, OrderKind, OrderState, Place
from bot.domain.phones import masked
from bot.services.api import Api
from bot.services.calls import Outcome
from bot.services.draft_orders import Press
from bot.services.starting import OutsideWindow
from bot.telegram.cards import rendered
from bot.telegram.draft_card import draft_card
from bot.telegram.html import MESSAGE_LIMIT, cut, escape
from bot.telegram.look import Look
from bot.telegram.presses import CalleePress, OrderAction, OrderPress
from bot.telegram.texts import Translation
from handlers.kit import send_card
from handlers.options.start import open_options, open_plan
from handlers.presses.asking import Turns, ask_again, is_in_time
from handlers.redraw import redraw
from handlers.states import Options

Card = Message | InaccessibleMessage
"""Telegram sends only the number of a message that is some days old."""
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
    api: Api,
) -> None:
    anyway, order_id = callback_data.action is OrderAction.PLACE_ANYWAY, callback_data.order_id
    async with turns.of("order", order_id):
        try:
            outcome = await api.calls.foresee(actor, order_id, anyway=anyway)
        except OutsideWindow as error:
            warning = tr(_WARNINGS[error.key], **error.args_)
            warned = rendered(*draft_card(await api.orders.read(actor, order_id), look, warning))
            await query.answer(tr.plain(error.key, **error.args_))
            await redraw(bot, card, warned.html, warned.keyboard)
            return
        if outcome is Outcome.DONE_BEFORE:
            await query.answer(tr.plain(_stood((await api.orders.read(actor, order_id)).order)))
        elif await is_in_time(query, tr.plain(_SAID[outcome]), look, late=late):
            await api.calls.place(actor, _press(callback_data, place, card, tr), anyway=anyway)
        else:
            await ask_again(bot, card, await api.orders.read(actor, order_id), look)


def _stood(order: Order) -> str:
    """What to say of an order that an earlier press placed or withdrew."""
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
    api: Api,
) -> None:
    order_id = callback_data.order_id
    async with turns.of("order", order_id):
        outcome = await api.calls.foresee_missed(actor, order_id)
        if outcome is Outcome.DONE_BEFORE:
            await query.answer(look.tr.plain(ALREADY))
        elif await is_in_time(query, look.tr.plain(_SAID[outcome]), look, late=late):
            await api.calls.place_missed(actor, order_id)
        else:
            await ask_again(bot, card, await api.orders.read(actor, order_id), look)


async def on_withdraw(
    query: CallbackQuery,
    callback_data: OrderPress,
    card: Card,
    actor: Person,
    place: Place,
    tr: Translation,
    api: Api,
) -> None:
    done = await api.orders.withdraw(actor, _press(callback_data, place, card, tr))
    await query.answer(tr.plain("call-press-withdrawn" if done else "call-press-too-late"))


async def on_again(
    query: CallbackQuery,
    callback_data: OrderPress,
    actor: Person,
    place: Place,
    tr: Translation,
    dialog_manager: DialogManager,
    api: Api,
) -> None:
    copied = await api.orders.copy(actor, callback_data.order_id, place)
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
    api: Api,
) -> None:
    order = (await api.orders.read(actor, callback_data.order_id)).order
    if order.kind is OrderKind.VERIFICATION:
        raise OrderProblem("verify-no-request")
    if order.state is OrderState.DRAFT or order.is_planned:
        await query.answer()
        if callback_data.action is OrderAction.OPTIONS:
            await open_options(dialog_manager, order.id)
        else:
            await open_plan(dialog_manager, order.id, Options.when if order.terms.callback else Options.plan)
    # aiogram-dialog takes its buttons from the message that opened a dialog: the card is shown anew afterwards.
    await api.orders.follow(actor, _press(callback_data, place, card, tr))


async def on_show(
    query: CallbackQuery,
    callback_data: OrderPress,
    actor: Person,
    dialog_manager: DialogManager,
    api: Api,
) -> None:
    """Send the card anew at the bottom of the chat; the new one follows the order."""
    view = await api.orders.read(actor, callback_data.order_id)
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
    api: Api,
) -> None:
    shown = await api.orders.request(actor, callback_data.order_id)
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


async def on_pick(
    query: CallbackQuery, callback_data: CalleePress, card: Card, actor: Person, place: Place, tr: Translation, api: Api
) -> None:
    """Choose one of the numbers that were found, or strike it out."""
    press = Press(callback_data.order_id, place, card.message_id, tr.locale)
    await api.orders.pick(actor, press, callback_data.index, on=callback_data.on)
    await query.answer()


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
    router.callback_query.register(on_pick, CalleePress.filter())
    return router
