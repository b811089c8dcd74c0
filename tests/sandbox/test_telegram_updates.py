"""How updates reach the bot: polling, presses, repetitions, conflicts."""

import asyncio
from typing import Any

from tests.sandbox.telegram_bench import ANNA, GROUP, OLEG, PATIENCE, TelegramBench, button, keyboard

OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


async def test_a_long_poll_wakes_with_the_message(telegram: TelegramBench) -> None:
    task = asyncio.create_task(telegram.updates(timeout=30))
    sent = await telegram.write(ANNA, "/call +7 999 123-45-67")
    (update,) = await asyncio.wait_for(task, PATIENCE)
    assert update["update_id"] == sent["update_id"]
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 5}]
    assert update["message"]["from"]["language_code"] == "ru"


async def test_offset_confirms(telegram: TelegramBench) -> None:
    numbers = [(await telegram.write(ANNA, str(number)))["update_id"] for number in range(5)]
    assert numbers == sorted(set(numbers))
    assert [update["message"]["text"] for update in await telegram.updates(limit=2)] == ["0", "1"]
    assert len(await telegram.updates()) == 5
    assert [update["update_id"] for update in await telegram.updates(numbers[3])] == numbers[3:]
    assert [update["update_id"] for update in await telegram.updates(-1)] == numbers[4:]
    assert await telegram.updates(numbers[4] + 1) == []


async def test_a_second_long_poll_ends_the_first(telegram: TelegramBench) -> None:
    polls = {asyncio.create_task(telegram.call("getUpdates", timeout=30)) for _ in range(2)}
    (ended,), (waiting,) = await asyncio.wait(polls, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
    status, answer = ended.result()
    assert (status, answer["description"]) == (409, OTHER)
    await telegram.write(ANNA, "x")
    assert (await asyncio.wait_for(waiting, PATIENCE))[0] == 200


async def test_allowed_updates(telegram: TelegramBench) -> None:
    await telegram.updates(allowed_updates=["callback_query"])
    assert (await telegram.write(ANNA, "x"))["update_id"] is None
    await telegram.updates(allowed_updates=[])
    assert (await telegram.write(ANNA, "x"))["update_id"] is not None


async def test_what_a_webhook_did_not_take_waits_in_its_order(telegram: TelegramBench) -> None:
    await telegram.ok("setWebhook", url="https://localhost:8443/nobody")
    sent = [(await telegram.write(ANNA, str(number)))["update_id"] for number in range(3)]
    await telegram.ok("deleteWebhook")
    assert [update["update_id"] for update in await telegram.updates()] == sent


async def test_an_update_is_repeated_once(telegram: TelegramBench) -> None:
    sent = await telegram.write(ANNA, "x")
    following = sent["update_id"] + 1
    assert await telegram.updates(following) == []
    await telegram.api("POST", "updates/repeat", update_id=sent["update_id"])
    (again,) = await telegram.updates(following)
    assert again["update_id"] == sent["update_id"]
    assert await telegram.updates(following) == []
    await telegram.api("POST", "updates/repeat", update_id=5, expect=404)


async def test_a_press_and_its_answer(telegram: TelegramBench) -> None:
    await telegram.begun()
    markup = keyboard([button("📞 Позвонить ещё", "again"), button("📞 Позвонить", "call")])
    sent = await telegram.ok("sendMessage", chat_id=ANNA, text="x", reply_markup=markup)
    press = asyncio.create_task(telegram.press(ANNA, sent["message_id"], label="Позвонить", wait=PATIENCE))
    (update,) = await telegram.updates(timeout=PATIENCE)
    query = update["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("call", ANNA, "x")
    answer = {"callback_query_id": query["id"], "text": "Звоню", "show_alert": True}
    assert await telegram.ok("answerCallbackQuery", **answer) is True
    assert (await press)["answer"] == {"text": "Звоню", "show_alert": True}
    assert await telegram.ok("answerCallbackQuery", callback_query_id=query["id"]) is True


async def test_presses_that_cannot_be(telegram: TelegramBench) -> None:
    await telegram.begun()
    markup = keyboard([{"text": "Сайт", "url": "https://example.com/"}])
    sent = await telegram.ok("sendMessage", chat_id=ANNA, text="x", reply_markup=markup)
    path = f"chats/{ANNA}/messages/{sent['message_id']}/press"
    refused = await telegram.api("POST", path, expect=404, **{"from": ANNA, "label": "Нет"})
    assert "Сайт" in refused["error"]
    await telegram.api("POST", path, expect=400, **{"from": ANNA, "label": "Сайт"})
    await telegram.api("POST", path, expect=400, **{"from": OLEG, "label": "Сайт"})


async def test_answers_to_presses_that_are_refused(telegram: TelegramBench) -> None:
    await telegram.begun()
    sent = await telegram.ok("sendMessage", chat_id=ANNA, text="x", reply_markup=keyboard([button("A", "a")]))
    press = await telegram.press(ANNA, sent["message_id"], data="a")
    known = {"callback_query_id": press["callback_query_id"]}
    assert press["answer"] is None
    assert await telegram.refusal("answerCallbackQuery", **known, text="x" * 201) == "Bad Request: MESSAGE_TOO_LONG"
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await telegram.refusal("answerCallbackQuery", callback_query_id="1") == old
    await telegram.api("POST", "telegram/settings", callback_lifetime=0)
    assert await telegram.refusal("answerCallbackQuery", **known) == old


async def test_privacy_mode(telegram: TelegramBench) -> None:
    ours = await telegram.ok("sendMessage", chat_id=GROUP, text="x")

    async def seen(text: str, **more: Any) -> bool:
        return (await telegram.write(ANNA, text, GROUP, **more))["update_id"] is not None

    assert not await seen("Всем привет")
    assert not await seen("/call@other_bot 1")
    assert not await seen("@anna, посмотри")
    assert await seen("/call 1")
    assert await seen("скажи /call@zvonar_demo_bot 1")
    assert await seen("@Zvonar_Demo_Bot, позвони")
    assert await seen("да", reply_to=ours["message_id"])
    await telegram.api("POST", f"chats/{GROUP}/bot", status="administrator")
    assert await seen("Всем привет")
    await telegram.api("POST", f"chats/{GROUP}/bot", status="kicked")
    assert not await seen("/call 1")
    words = await telegram.refusal("sendMessage", chat_id=GROUP, text="x")
    assert words == "Forbidden: bot was kicked from the supergroup chat"


async def test_contacts_voices_and_edits_of_people(telegram: TelegramBench) -> None:
    contact = {"phone_number": "+79991234500", "first_name": "Пётр", "user_id": ANNA}
    await telegram.write(ANNA, "", contact=contact)
    voice = {"data": "T2dnUw==", "mime": "audio/ogg", "duration": 3}
    await telegram.write(ANNA, "", voice=voice)
    sent = await telegram.write(ANNA, "было")
    path = f"chats/{ANNA}/messages/{sent['message_id']}/edit"
    await telegram.api("POST", path, 200, **{"from": ANNA, "text": "стало"})
    first, second, _, edited = await telegram.updates()
    assert first["message"]["contact"] == contact
    assert second["message"]["voice"]["duration"] == 3
    assert edited["edited_message"]["text"] == "стало"
    stored = await telegram.ok("getFile", file_id=second["message"]["voice"]["file_id"])
    url = telegram.url(stored["file_path"]).replace("/telegram/bot", "/telegram/file/bot")
    async with telegram.http.get(url) as answer:
        assert await answer.read() == b"OggS"


async def test_deep_links(telegram: TelegramBench) -> None:
    path = f"chats/{ANNA}/start"
    await telegram.api("POST", path, 200, **{"from": ANNA, "payload": "invite_Ab-1"})
    assert (await telegram.updates())[0]["message"]["text"] == "/start invite_Ab-1"
    for payload in ("", "x" * 65, "при вет", "a=b"):
        await telegram.api("POST", path, 400, **{"from": ANNA, "payload": payload})


async def test_what_an_app_would_send_in_parts(telegram: TelegramBench) -> None:
    await telegram.write(ANNA, "x" * 4096)
    await telegram.api("POST", f"chats/{ANNA}/messages", 400, **{"from": ANNA, "text": "x" * 4097})
