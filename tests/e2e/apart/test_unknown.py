"""The request left and no readable answer came: nobody knows, a person decides, and nothing is sent by itself."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.office import Office, new_phone

NOT_KNOWN = "Неизвестно, прошёл ли этот звонок."
LOST: dict[str, tuple[dict[str, Any] | None, str]] = {
    "the ending 09": (None, "оборвалась"),
    "a reset after accepting": ({"kind": "reset"}, "оборвалась"),
    "half an answer": ({"kind": "cut"}, "оборвалась"),
    "a proxy's 502": ({"kind": "status", "status": 502}, "У сервиса сбой"),
    "a bare 500": ({"kind": "status", "status": 500, "body": ""}, "У сервиса сбой"),
    "what is no JSON": ({"kind": "invalid_json"}, "не удалось разобрать"),
    "an answer without an id": ({"kind": "body", "body": '{"status":"success","data":[]}'}, "не назвал номер"),
}


@pytest.mark.parametrize("lost", LOST)
async def test_a_lost_answer_is_told_as_not_known_and_settled_by_a_person(office: Office, lost: str) -> None:
    fault, why = LOST[lost]
    oleg, phone = await office.person(), new_phone("00" if fault else "09")
    if fault:
        await office.fault(operation="create", applied=True, **fault)
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позвонить", card)

    asked = await oleg.sees_in(card, NOT_KNOWN)
    assert why in asked.text
    assert asked.has("Звонок был")
    assert asked.has("Позвонить снова")
    told = await oleg.sees_reply(card)
    assert NOT_KNOWN in told.text
    assert await office.creates(phone) == 1

    assert await oleg.presses("Звонок был", asked) == "Отмечено: звонок был"
    settled = await oleg.sees_in(card, "подтвердил")
    assert settled.labels
    assert not settled.has("Звонок был")
    assert await oleg.presses("Позвонить ещё", settled) == ""
    assert await office.creates(phone) == 1, "«call again» makes a new order, which somebody has to place"


async def test_place_again_places_once_however_often_it_is_pressed(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("01")
    await office.fault("reset", "create")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позвонить", card)
    asked = await oleg.sees_in(card, NOT_KNOWN)
    answers = await office.at_once(*(oleg.taps("Позвонить снова", asked) for _ in range(4)))
    assert sorted(answers) == ["Звоним снова…", *["Уже решено, смотрите карточку"] * 3]
    ended = await oleg.sees_in(card, "занято")
    assert "попытка 2" in ended.text
    await oleg.sees_reply(card, "занято")
    assert await office.creates(phone) == 2


async def test_a_second_lost_answer_is_asked_about_anew(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("09")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позвонить", card)
    await oleg.presses("Позвонить снова", await oleg.sees_in(card, NOT_KNOWN))
    asked = await oleg.sees(
        lambda message: message.id == card.id and NOT_KNOWN in message.text and "попытка 2" in message.text
    )
    assert await oleg.presses("Звонок был", asked) == "Отмечено: звонок был"
    assert await office.creates(phone) == 2
