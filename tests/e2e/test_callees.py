"""Whom a call means when the number stands elsewhere, over HTTP with Telegram's own shapes."""

from __future__ import annotations

from tests.support.office import Office, new_phone


def pretty(phone: str) -> str:
    return f"8 {phone[1:4]} {phone[4:7]}-{phone[7:9]}-{phone[9:]}"


async def test_only_the_quoted_number_is_called(office: Office) -> None:
    oleg, customer = await office.person(), await office.person(None)
    ivan, petr = new_phone("01"), new_phone("01")
    group = await office.group(oleg, customer)
    asked = await customer.at(group).says(f"Иван {pretty(ivan)}, Пётр {pretty(petr)}")
    there = oleg.at(group)
    await there.says("/call Ваш заказ готов", reply_to=asked["message_id"], quote=pretty(petr))
    await there.presses("Позвонить")
    create = await office.request("create", phone=petr)
    assert create["request"]["record"]["text"] == "Ваш заказ готов"
    assert await office.creates(ivan) == 0


async def test_a_quote_from_another_chat_is_called(office: Office) -> None:
    oleg, customer, phone = await office.person(), await office.person(None), new_phone("01")
    group = await office.group(oleg, customer)
    asked = await customer.at(group).says(f"Перезвоните, {pretty(phone)}")
    quote = f"Перезвоните, {pretty(phone)}"
    await oleg.says("/call Ваш заказ готов", reply_to=asked["message_id"], reply_to_chat=group, quote=quote)
    await oleg.presses("Позвонить")
    await office.request("create", phone=phone)


async def test_struck_out_numbers_are_not_called(office: Office) -> None:
    oleg, customer = await office.person(), await office.person(None)
    ivan, petr = new_phone("01"), new_phone("01")
    group = await office.group(oleg, customer)
    asked = await customer.at(group).says(f"Иван {pretty(ivan)}, Пётр {pretty(petr)}")
    there = oleg.at(group)
    await there.says("/call Ваш заказ готов", reply_to=asked["message_id"])
    card = await there.sees("неясно, кому звонить")
    assert not card.has("Позвонить")
    assert card.labels[:2] == ("✅ 1. +7 999 ***-**-01", "✅ 2. +7 999 ***-**-01"), "masked they look alike"
    await there.presses(card.labels[0], card)
    await there.presses("Позвонить", await there.sees(lambda shown: shown.id == card.id and shown.has("Позвонить")))
    await office.request("create", phone=petr)
    assert await office.creates(ivan) == 0


async def test_contacts_sent_together_are_one_order(office: Office) -> None:
    oleg = await office.person()
    phones = [new_phone("01") for _ in range(3)]
    for phone in phones:
        await oleg.shares(phone)
    await oleg.sees(lambda shown: "Что сказать абоненту?" in shown.text and shown.text.count("+7 999") == 3)
    await oleg.says("Ваш заказ готов")
    await oleg.presses("Позвонить всем (3)")
    for phone in phones:
        await office.request("create", phone=phone)
    assert [await office.creates(phone) for phone in phones] == [1, 1, 1]


async def test_a_reply_to_a_card_calls_whom_it_called(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("01")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позвонить", card)
    result = await oleg.sees_reply(card)
    await oleg.says("/call", reply_to=result.id)
    await oleg.sees("Кому позвонить?")
    await oleg.says("/call Ещё раз", reply_to=card.id)
    await oleg.presses("Позвонить", await oleg.sees("Ещё раз"))
    await oleg.sees(lambda shown: shown.reply_to not in (None, card.id))
    assert await office.creates(phone) == 2
