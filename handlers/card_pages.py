"""What stands behind a card's «More» and «Details», in the card's own message until the card is put back."""

from aiogram.types import CallbackQuery, InaccessibleMessage, InlineKeyboardMarkup, Message, ReplyParameters

from bot.domain.access import Right
from bot.domain.orders import Place
from bot.domain.subscriptions import Subscription, Wanted, Whose
from bot.telegram.answer_view import answer_text, request_text
from bot.telegram.buttons import button
from bot.telegram.cards import render, rendered
from bot.telegram.details_view import details_view
from bot.telegram.draft_card import more_rows
from bot.telegram.html import MESSAGE_LIMIT, cut
from bot.telegram.presses import DetailsPress, OrderAction, OrderPress
from handlers.here import Here

Card = Message | InaccessibleMessage
"""Telegram sends only the number of a message that is some days old."""


async def on_more(query: CallbackQuery, callback_data: OrderPress, where: Here) -> None:
    """In place of the card's buttons."""
    view = await where.api.orders.read(where.actor, callback_data.order_id)
    await query.answer()
    rows = more_rows(view.order, where.actor, where.look)
    await where.redraw(query, render(view, where.look).html, rendered("", rows).keyboard)


async def on_follow(query: CallbackQuery, callback_data: OrderPress, where: Here) -> None:
    """Subscribe to a list. Where its card is, its end is told anyway: this tells whoever pressed in private."""
    order_id, place = callback_data.order_id, Place(where.actor.id)
    of_list = Wanted(Whose.LIST, order_id=order_id)
    await where.api.subscriptions.subscribe(where.actor, Subscription(place, where.actor.id, wanted=of_list))
    await query.answer(where.tr.plain("notify-press-list"), show_alert=True)
    await _put_back(query, order_id, where)


async def on_request(query: CallbackQuery, callback_data: OrderPress, card: Card, where: Here) -> None:
    """Show the request in the card's own message until it is put back. One too long for it comes below, in parts."""
    order_id = callback_data.order_id
    shown = await where.api.orders.request(where.actor, order_id)
    await query.answer()
    parts = cut(request_text(shown.title, shown.request, shown.count, where.look), MESSAGE_LIMIT)
    await _instead(query, card, parts, order_id, where, OrderAction.ANSWER)


async def on_answer(query: CallbackQuery, callback_data: OrderPress, card: Card, where: Here) -> None:
    """What came back from the provider, in the same place as the request."""
    order_id = callback_data.order_id
    told = await where.api.orders.answer(where.actor, order_id)
    await query.answer()
    text = answer_text(told.title, told.call.phone, told.answer, where.look, is_report=told.is_report)
    await _instead(query, card, cut(text, MESSAGE_LIMIT), order_id, where, OrderAction.REQUEST)


async def _instead(
    query: CallbackQuery, card: Card, parts: list[str], order_id: int, where: Here, other: OrderAction
) -> None:
    """In the card's own message until it is put back, with the way to `other`. One too long comes below, in parts."""
    if len(parts) > 1:
        for part in parts:
            reply = ReplyParameters(message_id=card.message_id, allow_sending_without_reply=True)
            await where.say(part, under=reply)
        await _put_back(query, order_id, where)
        return
    back = button(where.tr, "button-back", OrderPress(action=OrderAction.CARD, order_id=order_id))
    rows = [[back]]
    order = (await where.api.orders.read(where.actor, order_id)).order
    if order.was_sent and where.actor.may(Right.SEE_REQUESTS):
        key, icon = ("button-answer", "📥") if other is OrderAction.ANSWER else ("button-show-request", "🧾")
        rows = [[button(where.tr, key, OrderPress(action=other, order_id=order_id), icon)], [back]]
    await where.redraw(query, parts[0], InlineKeyboardMarkup(inline_keyboard=rows))


async def on_details(query: CallbackQuery, callback_data: DetailsPress, where: Here) -> None:
    """Show what the provider told of a call in the card's own message until it is put back."""
    shown = details_view(
        await where.api.orders.details(where.actor, callback_data.order_id, callback_data.index), where.look
    )
    await query.answer()
    await where.redraw(query, shown.html, shown.keyboard)


async def on_card(query: CallbackQuery, callback_data: OrderPress, where: Here) -> None:
    """Back from the request or the details."""
    await query.answer()
    await _put_back(query, callback_data.order_id, where)


async def _put_back(query: CallbackQuery, order_id: int, where: Here) -> None:
    """The card in its own message."""
    shown = render(await where.api.orders.read(where.actor, order_id), where.look)
    await where.redraw(query, shown.html, shown.keyboard)
