"""Finding chats and messages for the bot, with Telegram's refusals."""

import time
from typing import Any

from aiogram.types import ChatMemberAdministrator, ChatMemberRestricted
from pydantic import BaseModel

from bot.sandbox.telegram.office import Office
from bot.sandbox.telegram.refusal import RefusalError, bad_request, forbidden
from bot.sandbox.telegram.world import GENERAL, WITHOUT_BOT, Chat, Message

DELETABLE_FOR = 48 * 3600


def _rights(model: type[BaseModel], value: bool) -> dict[str, Any]:
    names = (name for name, field in model.model_fields.items() if field.is_required() and name.startswith("can_"))
    return dict.fromkeys(names, value)


# What a bot or a person who is made an administrator here may do: everything.
ADMINISTRATOR = {
    **_rights(ChatMemberAdministrator, True),
    "can_be_edited": False,
    "is_anonymous": False,
    "can_pin_messages": True,
    "can_manage_topics": True,
}
# One who may not write.
RESTRICTED = {**_rights(ChatMemberRestricted, False), "is_member": True, "until_date": 0}


def chat_member(user: dict[str, Any], status: str) -> dict[str, Any]:
    """https://core.telegram.org/bots/api#chatmember"""
    more: dict[str, dict[str, Any]] = {
        "creator": {"is_anonymous": False},
        "administrator": ADMINISTRATOR,
        "restricted": RESTRICTED,
        "kicked": {"until_date": 0},
    }
    return {"user": user, "status": status, **more.get(status, {})}


def find_chat(office: Office, chat_id: Any) -> Chat:
    """By number or @username. Raises `RefusalError`."""
    world = office.world
    if isinstance(chat_id, str) and chat_id.startswith("@"):
        wanted = chat_id[1:].lower()
        for chat in world.chats.values():
            if chat.username and chat.username.lower() == wanted:
                return _readable(chat)
        raise bad_request("chat not found")
    try:
        found = world.chats.get(int(chat_id))
    except ValueError:
        found = None
    if found is None:
        raise bad_request("chat not found")
    return _readable(found)


def writable_chat(office: Office, chat_id: Any) -> Chat:
    """Raises `RefusalError`: not begun, blocked, left, upgraded, deleted, muted."""
    chat = find_chat(office, chat_id)
    if chat.migrated_to is not None:
        raise RefusalError(
            400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to}
        )
    if chat.is_deleted:
        raise forbidden("the group chat was deleted")
    if chat.bot in WITHOUT_BOT:
        if not chat.is_private:
            raise _not_there(chat)
        if chat.bot == "left":
            raise forbidden("bot can't initiate conversation with a user")
        raise forbidden("bot was blocked by the user")
    if chat.bot == "restricted":
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def open_topic(chat: Chat, thread: int | None) -> None:
    """Raises `RefusalError` where only administrators may write."""
    if (thread or GENERAL) in chat.closed and chat.bot != "administrator":
        raise bad_request("TOPIC_CLOSED")


def find_message(chat: Chat, message_id: int, what: str) -> Message:
    """`what` begins the refusal: «message to edit»."""
    message = chat.messages.get(message_id)
    if message is None or message.deleted:
        raise bad_request(f"{what} not found")
    return message


def editable_message(office: Office, chat_id: Any, message_id: int | None) -> Message:
    """Only the bot's own, never sent with a reply keyboard, not a forward."""
    if chat_id is None:
        raise bad_request("chat_id is empty")
    if message_id is None:
        raise bad_request("message identifier is not specified")
    message = find_message(writable_chat(office, chat_id), message_id, "message to edit")
    if message.sender is not None or message.markup or message.service or message.forward_origin:
        raise bad_request("message can't be edited")
    open_topic(message.chat, message.thread)
    return message


def deletable_message(office: Office, chat_id: Any, message_id: int) -> Message:
    chat = find_chat(office, chat_id)
    message = find_message(chat, message_id, "message to delete")
    strange = message.sender is not None and not chat.is_private and chat.bot != "administrator"
    if strange or message.date < time.time() - DELETABLE_FOR:
        raise bad_request("message can't be deleted")
    return message


def _readable(chat: Chat) -> Chat:
    if chat.type == "supergroup" and chat.bot in WITHOUT_BOT:
        raise _not_there(chat)
    return chat


def _not_there(chat: Chat) -> RefusalError:
    if chat.bot == "kicked":
        return forbidden(f"bot was kicked from the {chat.type} chat")
    return forbidden(f"bot is not a member of the {chat.type} chat")
