"""The buttons that choose among an order's numbers."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery, InaccessibleMessage, Message

from bot.domain.access import Person
from bot.domain.orders import Place
from bot.services.callees import Pick, PickCallees
from bot.telegram.presses import CalleePress
from bot.telegram.texts import Translation


async def on_pick(
    query: CallbackQuery,
    callback_data: CalleePress,
    card: Message | InaccessibleMessage,
    actor: Person,
    place: Place,
    tr: Translation,
    pick_callees: PickCallees,
) -> None:
    data = callback_data
    await pick_callees(actor, Pick(data.order_id, place, card.message_id, tr.locale, data.index, data.on))
    await query.answer()


def build() -> Router:
    router = Router(name="callees")
    router.callback_query.register(on_pick, CalleePress.filter(), F.message.as_("card"))
    return router
