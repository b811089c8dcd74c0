"""Telegram's words for a place that takes nothing any more: each has its meaning, and no other refusal has one."""

from __future__ import annotations

import pytest
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramServerError,
)
from aiogram.methods import SendMessage

from bot.ports import Shut
from bot.telegram.refusals import is_deaf, shut_by

METHOD = SendMessage(chat_id=-100, text="x")
REFUSALS = [
    ("Bad Request: message thread not found", Shut.TOPIC),
    ("Bad Request: TOPIC_CLOSED", Shut.TOPIC),
    ("Bad Request: TOPIC_DELETED", Shut.TOPIC),
    ("Forbidden: bot was kicked from the group chat", Shut.REMOVED),
    ("Forbidden: bot was kicked from the supergroup chat", Shut.REMOVED),
    ("Forbidden: bot was kicked from the channel chat", Shut.REMOVED),
    ("Forbidden: bot is not a member of the group chat", Shut.REMOVED),
    ("Forbidden: bot is not a member of the supergroup chat", Shut.REMOVED),
    ("Bad Request: CHANNEL_PRIVATE", Shut.REMOVED),
    ("Forbidden: the group chat was deleted", Shut.GONE),
    ("Bad Request: group chat was deactivated", Shut.GONE),
    ("Bad Request: chat not found", Shut.GONE),
    ("Bad Request: not enough rights to send text messages to the chat", Shut.MUTED),
    ("Forbidden: not enough rights to send text messages to the chat", Shut.MUTED),
    ("Bad Request: have no rights to send a message", Shut.MUTED),
    ("Bad Request: have no write access to the chat", Shut.MUTED),
    ("Bad Request: need administrator rights in the channel chat", Shut.MUTED),
    ("Bad Request: CHAT_WRITE_FORBIDDEN", Shut.MUTED),
    ("Forbidden: CHAT_WRITE_FORBIDDEN", Shut.MUTED),
    ("Bad Request: CHAT_RESTRICTED", Shut.MUTED),
    ("Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", Shut.MUTED),
    ("Bad Request: USER_BANNED_IN_CHANNEL", Shut.MUTED),
    ("Forbidden: something that nobody has met", Shut.MUTED),
    ("Bad Request: can't parse entities: unsupported start tag", None),
    ("Bad Request: message is too long", None),
    ("Bad Request: message to edit not found", None),
    ("Bad Request: message to be replied not found", None),
    ("Bad Request: VOICE_MESSAGES_FORBIDDEN", None),
]


def error(words: str) -> TelegramAPIError:
    kind = TelegramForbiddenError if words.startswith("Forbidden") else TelegramBadRequest
    return kind(METHOD, words)


@pytest.mark.parametrize(("words", "shut"), REFUSALS)
def test_what_a_refusal_says_of_a_group(words: str, shut: Shut | None) -> None:
    assert shut_by(error(words)) is shut


FAULT = "chat not found, says a proxy"


@pytest.mark.parametrize(
    "fault",
    [TelegramServerError(METHOD, FAULT), TelegramNetworkError(METHOD, FAULT), TelegramNotFound(METHOD, FAULT)],
    ids=repr,
)
def test_a_fault_of_telegram_shuts_nothing(fault: TelegramAPIError) -> None:
    assert shut_by(fault) is None


@pytest.mark.parametrize(
    "words",
    [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot can't initiate conversation with a user",
        "Bad Request: chat not found",
        "Bad Request: private chat not found",
    ],
)
def test_people_who_hear_nothing(words: str) -> None:
    assert is_deaf(error(words))


@pytest.mark.parametrize("words", ["Bad Request: TOPIC_CLOSED", "Bad Request: can't parse entities"])
def test_people_who_may_hear_it_yet(words: str) -> None:
    assert not is_deaf(error(words))
