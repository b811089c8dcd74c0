"""The options of an order, from a number without a text to a call."""

from __future__ import annotations

from tests.support.office import Office, new_phone

RECORD = "2689342"
"""The record that the sandbox's account begins with."""
NAMED = "Прозвучит ролик «Запись»"
"""As the service calls it."""


async def test_a_number_alone_asks_what_is_to_be_said(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("03")
    await oleg.says(f"/call {phone}")
    await oleg.sees("Что сказать абоненту?")
    await oleg.says("Ваш <заказ> готов")
    await oleg.presses("Параметры", await oleg.sees(lambda message: message.has("Позвонить")))
    await oleg.presses("Голос: женский")
    await oleg.presses("Запись: нет", await oleg.sees(lambda message: message.has("Голос: мужской")))
    await oleg.presses("Дежурный номер", await oleg.sees(lambda message: message.has("Запись: да")))
    callers = await oleg.sees("С какого номера звонить?")
    assert "+7 800 555-35-35" not in callers.labels, "not confirmed"
    await oleg.presses("+7 495 123-45-67", callers)
    card = await oleg.sees(lambda message: message.has("+7 495 123-45-67") and message.has("Позвонить"))
    for chosen in ("Ваш <заказ> готов", "Голос: мужской", "Номер: +7 495 123-45-67", "С записью"):
        assert chosen in card.text
    await oleg.presses("Позвонить", card)
    request = (await office.request("create", phone=phone))["request"]
    assert request["record"]["text"] == "Ваш <заказ> готов"
    assert request["outgoingPhone"] == "74951234567"
    assert str(request["needRecording"]) in ("1", "True")
    ended = await oleg.sees(lambda message: message.id == card.id and message.has("Запись разговора"))
    for _ in range(2):  # the second time it is Telegram's own
        await oleg.presses("Запись разговора", ended)
    heard = [message for message in await oleg.replies() if "Разговор с +7" in message.text]
    assert len(heard) == 2
    assert len(await office.requests("sendVoice", target="telegram")) == 2


async def test_a_saved_record_is_played_instead_of_a_text(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("01")
    await oleg.shares(f"+{phone}")
    await oleg.presses("Ролик")
    await oleg.sees("Какой ролик прозвучит?")
    await oleg.says("не номер")
    await oleg.sees("Номер ролика состоит из цифр")
    await oleg.says(f"№ {RECORD}")
    card = await oleg.sees(lambda message: message.has("Позвонить"))
    assert NAMED in card.text
    await oleg.presses("Позвонить", card)
    request = (await office.request("create", phone=phone))["request"]
    assert str(request["record"]["id"]) == RECORD
    await oleg.sees_in(card, "занято")


async def test_quick_taps_on_a_switch_are_handled_one_after_another(office: Office) -> None:
    """Two taps come back to where they began; handled at once, both would turn the switch the same way."""
    oleg = await office.person()
    await oleg.says(f"/call {new_phone('01')} Ваш заказ готов")
    await oleg.presses("Параметры")
    options = await oleg.sees(lambda message: message.has("Голос: женский"))
    await office.at_once(*(oleg.taps("Голос: женский", options) for _ in range(2)))
    turned = await oleg.sees_in(options, "Голос: женский")
    assert turned.has("Голос: женский")
    assert any("Голос: мужской" in html for html in turned.seen)


async def test_a_button_of_an_options_message_that_is_over_says_so(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("01")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Параметры", card)
    options = await oleg.sees(lambda message: message.has("Голос: женский"))
    answers = await office.at_once(oleg.taps("Назад", options), oleg.taps("Голос: женский", options))
    assert any("уже не действует" in answer for answer in answers)
    card = await oleg.sees(lambda message: message.id == card.id and message.has("Позвонить"))
    assert await oleg.presses("Позвонить", card) == "Звоним…"
    await oleg.sees_in(card, "занято")


async def test_after_cancel_the_card_stands_below(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("01")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    await oleg.presses("Параметры")
    await oleg.sees(lambda message: message.has("Голос: женский"))
    await oleg.says("/cancel")
    card = await oleg.sees(lambda message: message.has("Параметры"))
    assert await oleg.presses("Позвонить", card) == "Звоним…"
    await oleg.sees_in(card, "занято")


async def test_options_of_a_placed_order_are_closed(office: Office) -> None:
    """Its card in the same message tells how it goes on."""
    oleg, phone = await office.person(), new_phone("01")
    await oleg.says(f"/call {phone} Старый текст")
    card = await oleg.sees("Старый текст")
    await oleg.presses("Параметры", card)
    options = await oleg.sees(lambda message: message.has("Голос: женский"))
    await office.at_once(oleg.taps("Позвонить", options), oleg.taps("Голос: женский", options))
    request = (await office.request("create", phone=phone))["request"]
    assert request["record"]["text"] == "Старый текст"
    await oleg.sees_in(card, "занято")
