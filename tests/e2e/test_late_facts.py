"""What a provider adds after a call has ended is shown on its card, and is no second result."""

from __future__ import annotations

import json

from tests.support.office import Office, new_phone


async def test_a_price_that_comes_late_is_shown_and_told_to_nobody_again(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("00")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позвонить", card)
    call = (await office.request("create", phone=phone))["answer"]["data"][0]["id"]
    await office.post(f"providers/calldog/calls/{call}/act", action="answer")
    await oleg.sees_in(card, "Идёт разговор")

    ended = {"id": call, "phone": phone, "status": "finished"}
    told = {"status": "success", "data": [{**ended, "calls": [{**ended, "id": 1}]}]}
    await office.fault("body", "get", body=json.dumps(told), times=100)
    await oleg.sees_in(card, "Разговор состоялся")
    await oleg.sees_reply(card)

    await office.post(f"providers/calldog/calls/{call}/act", action="digit", digit=7)
    await office.post(f"providers/calldog/calls/{call}/act", action="hangup")
    await office.no_more_faults()
    await oleg.sees_in(card, "Нажал 7", timeout=5)
    await oleg.says("/balance")
    await oleg.sees("CallDog: ")
    assert len([message for message in await oleg.replies() if message.reply_to == card.id]) == 1
