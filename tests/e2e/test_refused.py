"""The provider said no: the call is rejected, in the provider's words and in ours, and never asked about."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.office import Office, new_phone

NOT_PLACED = "сервис отказал"
PHONES = [{"phone": "79932432781", "enable": True}, {"phone": "74951234567", "enable": True}]
REFUSALS: dict[str, tuple[dict[str, Any], str, str]] = {
    "a bad number": ({}, "Номер абонента недоступен для вызова.", "не принял номер абонента"),
    "no money": ({"balance": "0"}, "Недостаточно средств на балансе.", "не хватает денег"),
    "moderation": ({"moderation": True}, "нужно договориться с менеджером", "не прошёл модерацию"),
    "a wrong key": ({"key": "another-key"}, "Неверный API-ключ.", "не принял ключ API"),
    "no caller id": ({"phones": []}, "Нет доступных дежурных номеров.", "С этого исходящего номера звонить нельзя"),
}


@pytest.mark.parametrize("refusal", REFUSALS)
async def test_a_refusal_shows_the_services_words_and_ours(office: Office, refusal: str) -> None:
    settings, words, ours = REFUSALS[refusal]
    oleg, phone = await office.person(), new_phone("00" if settings else "08")
    if settings:
        await office.calldog(**settings)
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позвонить", card)
    rejected = await oleg.sees_in(card, NOT_PLACED)
    told = await oleg.sees_reply(card)
    await office.calldog(phones=PHONES)
    assert NOT_PLACED in rejected.text
    assert ours in rejected.text
    assert ours in told.text
    assert told.text.startswith("❌ "), "and nothing before it that says the same"
    assert words in rejected.text, "the reply is one line under the card, which tells the rest"
    assert rejected.has("Позвонить ещё")
    assert await office.creates(phone) == 1, "a refusal is not tried again"
    await _nobody_asks_about(office, phone)


async def _nobody_asks_about(office: Office, phone: str) -> None:
    """Another call is followed meanwhile; every call that the provider is asked about is one that it made."""
    witness, another = await office.person(), new_phone("01")
    await office.calldog(balance="5000", moderation=False, key="sandbox-calldog-key")
    await witness.says(f"/call {another} Ваш заказ готов")
    await witness.presses("Позвонить")
    await witness.sees("занято")
    made = {str(call["id"]) for call in (await office.get("state"))["calldog"]["calls"]}
    asked = {str(id_) for get in await office.requests("get") for id_ in get["request"]["apiCallIdList"]}
    assert asked <= made
    assert phone not in {call["phone"] for call in (await office.get("state"))["calldog"]["calls"]}


async def test_a_caller_id_that_the_service_no_longer_confirms(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("00")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Параметры", card)
    await oleg.presses("Дежурный номер")
    await oleg.presses("+7 495 123-45-67")
    card = await oleg.sees_in(card, "Номер: +7 495 123-45-67")
    await office.calldog(phones=PHONES[:1])
    await oleg.presses("Позвонить", card)
    rejected = await oleg.sees_in(card, NOT_PLACED)
    await office.calldog(phones=PHONES)
    assert "Исходящий номер не добавлен или не подтвержден в личном кабинете." in rejected.text
    assert "С этого исходящего номера звонить нельзя" in rejected.text


async def test_of_a_list_only_the_refused_number_is_rejected(office: Office) -> None:
    oleg = await office.person()
    good, bad = new_phone("01"), new_phone("08")
    await oleg.says(f"/call {good}, {bad}\nВаш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позвонить всем (2)", card)
    ended = await oleg.sees(
        lambda message: message.id == card.id and "занято" in message.text and NOT_PLACED in message.text
    )
    assert "Номер абонента недоступен для вызова." in ended.text
    told = await oleg.sees_reply(card)
    assert "2 звонка — ни один не состоялся" in told.text
