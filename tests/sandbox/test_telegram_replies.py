"""Quotes, replies to a message of another chat, contacts with a vCard: as Telegram tells of them."""

from typing import Any

from aiogram.types import Update

from tests.sandbox.telegram_bench import ANNA, GROUP, OLEG, TelegramBench

TWO = "🙂 Иван 8 999 123-45-67, Пётр 8 999 123-45-68"
QUOTED = "8 999 123-45-68"


async def told(telegram: TelegramBench) -> dict[str, Any]:
    """The newest message, as aiogram understands it."""
    update = (await telegram.updates())[-1]
    Update.model_validate(update)
    message: dict[str, Any] = update["message"]
    return message


async def test_a_quote_stands_beside_the_message(telegram: TelegramBench) -> None:
    asked = await telegram.write(OLEG, TWO, GROUP)
    await telegram.write(ANNA, "/call", GROUP, reply_to=asked["message_id"], quote=QUOTED)
    message = await told(telegram)
    assert message["reply_to_message"]["text"] == TWO
    assert message["quote"] == {"text": QUOTED, "position": 30, "is_manual": True}
    assert TWO.encode("utf-16-le")[60:].decode("utf-16-le").startswith(QUOTED), "positions count UTF-16 units"


async def test_only_what_stands_there_is_quoted(telegram: TelegramBench) -> None:
    asked = await telegram.write(OLEG, TWO, GROUP)
    written = {"from": ANNA, "text": "/call"}
    for more in ({"reply_to": asked["message_id"], "quote": "8 999 123-45-69"}, {"quote": QUOTED}):
        await telegram.api("POST", f"chats/{GROUP}/messages", 400, **written, **more)


async def test_a_reply_from_another_chat_has_no_message(telegram: TelegramBench) -> None:
    asked = await telegram.write(OLEG, TWO, GROUP)
    there = {"reply_to": asked["message_id"], "reply_to_chat": GROUP}
    await telegram.write(ANNA, "/call", **there, quote=QUOTED)
    message = await told(telegram)
    assert "reply_to_message" not in message
    reply = message["external_reply"]
    assert (reply["origin"]["type"], reply["origin"]["sender_user"]["id"]) == ("user", OLEG)
    assert (reply["chat"]["id"], reply["message_id"]) == (GROUP, asked["message_id"])
    assert "text" not in reply
    assert message["quote"]["text"] == QUOTED
    assert (await telegram.transcript(ANNA))[-1]["reply_to"] is None, "no message of this chat"


async def test_a_private_chat_is_not_named_elsewhere(telegram: TelegramBench) -> None:
    contact = {"phone_number": "79991234567", "first_name": "Ivan"}
    asked = await telegram.write(ANNA, "", contact=contact)
    await telegram.write(ANNA, "/call", GROUP, reply_to=asked["message_id"], reply_to_chat=ANNA)
    reply = (await told(telegram))["external_reply"]
    assert reply["contact"] == contact
    assert "chat" not in reply
    assert "message_id" not in reply


async def test_nobody_replies_to_what_they_cannot_read(telegram: TelegramBench) -> None:
    asked = await telegram.write(OLEG, TWO)
    body = {"from": ANNA, "text": "/call", "reply_to": asked["message_id"], "reply_to_chat": OLEG}
    await telegram.api("POST", f"chats/{ANNA}/messages", 400, **body)


async def test_in_a_group_a_reply_elsewhere_does_not_address_the_bot(telegram: TelegramBench) -> None:
    await telegram.begun()
    ours = await telegram.ok("sendMessage", chat_id=ANNA, text="x")
    written = await telegram.write(ANNA, "да", GROUP, reply_to=ours["message_id"], reply_to_chat=ANNA)
    assert written["update_id"] is None


async def test_a_contact_has_its_vcard(telegram: TelegramBench) -> None:
    contact = {"phone_number": "79991234567", "first_name": "Ivan", "vcard": "BEGIN:VCARD\nEND:VCARD"}
    await telegram.write(ANNA, "", contact=contact)
    assert (await told(telegram))["contact"] == contact
    long = {**contact, "vcard": "x" * 2049}
    await telegram.api("POST", f"chats/{ANNA}/messages", 400, **{"from": ANNA}, contact=long)
