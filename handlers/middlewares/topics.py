"""The topic of a message too old for Telegram to tell of: what answers its button goes where its card stands."""

from __future__ import annotations

from typing import TypeVar

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InaccessibleMessage, Update

# The only inaccessible message whose topic aiogram-dialog believes: a dialog begun under it stays in the topic.
from aiogram_dialog.context.intent_middleware import InaccessibleBusinessMessage

from bot.services.chats import Chats
from bot.telegram.presses import CallPress, OrderPress

P = TypeVar("P", bound=CallbackData)


async def topic_of_old(event: Update, chats: Chats) -> int | None:
    """None unless a button of an order, or of a call, was pressed under such a message in a forum's topic."""
    query = event.callback_query
    if query is None or not isinstance(query.message, InaccessibleMessage) or not query.message.chat.is_forum:
        return None
    chat_id, message_id = query.message.chat.id, query.message.message_id
    if order := _read(OrderPress, query.data):
        return await chats.topic_of_order(chat_id, message_id, order.order_id)
    if call := _read(CallPress, query.data):
        return await chats.topic_of_call(chat_id, message_id, call.call_id)
    return None


def stands_in(event: Update, topic: int) -> Update:
    """The same update, its message known to stand in this topic."""
    query = event.callback_query
    if query is None or query.message is None:
        return event
    message = InaccessibleBusinessMessage(
        chat=query.message.chat,
        message_id=query.message.message_id,
        message_thread_id=topic,
        is_topic_message=True,
    )
    return event.model_copy(update={"callback_query": query.model_copy(update={"message": message})})


def _read(kind: type[P], data: str | None) -> P | None:
    try:
        return kind.unpack(data or "")
    except (TypeError, ValueError):
        return None
