"""Sending, editing, deleting, and what Telegram refuses there."""

from typing import Any

import pytest

from tests.sandbox.telegram_bench import ANNA, GROUP, OLEG, TelegramBench, button, keyboard

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
REPLY_KEYBOARD = {"keyboard": [[{"text": "Да"}]]}


async def test_the_bot_cannot_write_first(telegram: TelegramBench) -> None:
    words = "Forbidden: bot can't initiate conversation with a user"
    assert await telegram.refusal("sendMessage", chat_id=ANNA, text="x") == words
    await telegram.begun()
    assert (await telegram.ok("sendMessage", chat_id=ANNA, text="x"))["text"] == "x"


async def test_a_blocked_bot(telegram: TelegramBench) -> None:
    await telegram.begun()
    await telegram.api("POST", f"people/{ANNA}/block", blocked=True)
    words = "Forbidden: bot was blocked by the user"
    assert await telegram.refusal("sendMessage", chat_id=ANNA, text="x") == words
    await telegram.write(ANNA, "/start")
    kinds = [next(kind for kind in update if kind != "update_id") for update in await telegram.updates()]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]
    await telegram.ok("sendMessage", chat_id=ANNA, text="x")


async def test_an_unchanged_edit_is_refused(telegram: TelegramBench) -> None:
    await telegram.begun()
    markup = keyboard([button("A")])
    sent = await telegram.ok("sendMessage", chat_id=ANNA, text="<b>x</b>", parse_mode="HTML", reply_markup=markup)
    place = {"chat_id": ANNA, "message_id": sent["message_id"]}
    same = {"text": " <b>x</b> ", "parse_mode": "HTML", "reply_markup": markup}
    assert await telegram.refusal("editMessageText", **place, **same) == NOT_MODIFIED
    assert await telegram.refusal("editMessageReplyMarkup", **place, reply_markup=markup) == NOT_MODIFIED
    edited = await telegram.ok("editMessageText", **place, text="x", reply_markup=markup)
    assert "entities" not in edited
    assert edited["edit_date"] >= sent["date"]
    assert "reply_markup" not in await telegram.ok("editMessageText", **place, text="x")


async def test_the_transcript_keeps_every_version(telegram: TelegramBench) -> None:
    await telegram.begun()
    sent = await telegram.ok("sendMessage", chat_id=ANNA, text="Звоню", reply_markup=keyboard([button("Стоп")]))
    for text in ("<b>Ответил</b>", "Готово"):
        place = {"chat_id": ANNA, "message_id": sent["message_id"]}
        await telegram.ok("editMessageText", **place, text=text, parse_mode="HTML")
    shown = (await telegram.transcript(ANNA))[-1]
    assert shown["html"] == shown["text"] == "Готово"
    assert shown["original"]["html"] == "Звоню"
    assert shown["original"]["buttons"] == [[{"text": "Стоп", "data": "x"}]]
    assert [edit["html"] for edit in shown["edits"]] == ["<b>Ответил</b>", "Готово"]
    assert shown["original"]["at"] <= shown["edits"][0]["at"] <= shown["edits"][1]["at"]


async def test_what_cannot_be_edited(telegram: TelegramBench) -> None:
    theirs = await telegram.write(ANNA, "/start")
    cannot = "Bad Request: message can't be edited"
    edit = {"chat_id": ANNA, "text": "y"}
    assert await telegram.refusal("editMessageText", **edit, message_id=theirs["message_id"]) == cannot
    for markup in (REPLY_KEYBOARD, {"remove_keyboard": True}, {"force_reply": True}):
        sent = await telegram.ok("sendMessage", chat_id=ANNA, text="x", reply_markup=markup)
        assert await telegram.refusal("editMessageText", **edit, message_id=sent["message_id"]) == cannot
    words = await telegram.refusal("editMessageText", **edit, message_id=10_000)
    assert words == "Bad Request: message to edit not found"
    sent = await telegram.ok("sendMessage", chat_id=ANNA, text="x")
    place = {"chat_id": ANNA, "message_id": sent["message_id"]}
    words = await telegram.refusal("editMessageText", **place, text="y", reply_markup=REPLY_KEYBOARD)
    assert words == "Bad Request: inline keyboard expected"
    words = await telegram.refusal("editMessageCaption", **place, caption="y")
    assert words == "Bad Request: there is no caption in the message to edit"


async def test_deleting(telegram: TelegramBench) -> None:
    theirs = await telegram.write(ANNA, "/start")
    sent = await telegram.ok("sendMessage", chat_id=ANNA, text="x")
    for message_id in (sent["message_id"], theirs["message_id"]):
        assert await telegram.ok("deleteMessage", chat_id=ANNA, message_id=message_id) is True
        words = await telegram.refusal("deleteMessage", chat_id=ANNA, message_id=message_id)
        assert words == "Bad Request: message to delete not found"
        words = await telegram.refusal("editMessageText", chat_id=ANNA, message_id=message_id, text="y")
        assert words == "Bad Request: message to edit not found"
    assert [message["deleted"] for message in await telegram.transcript(ANNA)] == [True, True]
    others = await telegram.write(ANNA, "x", GROUP)
    words = await telegram.refusal("deleteMessage", chat_id=GROUP, message_id=others["message_id"])
    assert words == "Bad Request: message can't be deleted"


async def test_replies(telegram: TelegramBench) -> None:
    theirs = await telegram.write(ANNA, "/start")
    reply = {"message_id": theirs["message_id"]}
    sent = await telegram.ok("sendMessage", chat_id=ANNA, text="x", reply_parameters=reply)
    assert sent["reply_to_message"]["text"] == "/start"
    lost = {"message_id": 999}
    words = await telegram.refusal("sendMessage", chat_id=ANNA, text="x", reply_parameters=lost)
    assert words == "Bad Request: message to be replied not found"
    lost["allow_sending_without_reply"] = True
    sent = await telegram.ok("sendMessage", chat_id=ANNA, text="x", reply_parameters=lost)
    assert "reply_to_message" not in sent


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (keyboard([button("x", "ж" * 33)]), "BUTTON_DATA_INVALID"),
        (keyboard([button(str(n)) for n in range(9)]), "reply markup is too long"),
        (keyboard(*[[button(str(n))] for n in range(101)]), "reply markup is too long"),
        (keyboard([{"text": "x"}]),
         "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (keyboard([button("x", "")]),
         "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (keyboard([{"text": "x", "url": "not a link"}]),
         "inline keyboard button URL 'not a link' is invalid: Disallowed character in URL host"),
        ({"inline_keyboard": [button("x")]},
         'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    ],
)  # fmt: skip
async def test_keyboards_that_are_refused(telegram: TelegramBench, markup: dict[str, Any], words: str) -> None:
    await telegram.begun()
    refusal = await telegram.refusal("sendMessage", chat_id=ANNA, text="x", reply_markup=markup)
    assert refusal == f"Bad Request: {words}"


async def test_the_largest_keyboard_passes(telegram: TelegramBench) -> None:
    await telegram.begun()
    markup = keyboard(*[[button(str(n), "ж" * 32) for n in range(8)] for _ in range(12)])
    sent = await telegram.ok("sendMessage", chat_id=ANNA, text="x", reply_markup=markup)
    assert sent["reply_markup"] == markup


async def test_a_reply_keyboard_is_shown_and_taken_away(telegram: TelegramBench) -> None:
    await telegram.begun()
    contact = {"keyboard": [["Нет", {"text": "Номер", "request_contact": True}]], "resize_keyboard": True}
    await telegram.ok("sendMessage", chat_id=ANNA, text="x", reply_markup=contact)

    async def shown() -> Any:
        chats = (await telegram.api("GET", "state"))["chats"]
        return next(chat["reply_keyboard"] for chat in chats if chat["id"] == ANNA)

    assert (await shown())["keyboard"][0][0] == {"text": "Нет"}
    await telegram.ok("sendMessage", chat_id=ANNA, text="x", reply_markup={"remove_keyboard": True})
    assert await shown() is None
    words = await telegram.refusal("sendMessage", chat_id=GROUP, text="x", reply_markup=contact)
    assert words == "Bad Request: phone number can be requested in private chats only"


async def test_copying_forwarding_and_reacting(telegram: TelegramBench) -> None:
    await telegram.begun(OLEG)
    theirs = await telegram.write(ANNA, "/start")
    source = {"chat_id": OLEG, "from_chat_id": ANNA, "message_id": theirs["message_id"]}
    assert (await telegram.ok("forwardMessage", **source))["forward_origin"]["sender_user"]["id"] == ANNA
    assert set(await telegram.ok("copyMessage", **source)) == {"message_id"}
    source["message_id"] = 999
    assert await telegram.refusal("copyMessage", **source) == "Bad Request: message to copy not found"
    assert await telegram.refusal("forwardMessage", **source) == "Bad Request: message to forward not found"
    target = {"chat_id": ANNA, "message_id": theirs["message_id"]}
    await telegram.ok("setMessageReaction", **target, reaction=[{"type": "emoji", "emoji": "👍"}])
    words = await telegram.refusal("setMessageReaction", **target, reaction=[{"type": "emoji", "emoji": "🦖"}])
    assert words == "Bad Request: REACTION_INVALID"
    assert (await telegram.transcript(ANNA))[0]["reactions"] == ["👍"]


async def test_flood_limits(telegram: TelegramBench) -> None:
    await telegram.begun()
    await telegram.api("POST", "telegram/settings", limits=True)
    for _ in range(3):
        await telegram.ok("sendMessage", chat_id=ANNA, text="x")
    status, answer = await telegram.call("sendMessage", chat_id=ANNA, text="x")
    assert status == 429
    assert answer["description"] == "Too Many Requests: retry after 1"
    assert answer["parameters"] == {"retry_after": 1}
    await telegram.ok("sendMessage", chat_id=GROUP, text="x")
    await telegram.api("POST", "telegram/settings", limits=False)
    for _ in range(40):
        await telegram.ok("sendMessage", chat_id=ANNA, text="x")
