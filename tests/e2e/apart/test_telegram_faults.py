"""Telegram misbehaves while a call runs: the card ends right, and the result comes exactly once."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.support.office import Office, Person, new_phone

FAULTS: dict[str, dict[str, Any]] = {
    "429": {"kind": "429", "retry_after": 1},
    "500 more often than one request is tried": {"kind": "status", "status": 500, "times": 4},
    "502 of a proxy": {"kind": "status", "status": 502},
    "a reset connection": {"kind": "reset"},
    "what is no JSON": {"kind": "invalid_json"},
}


async def test_the_card_ends_right_and_the_result_comes_once(office: Office) -> None:
    """Each fault has a chat of its own. All happen at once."""
    await asyncio.gather(*(_a_call_amid(office, fault) for fault in FAULTS))


async def _a_call_amid(office: Office, fault: str) -> None:
    oleg, phone = await office.person(), new_phone("03")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    for operation in ("editMessageText", "sendMessage"):
        await office.fault(target="telegram", operation=operation, chat_id=oleg.chat, **{"times": 2, **FAULTS[fault]})
    await oleg.presses("Позвонить", card)
    await oleg.sees_in(card, "нажал 1")
    await oleg.sees_reply(card)
    await _nothing_more_comes(oleg)
    assert len([message for message in await oleg.replies() if message.reply_to == card.id]) == 1
    spoiled = await office.requests("editMessageText", "telegram", chat_id=oleg.chat)
    assert [request["fault"] for request in spoiled].count(FAULTS[fault]["kind"]) >= 2
    assert await office.creates(phone) == 1


async def _nothing_more_comes(person: Person) -> None:
    """A second copy of the result would stand before the answer to a later message of the same chat."""
    await person.says("/balance")
    await person.sees("CallDog: ")


async def test_an_edit_that_took_effect_though_its_answer_was_lost_is_no_error(office: Office) -> None:
    """The repetition is refused as «not modified»: Telegram shows what it should, so nobody minds."""
    oleg, phone = await office.person(), new_phone("01")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await office.fault("reset", "editMessageText", "telegram", chat_id=oleg.chat, applied=True)
    await oleg.presses("Позвонить", card)
    await oleg.sees_in(card, "занято")
    await oleg.sees_reply(card)
    refused = await office.refused_by_telegram()
    assert all("message is not modified" in request["answer"]["description"] for request in refused)
    await office.open()


async def test_one_who_blocked_the_bot_is_left_alone_and_the_others_are_told(office: Office) -> None:
    oleg, maria = await office.person(), await office.person()
    await oleg.says(f"/call {new_phone('01')} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позвонить", card)
    await office.post(f"people/{oleg.id}/block", blocked=True)
    await maria.says(f"/call {new_phone('01')} Ваш заказ готов")
    await maria.presses("Позвонить")
    await maria.sees(lambda message: message.reply_to is not None and "занято" in message.text)
