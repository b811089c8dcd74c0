"""What several conversations do alike."""

from __future__ import annotations

from aiogram import Bot
from aiogram_dialog import DialogManager

from bot.domain.orders import Place
from bot.domain.views import OrderView
from bot.services.callbacks import Watching
from bot.services.draft_orders import Press
from bot.telegram.cards import render
from bot.telegram.look import Look


async def send_card(manager: DialogManager, view: OrderView) -> None:
    """The order's card as a new message, which follows the order from now on.

    The bot may die in between: then the card stays as it was sent, and its buttons still tell the truth.
    """
    data = manager.middleware_data
    bot: Bot = data["bot"]
    place: Place = data["place"]
    look: Look = data["look"]
    if view.is_repeated:
        await data["show_draft"](data["actor"], Press(view.order.id, place, None, look.tr.locale))
        return
    card = render(view, look)
    sent = await bot.send_message(
        place.chat_id, card.html, message_thread_id=place.thread_id, reply_markup=card.keyboard
    )
    await data["watch_draft"](data["actor"], Watching(view.order, place, sent.message_id, look.tr.locale))
