"""Groups that are upgraded, divided into topics, joined and left; command menus."""

from typing import Any

from tests.sandbox.telegram_bench import ANNA, GROUP, JOHN, MARIA, OLEG, TelegramBench


async def test_a_group_becomes_a_supergroup(telegram: TelegramBench) -> None:
    group = await telegram.api("POST", "chats", type="group", title="Смена", members=[ANNA, OLEG])
    await telegram.ok("sendMessage", chat_id=group["id"], text="x")
    new = (await telegram.api("POST", f"chats/{group['id']}/migrate"))["id"]
    assert new < -1_000_000_000_000
    status, answer = await telegram.call("sendMessage", chat_id=group["id"], text="x")
    assert (status, answer["description"]) == (400, "Bad Request: group chat was upgraded to a supergroup chat")
    assert answer["parameters"] == {"migrate_to_chat_id": new}
    await telegram.ok("sendMessage", chat_id=new, text="x")
    joined, old, fresh = await telegram.updates()
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert old["message"]["migrate_to_chat_id"] == new
    assert (fresh["message"]["chat"]["id"], fresh["message"]["migrate_from_chat_id"]) == (new, group["id"])
    await telegram.api("POST", f"chats/{GROUP}/migrate", expect=400)


async def test_topics_are_kept(telegram: TelegramBench) -> None:
    forum = await telegram.api("POST", "chats", type="supergroup", title="F", members=[ANNA], is_forum=True)
    topic = (await telegram.api("POST", f"chats/{forum['id']}/topics", name="Звонки"))["message_thread_id"]
    assert (await telegram.updates())[-1]["message"]["message_thread_id"] == topic
    sent = await telegram.ok("sendMessage", chat_id=forum["id"], text="x", message_thread_id=topic)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic, True)
    await telegram.write(ANNA, "/call 1", forum["id"], thread=topic)
    assert (await telegram.updates())[-1]["message"]["message_thread_id"] == topic
    reply = {"message_id": sent["message_id"]}
    sent = await telegram.ok("sendMessage", chat_id=forum["id"], text="x", reply_parameters=reply)
    assert sent["message_thread_id"] == topic
    words = await telegram.refusal("sendMessage", chat_id=forum["id"], text="x", message_thread_id=99)
    assert words == "Bad Request: message thread not found"


async def test_members(telegram: TelegramBench) -> None:
    member = {"chat_id": GROUP, "user_id": MARIA}
    assert (await telegram.ok("getChatMember", **member))["status"] == "member"
    await telegram.api("POST", f"chats/{GROUP}/members", person=MARIA, status="left")
    assert (await telegram.ok("getChatMember", **member))["status"] == "left"
    assert (await telegram.updates())[-1]["message"]["left_chat_member"]["id"] == MARIA
    path = f"chats/{GROUP}/messages"
    await telegram.api("POST", path, expect=400, **{"from": MARIA, "text": "x"})
    await telegram.api("POST", f"chats/{GROUP}/members", person=OLEG, status="administrator")
    (administrator,) = await telegram.ok("getChatAdministrators", chat_id=GROUP)
    assert (administrator["user"]["id"], administrator["can_delete_messages"]) == (OLEG, True)


async def test_chats_are_described(telegram: TelegramBench) -> None:
    assert (await telegram.ok("getChat", chat_id=GROUP))["title"] == "Поддержка"
    assert await telegram.refusal("getChat", chat_id=ANNA) == "Bad Request: chat not found"
    await telegram.begun()
    assert (await telegram.ok("getChat", chat_id=ANNA))["first_name"] == "Анна"
    words = await telegram.refusal("sendChatAction", chat_id=ANNA, action="dancing")
    assert words == "Bad Request: wrong parameter action in request"
    assert await telegram.ok("sendChatAction", chat_id=ANNA, action="typing") is True


async def test_command_menus_by_scope_and_language(telegram: TelegramBench) -> None:
    def commands(*names: str) -> list[dict[str, str]]:
        return [{"command": name, "description": f"Про {name}"} for name in names]

    await telegram.begun()
    await telegram.ok("setMyCommands", commands=commands("help"))
    await telegram.ok("setMyCommands", commands=commands("call"), language_code="ru")
    scope = {"type": "chat", "chat_id": ANNA}
    await telegram.ok("setMyCommands", commands=commands("users", "call"), scope=scope)
    menus = (await telegram.api("GET", "state"))["commands"]

    def menu(chat: int, person: int) -> list[str]:
        return [command["command"] for command in menus[str(chat)][str(person)]]

    assert menu(ANNA, ANNA) == ["users", "call"]
    assert menu(OLEG, OLEG) == menu(GROUP, ANNA) == ["call"]
    assert menu(JOHN, JOHN) == ["help"]
    assert await telegram.ok("getMyCommands", scope=scope) == commands("users", "call")
    await telegram.ok("deleteMyCommands", scope=scope)
    assert await telegram.ok("getMyCommands", scope=scope) == []


async def test_commands_that_are_refused(telegram: TelegramBench) -> None:
    async def refusal(command: str, description: str, **more: Any) -> str:
        given = [{"command": command, "description": description}]
        return await telegram.refusal("setMyCommands", commands=given, **more)

    assert await refusal("Call", "x") == "Bad Request: BOT_COMMAND_INVALID"
    assert await refusal("звонок", "x") == "Bad Request: BOT_COMMAND_INVALID"
    assert await refusal("c" * 33, "x") == "Bad Request: command length must not exceed 32"
    assert await refusal("call", " ") == "Bad Request: command description must be non-empty"
    assert await refusal("call", "x" * 257) == "Bad Request: command description length must not exceed 256"
    assert await refusal("call", "x", scope={"type": "chat", "chat_id": 5}) == "Bad Request: chat not found"
    many = [{"command": f"c{number}", "description": "x"} for number in range(101)]
    assert await telegram.refusal("setMyCommands", commands=many) == "Bad Request: BOT_COMMANDS_TOO_MUCH"


async def test_names(telegram: TelegramBench) -> None:
    await telegram.ok("setMyName", name="Ringer", language_code="en")
    assert await telegram.ok("getMyName", language_code="en") == {"name": "Ringer"}
    assert await telegram.ok("getMyName") == {"name": "Звонарь"}
    await telegram.ok("setMyShortDescription", short_description="Звонит")
    assert await telegram.ok("getMyShortDescription") == {"short_description": "Звонит"}
    assert "INVALID" in await telegram.refusal("setMyName", name="x" * 65)
