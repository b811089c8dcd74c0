"""Messages that people forward and delete: what the bot hears of it, and what it may still do with them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import MessageOriginHiddenUser, MessageOriginUser, Update

from tests.sandbox.telegram_bench import ANNA, GROUP, MARIA, OLEG, TelegramBench, button, keyboard

TEXT = "Перезвоните @oleg, 8 999 123-45-67"
CONTACT = {"phone_number": "79991234567", "first_name": "Ivan"}
VOICE = {"data": "T2dnUw==", "mime": "audio/ogg", "duration": 3}
DOCUMENT = {"data": "eA==", "name": "a.csv", "mime": "text/csv"}


async def forward(
    telegram: TelegramBench, person: int, message: int, source: int, to: int, expect: int = 200, **more: Any
) -> Any:
    path = f"chats/{source}/messages/{message}/forward"
    return await telegram.api("POST", path, expect, **{"from": person}, to=to, **more)


async def delete(telegram: TelegramBench, person: int, message: int, chat: int, expect: int = 200) -> Any:
    return await telegram.api("POST", f"chats/{chat}/messages/{message}/delete", expect, **{"from": person})


async def told(telegram: TelegramBench) -> dict[str, Any]:
    """The newest message, as aiogram understands it."""
    update = (await telegram.updates())[-1]
    Update.model_validate(update)
    message: dict[str, Any] = update["message"]
    return message


async def test_a_forwarded_message_is_a_new_one_with_its_first_author(telegram: TelegramBench) -> None:
    written = await telegram.write(OLEG, TEXT, GROUP)
    sent = await forward(telegram, ANNA, written["message_id"], GROUP, ANNA)
    message = await told(telegram)
    assert (message["message_id"], message["from"]["id"], message["chat"]["id"]) == (sent["message_id"], ANNA, ANNA)
    assert (message["text"], message["entities"][0]["type"]) == (TEXT, "mention")
    origin = MessageOriginUser.model_validate(message["forward_origin"])
    first = (await telegram.transcript(GROUP))[-1]
    assert (origin.sender_user.id, origin.date) == (OLEG, datetime.fromtimestamp(first["date"], UTC))
    assert "edit_date" not in message


async def test_a_forward_of_a_forward_names_the_first_author(telegram: TelegramBench) -> None:
    written = await telegram.write(OLEG, TEXT, GROUP)
    sent = await forward(telegram, ANNA, written["message_id"], GROUP, ANNA)
    await forward(telegram, ANNA, sent["message_id"], ANNA, ANNA)
    assert (await told(telegram))["forward_origin"]["sender_user"]["id"] == OLEG
    shown = (await telegram.transcript(ANNA))[-1]
    assert (shown["from"]["id"], shown["forward_origin"]["sender_user"]["first_name"]) == (ANNA, "Олег")


async def test_who_hides_their_account_is_told_by_name(telegram: TelegramBench) -> None:
    shy: dict[str, Any] = {"id": 5001, "first_name": "Пётр", "last_name": "Ильин", "hides_forwards": True}
    await telegram.api("POST", "people", **shy)
    await telegram.api("POST", f"chats/{GROUP}/members", person=5001)
    written = await telegram.write(5001, TEXT, GROUP)
    await forward(telegram, ANNA, written["message_id"], GROUP, ANNA)
    message = await told(telegram)
    assert MessageOriginHiddenUser.model_validate(message["forward_origin"]).sender_user_name == "Пётр Ильин"
    assert "5001" not in str(message)
    reply = {"reply_to": written["message_id"], "reply_to_chat": GROUP}
    await telegram.write(ANNA, "/call", **reply)
    assert (await told(telegram))["external_reply"]["origin"]["type"] == "hidden_user"


@pytest.mark.parametrize(
    ("kind", "sent"), [("contact", CONTACT), ("voice", VOICE), ("document", DOCUMENT), ("audio", VOICE)]
)
async def test_what_is_attached_goes_along(telegram: TelegramBench, kind: str, sent: dict[str, Any]) -> None:
    caption = {} if kind == "contact" else {"caption": TEXT}
    written = await telegram.write(OLEG, "", GROUP, **{kind: sent}, **caption)
    await telegram.api("POST", f"chats/{GROUP}/bot", status="administrator")
    await forward(telegram, OLEG, written["message_id"], GROUP, OLEG)
    message = await told(telegram)
    assert message.get("caption") == caption.get("caption")
    if kind == "contact":
        assert message["contact"] == CONTACT
    else:
        assert await telegram.ok("getFile", file_id=message[kind]["file_id"])


async def test_a_card_goes_without_its_buttons_and_its_reply(telegram: TelegramBench) -> None:
    await telegram.begun()
    asked = await telegram.write(ANNA, "/call")
    card = await telegram.ok(
        "sendMessage",
        chat_id=ANNA,
        text="<b>Карточка</b>",
        parse_mode="HTML",
        reply_markup=keyboard([button("A", "a")]),
        reply_to_message_id=asked["message_id"],
    )
    sent = await forward(telegram, ANNA, card["message_id"], ANNA, GROUP)
    assert sent["update_id"] is None, "in a group it addresses nobody"
    sent = await forward(telegram, ANNA, card["message_id"], ANNA, ANNA)
    message = await told(telegram)
    assert message["forward_origin"]["sender_user"] == await bot_of(telegram)
    assert message["entities"][0]["type"] == "bold"
    assert not message.keys() & {"reply_markup", "reply_to_message"}
    assert (await telegram.transcript(ANNA))[-1]["buttons"] == []
    pressed = {"from": ANNA, "data": "a"}
    await telegram.api("POST", f"chats/{ANNA}/messages/{sent['message_id']}/press", 404, **pressed)


async def bot_of(telegram: TelegramBench) -> dict[str, Any]:
    me = await telegram.ok("getMe")
    return {name: me[name] for name in ("id", "is_bot", "first_name", "username")}


async def test_what_nobody_forwards(telegram: TelegramBench) -> None:
    await telegram.begun()
    closed = await telegram.ok("sendMessage", chat_id=ANNA, text="x", protect_content=True)
    await forward(telegram, ANNA, closed["message_id"], ANNA, GROUP, 400)
    await telegram.api("POST", f"chats/{GROUP}/members", person=MARIA, status="left")
    service = (await telegram.transcript(GROUP))[-1]
    await forward(telegram, ANNA, service["message_id"], GROUP, ANNA, 400)
    private = await telegram.write(OLEG, TEXT)
    await forward(telegram, ANNA, private["message_id"], OLEG, ANNA, 400)
    await forward(telegram, OLEG, private["message_id"], OLEG, ANNA, 400)
    await forward(telegram, MARIA, (await telegram.write(MARIA, TEXT))["message_id"], MARIA, GROUP, 400)
    await forward(telegram, OLEG, 999, OLEG, OLEG, 404)
    await forward(telegram, OLEG, private["message_id"], OLEG, OLEG, 404, thread=5)


async def test_a_forwarded_message_is_nobodys_to_edit(telegram: TelegramBench) -> None:
    written = await telegram.write(ANNA, TEXT, GROUP)
    sent = await forward(telegram, ANNA, written["message_id"], GROUP, ANNA)
    path = f"chats/{ANNA}/messages/{sent['message_id']}/edit"
    await telegram.api("POST", path, 400, **{"from": ANNA, "text": "y"})
    edit = {"chat_id": ANNA, "message_id": sent["message_id"]}
    assert await telegram.refusal("editMessageText", **edit, text="y") == "Bad Request: message can't be edited"


async def test_an_edit_leaves_something_that_fits(telegram: TelegramBench) -> None:
    written = await telegram.write(ANNA, TEXT)
    path = f"chats/{ANNA}/messages/{written['message_id']}/edit"
    for text in ("", " ", "x" * 4097):
        await telegram.api("POST", path, 400, **{"from": ANNA, "text": text})
    assert (await telegram.transcript(ANNA))[-1]["text"] == TEXT


async def test_the_bot_hears_of_no_deletion(telegram: TelegramBench) -> None:
    written = await telegram.write(ANNA, "/start")
    await telegram.updates(written["update_id"] + 1)
    await delete(telegram, ANNA, written["message_id"], ANNA)
    assert (await telegram.transcript(ANNA))[-1]["deleted"]
    marker = await telegram.write(ANNA, "дальше")
    assert [update["update_id"] for update in await telegram.updates()] == [marker["update_id"]]


async def test_only_ones_own_message_is_deleted_and_once(telegram: TelegramBench) -> None:
    await telegram.begun()
    await telegram.api("POST", "people", id=5001, first_name="Пётр")
    ours = await telegram.ok("sendMessage", chat_id=ANNA, text="x")
    theirs = await telegram.write(OLEG, TEXT, GROUP)
    await delete(telegram, ANNA, ours["message_id"], ANNA, 400)
    await delete(telegram, ANNA, theirs["message_id"], GROUP, 400)
    await delete(telegram, OLEG, theirs["message_id"], GROUP)
    await delete(telegram, OLEG, theirs["message_id"], GROUP, 404)
    assert not (await telegram.transcript(ANNA))[-1]["deleted"]
    own = await telegram.write(MARIA, TEXT, GROUP)
    await telegram.api("POST", f"chats/{GROUP}/members", person=5001)
    await delete(telegram, 5001, (await telegram.transcript(GROUP))[-1]["message_id"], GROUP, 400)
    await telegram.api("POST", f"chats/{GROUP}/members", person=MARIA, status="left")
    await delete(telegram, MARIA, own["message_id"], GROUP, 400)


async def test_what_a_bot_may_do_with_a_deleted_message(telegram: TelegramBench) -> None:
    await telegram.begun()
    written = await telegram.write(ANNA, TEXT)
    gone = {"message_id": written["message_id"]}
    await delete(telegram, ANNA, written["message_id"], ANNA)
    at = {"chat_id": ANNA, **gone}
    for method, more, what in (
        ("editMessageText", {"text": "x"}, "message to edit"),
        ("editMessageReplyMarkup", {}, "message to edit"),
        ("deleteMessage", {}, "message to delete"),
        ("forwardMessage", {"from_chat_id": ANNA}, "message to forward"),
        ("copyMessage", {"from_chat_id": ANNA}, "message to copy"),
        ("sendMessage", {"text": "x", "reply_to_message_id": written["message_id"]}, "message to be replied"),
        ("sendMessage", {"text": "x", "reply_parameters": gone}, "message to be replied"),
    ):
        assert await telegram.refusal(method, **at, **more) == f"Bad Request: {what} not found"
    careless = {**gone, "allow_sending_without_reply": True}
    sent = await telegram.ok("sendMessage", chat_id=ANNA, text="x", reply_parameters=careless)
    assert "reply_to_message" not in sent
    old = {"reply_to_message_id": written["message_id"], "allow_sending_without_reply": True}
    assert "reply_to_message" not in await telegram.ok("sendMessage", chat_id=ANNA, text="x", **old)
    for act in ("forward", "edit"):
        body = {"from": ANNA, **({"to": ANNA} if act == "forward" else {"text": "y"})}
        await telegram.api("POST", f"chats/{ANNA}/messages/{written['message_id']}/{act}", 404, **body)
    await telegram.api(
        "POST", f"chats/{ANNA}/messages", 404, **{"from": ANNA, "text": "y"}, reply_to=gone["message_id"]
    )
