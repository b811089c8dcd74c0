"""What people forward to the bot and delete after writing it, over HTTP with Telegram's own shapes."""

from __future__ import annotations

import pytest

from tests.support.office import Office, new_phone


def pretty(phone: str) -> str:
    return f"8 {phone[1:4]} {phone[4:7]}-{phone[7:9]}-{phone[9:]}"


@pytest.mark.parametrize("hidden", [False, True])
async def test_a_forwarded_request_to_call_back_gives_a_card(office: Office, hidden: bool) -> None:
    oleg, customer = await office.person(), await office.person(None, hides_forwards=hidden)
    group, phone = await office.group(oleg, customer), new_phone("01")
    asked = await customer.at(group).says(f"Перезвоните мне, {pretty(phone)}")
    await oleg.at(group).forwards(asked["message_id"], oleg.id)
    await oleg.sees(lambda shown: "Что сказать абоненту?" in shown.text and shown.text.count("+7 999") == 1)
    await oleg.says("Ваш заказ готов")
    await oleg.presses("Позвонить", await oleg.sees(lambda shown: shown.has("Позвонить")))
    create = await office.request("create", phone=phone)
    assert create["request"]["record"]["text"] == "Ваш заказ готов"


async def test_a_forwarded_contact_gives_a_card(office: Office) -> None:
    oleg, customer = await office.person(), await office.person(None)
    group, phone = await office.group(oleg, customer), new_phone("01")
    shared = await customer.at(group).shares(phone)
    await oleg.at(group).forwards(shared["message_id"], oleg.id)
    await oleg.sees("Что сказать абоненту?")


async def test_a_forwarded_card_has_no_buttons_and_calls_nobody(office: Office) -> None:
    """Its numbers are the bot's own words: neither the forward nor an answer to it is an order."""
    oleg, phone = await office.person(), new_phone("01")
    group = await office.group(oleg)
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees(lambda shown: shown.has("Позвонить"))
    forwarded = await oleg.forwards(card.id, oleg.id)
    await oleg.sees("В этом сообщении не нашлось номера")
    (copy,) = [message for message in await oleg.messages() if message.id == forwarded["message_id"]]
    assert (copy.text, copy.labels) == (card.text, ())
    await oleg.says("/call Ещё раз", reply_to=copy.id)
    await oleg.sees("не похоже на номер телефона")

    in_group = await oleg.forwards(card.id, group)
    assert in_group["update_id"] is None
    await oleg.at(group).says("/call Ещё раз", reply_to=in_group["message_id"])
    await oleg.at(group).sees("не похоже на номер телефона")
    assert await office.creates(phone) == 0

    await oleg.presses("Позвонить", card)
    await oleg.sees_in(card, "занято")
    assert await office.creates(phone) == 1


async def test_a_message_deleted_before_the_bot_reads_it_is_answered(office: Office) -> None:
    """The bot hears nothing of the deletion, and its replies go out without what they reply to."""
    oleg, other = await office.person(), await office.person()
    await office.fault("hang", "getUpdates", target="telegram")
    await other.says("/start")  # ends the poll that was under way
    await office.request("getUpdates", target="telegram", journal={"fault": "hang"})
    phone = new_phone("01")
    for text in ("/call 12", f"/call {phone} Ваш заказ готов"):
        await oleg.deletes((await oleg.says(text))["message_id"])
    await office.no_more_faults()
    card = await oleg.sees(lambda shown: shown.has("Позвонить"))
    await oleg.presses("Позвонить", card)
    await oleg.sees_in(card, "занято")
    assert await office.creates(phone) == 1
    assert all(shown.reply_to in (None, card.id) for shown in await oleg.replies())
