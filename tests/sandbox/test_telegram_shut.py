"""Groups that take nothing from the bot any more: topics shut or deleted, the bot muted or out, the group gone."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.telegram.world import GENERAL
from tests.sandbox.telegram_bench import ANNA, GROUP, TelegramBench, button, keyboard

MUTED = "Bad Request: not enough rights to send text messages to the chat"


async def a_forum(telegram: TelegramBench) -> tuple[int, int]:
    forum = await telegram.api("POST", "chats", type="supergroup", title="F", members=[ANNA], is_forum=True)
    topic = await telegram.api("POST", f"chats/{forum['id']}/topics", name="Звонки")
    return forum["id"], topic["message_thread_id"]


async def change(telegram: TelegramBench, forum: int, topic: int, how: str, expect: int = 200) -> Any:
    return await telegram.api("POST", f"chats/{forum}/topics/{topic}", expect, change=how)


async def test_a_closed_topic_takes_no_message_and_no_edit(telegram: TelegramBench) -> None:
    forum, topic = await a_forum(telegram)
    in_topic = {"chat_id": forum, "message_thread_id": topic}
    sent = await telegram.ok("sendMessage", **in_topic, text="x")
    await change(telegram, forum, topic, "close")
    assert await telegram.refusal("sendMessage", **in_topic, text="y") == "Bad Request: TOPIC_CLOSED"
    reply = {"message_id": sent["message_id"]}
    words = await telegram.refusal("sendMessage", chat_id=forum, text="y", reply_parameters=reply)
    assert words == "Bad Request: TOPIC_CLOSED", "a reply goes to the topic of what it answers"
    edit = {"chat_id": forum, "message_id": sent["message_id"], "text": "y"}
    assert await telegram.refusal("editMessageText", **edit) == "Bad Request: TOPIC_CLOSED"
    await telegram.ok("sendMessage", chat_id=forum, text="y")

    await change(telegram, forum, topic, "reopen")
    await telegram.ok("editMessageText", **edit)
    await change(telegram, forum, topic, "close")
    await telegram.api("POST", f"chats/{forum}/bot", status="administrator")
    await telegram.ok("sendMessage", **in_topic, text="y")


async def test_general_may_be_closed_too(telegram: TelegramBench) -> None:
    forum, topic = await a_forum(telegram)
    await change(telegram, forum, GENERAL, "close")
    assert await telegram.refusal("sendMessage", chat_id=forum, text="y") == "Bad Request: TOPIC_CLOSED"
    await telegram.ok("sendMessage", chat_id=forum, message_thread_id=topic, text="y")


async def test_a_deleted_topic_takes_its_messages_along(telegram: TelegramBench) -> None:
    forum, topic = await a_forum(telegram)
    sent = await telegram.ok("sendMessage", chat_id=forum, message_thread_id=topic, text="x")
    await change(telegram, forum, topic, "delete")
    words = await telegram.refusal("sendMessage", chat_id=forum, message_thread_id=topic, text="y")
    assert words == "Bad Request: message thread not found"
    edit = {"chat_id": forum, "message_id": sent["message_id"], "text": "y"}
    assert await telegram.refusal("editMessageText", **edit) == "Bad Request: message to edit not found"


@pytest.mark.parametrize(("topic", "how"), [(99, "close"), (GENERAL, "delete"), (GENERAL, "open")])
async def test_changes_that_cannot_be(telegram: TelegramBench, topic: int, how: str) -> None:
    forum, _ = await a_forum(telegram)
    await change(telegram, forum, topic, how, 404 if topic == 99 else 400)


async def test_a_muted_bot_hears_and_is_silent(telegram: TelegramBench) -> None:
    sent = await telegram.ok("sendMessage", chat_id=GROUP, text="x")
    await telegram.api("POST", f"chats/{GROUP}/bot", status="restricted")
    assert await telegram.refusal("sendMessage", chat_id=GROUP, text="y") == MUTED
    assert await telegram.refusal("editMessageText", chat_id=GROUP, message_id=sent["message_id"], text="y") == MUTED
    await telegram.write(ANNA, "/call 1", GROUP)
    muted, heard = await telegram.updates()
    assert muted["my_chat_member"]["new_chat_member"]["status"] == "restricted"
    assert heard["message"]["text"] == "/call 1"
    me = await telegram.ok("getMe")
    member = await telegram.ok("getChatMember", chat_id=GROUP, user_id=me["id"])
    assert (member["status"], member["can_send_messages"]) == ("restricted", False)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("group", "Forbidden: the group chat was deleted"),
        ("supergroup", "Forbidden: bot was kicked from the supergroup chat"),
    ],
)
async def test_a_group_that_is_deleted(telegram: TelegramBench, kind: str, words: str) -> None:
    group = await telegram.api("POST", "chats", type=kind, title="Смена", members=[ANNA])
    await telegram.api("POST", f"chats/{group['id']}/delete")
    assert await telegram.refusal("sendMessage", chat_id=group["id"], text="y") == words
    await telegram.api("POST", f"chats/{ANNA}/delete", 400)


async def test_of_an_old_message_only_its_number_is_told(telegram: TelegramBench) -> None:
    forum, topic = await a_forum(telegram)
    markup = keyboard([button("Ещё", "again")])
    sent = await telegram.ok("sendMessage", chat_id=forum, message_thread_id=topic, text="x", reply_markup=markup)
    await telegram.press(ANNA, sent["message_id"], forum, data="again", old=True)
    message = (await telegram.updates())[-1]["callback_query"]["message"]
    assert message == {"message_id": sent["message_id"], "date": 0, "chat": sent["chat"]}
    assert message["chat"]["is_forum"] is True
