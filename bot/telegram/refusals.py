"""What it means when Telegram refuses to write in a chat."""

from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError, TelegramNotFound

from bot.ports import Shut

_SHUT_WORDS: dict[Shut, tuple[str, ...]] = {
    Shut.TOPIC: (
        "message thread not found",  # Bot API server; a deleted topic
        "topic_closed",  # MTProto
        "topic_deleted",  # MTProto
        "topic_id_invalid",  # MTProto
    ),
    Shut.GONE: (
        "the group chat was deleted",  # Bot API server, a plain group
        "group chat was deactivated",  # the same, as it was worded before
        "chat not found",  # Bot API server
        "chat_id_invalid",  # MTProto
        "peer_id_invalid",  # MTProto
    ),
    Shut.REMOVED: (
        "bot was kicked from",  # Bot API server: «the group chat», «the supergroup chat», «the channel chat»
        "bot is not a member of",  # Bot API server, the same three
        "channel_private",  # MTProto
        "chat_guest_send_forbidden",  # MTProto: only members write
    ),
    Shut.MUTED: (
        "not enough rights to send",  # TDLib: «… text messages to the chat»
        "have no rights to send",  # TDLib
        "have no write access",  # TDLib
        "need administrator rights in the channel",  # TDLib
        "chat_write_forbidden",  # MTProto
        "chat_send_plain_forbidden",  # MTProto
        "chat_restricted",  # MTProto
        "chat_admin_required",  # MTProto
        "user_banned_in_channel",  # MTProto
    ),
}
"""How Telegram words it that nothing can be written in a chat any more.

Sources. The Bot API server: `check_chat_access`, `check_message_topic` in Client.cpp of tdlib/telegram-bot-api; its
`fail_query_with_error` makes a 400 of a 403 of the MTProto server, so codes in capitals come as «Bad Request».
TDLib: «not enough rights to send …», «have no rights …», «have no write access …».
MTProto: core.telegram.org/method/messages.sendMessage and messages.editMessage list the codes in capitals.
"""


def shut_by(error: TelegramAPIError) -> Shut | None:
    """Why the group takes no message any more. None when it may still take this one.

    Any other 403 of Telegram's means that the bot may not write to the group.
    """
    if not isinstance(error, TelegramBadRequest | TelegramForbiddenError):
        return None
    said = error.message.lower()
    for shut, wordings in _SHUT_WORDS.items():
        if any(words in said for words in wordings):
            return shut
    return Shut.MUTED if isinstance(error, TelegramForbiddenError) else None


def is_deaf(error: TelegramAPIError) -> bool:
    """The person of this private chat blocked the bot, never began it, or is gone."""
    if isinstance(error, TelegramBadRequest):
        return shut_by(error) is Shut.GONE
    return isinstance(error, TelegramForbiddenError | TelegramNotFound)
