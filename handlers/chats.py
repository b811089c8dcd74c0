"""What Telegram tells of chats themselves: a group gets a new id."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import Message

from bot.services.chats import Chats


async def on_migrated(message: Message, chats: Chats) -> None:
    if message.migrate_to_chat_id is not None:
        await chats.moved(message.chat.id, message.migrate_to_chat_id)


def build() -> Router:
    router = Router(name="chats")
    router.message.register(on_migrated, F.migrate_to_chat_id)
    return router
