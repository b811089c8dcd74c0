"""What Telegram tells of chats themselves: somebody blocks the bot or comes back, a group gets a new id."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberUpdated, Message

from bot.services.chats import FollowChats


async def on_my_status(event: ChatMemberUpdated, follow_chats: FollowChats) -> None:
    blocked = event.new_chat_member.status == ChatMemberStatus.KICKED
    await follow_chats.blocked(event.chat.id, blocked=blocked)


async def on_migrated(message: Message, follow_chats: FollowChats) -> None:
    if message.migrate_to_chat_id is not None:
        await follow_chats.moved(message.chat.id, message.migrate_to_chat_id)


def build() -> Router:
    router = Router(name="chats")
    router.my_chat_member.register(on_my_status, F.chat.type == ChatType.PRIVATE)
    router.message.register(on_migrated, F.migrate_to_chat_id)
    return router
