"""A call that the test leads by hand: what shows while it lasts, and what a service adds after it has ended."""

from __future__ import annotations

import json

from tests.support.office import Office, new_phone


async def test_a_price_that_comes_late_is_shown_and_told_to_nobody_again(still: Office) -> None:
    oleg, phone = await still.person(), new_phone("00")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позвонить", card)
    call = (await still.request("create", phone=phone))["answer"]["data"][0]["id"]
    await still.post(f"providers/calldog/calls/{call}/act", action="answer")
    await oleg.sees_in(card, "идёт разговор")

    ended = {"id": call, "phone": phone, "status": "finished"}
    told = {"status": "success", "data": [{**ended, "calls": [{**ended, "id": 1}]}]}
    await still.fault("body", "get", body=json.dumps(told), times=10_000)
    await oleg.sees_in(card, "разговор состоялся")
    await oleg.sees_reply(card)

    await still.post(f"providers/calldog/calls/{call}/act", action="digit", digit=7)
    await still.post(f"providers/calldog/calls/{call}/act", action="hangup")
    await still.no_more_faults()
    await oleg.sees_in(card, "нажал 7")
    await oleg.says("/balance")
    await oleg.sees("CallDog: ")
    assert len([message for message in await oleg.replies() if message.reply_to == card.id]) == 1


async def test_each_state_of_a_call_shows_while_it_lasts(still: Office) -> None:
    """No state is over before it was shown."""
    oleg, phone = await still.person(), new_phone("00")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    await oleg.presses("Позвонить")
    call = (await still.request("create", phone=phone))["answer"]["data"][0]["id"]

    await still.post(f"providers/calldog/calls/{call}/act", action="answer")
    card = await oleg.sees("идёт разговор")
    await still.post(f"providers/calldog/calls/{call}/act", action="digit", digit=5)
    await oleg.sees_in(card, "нажал 5")
    await still.post(f"providers/calldog/calls/{call}/act", action="hangup")
    await oleg.sees_in(card, "✅")
