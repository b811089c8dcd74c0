"""What each job costs a person in the sandbox: messages and taps, none more than is wanted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.support.indoors import house
from tests.support.messages import Message
from tests.support.office import Office, new_phone
from tests.support.walk import Walk

WEEKDAYS = ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс")


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with house(tmp_path, every_service=True) as home:
        yield home.office
        assert await home.office.refused_by_telegram() == [], "Telegram refused what the bot sent"


def is_card(message: Message) -> bool:
    return message.has("Позвонить") and message.has("Параметры")


async def only_card(walk: Walk) -> Message:
    """As soon as nothing else of the bot's is left in the chat."""

    async def look() -> Message | None:
        left = await walk.person.replies()
        return left[0] if len(left) == 1 and is_card(left[0]) else None

    card = await walk.person.office.until(look)
    assert card is not None, "something is left beside the card"
    return card


async def test_a_call_in_one_line(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("01")
    await walk.says(f"{phone} Ваш заказ готов")
    await walk.presses("Позвонить")
    await office.request("create", phone=phone)
    walk.took_at_most(1, 1)


async def test_a_list_of_three(office: Office) -> None:
    walk, phones = Walk(await office.person()), [new_phone("01") for _ in range(3)]
    await walk.says(f"/call {', '.join(phones)}\nВаш заказ готов")
    await walk.presses("Позвонить всем (3)")
    for phone in phones:
        await office.request("create", phone=phone)
    walk.took_at_most(1, 1)


async def test_a_command_a_number_a_text(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("01")
    await walk.says("/call")
    await walk.sees("Кому позвонить?")
    await walk.says(phone)
    await walk.sees("Что сказать абоненту?")
    await walk.says("Ваш заказ готов")
    await walk.presses("Позвонить", await only_card(walk))
    assert (await office.request("create", phone=phone))["request"]["record"]["text"] == "Ваш заказ готов"
    walk.took_at_most(3, 1)


async def test_by_a_contact(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("01")
    await walk.shares(phone)
    await walk.sees("Что сказать абоненту?")
    await walk.says("Ваш заказ готов")
    await walk.presses("Позвонить", await only_card(walk))
    await office.request("create", phone=phone)
    walk.took_at_most(2, 1)


async def test_another_voice(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("01")
    await walk.says(f"/call {phone} Ваш заказ готов")
    card = await walk.sees(is_card)
    await walk.presses("Параметры", card)
    await walk.presses("Голос: женский")
    await walk.presses("Позвонить", await walk.sees(lambda message: message.has("Голос: мужской")))
    request = (await office.request("create", phone=phone))["request"]
    assert str(request["record"]["gender"]) == "1"
    await walk.person.sees_in(card, "занято")  # the same message all the way
    walk.took_at_most(1, 3)


async def test_another_number(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("01")
    await walk.says(f"/call {phone} Ваш заказ готов")
    await walk.presses("Параметры")
    await walk.presses("Дежурный номер")
    await walk.presses("+7 495 123-45-67")
    await walk.presses(
        "Позвонить", await walk.sees(lambda message: message.has("+7 495 123-45-67") and message.has("Ещё"))
    )
    assert (await office.request("create", phone=phone))["request"]["outgoingPhone"] == "74951234567"
    walk.took_at_most(1, 4)


async def test_in_half_an_hour(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("01")
    await walk.says(f"/call {phone} Ваш заказ готов")
    card = await walk.sees(is_card)
    await walk.presses("Позже", card)
    assert await walk.presses("Через 30 мин") == "Звонок запланирован"
    planned = await walk.sees_button("Отменить")
    assert planned.id == card.id
    walk.took_at_most(1, 2)


async def test_on_a_day(office: Office) -> None:
    walk = Walk(await office.person())
    await walk.says(f"/call {new_phone('01')} Ваш заказ готов")
    await walk.presses("Позже")
    await walk.presses("Другой день")
    after = datetime.now(ZoneInfo("Europe/Moscow")) + timedelta(days=2)
    await walk.presses(f"{WEEKDAYS[after.weekday()]}, {after.day}")
    await walk.presses("10:30")
    await walk.sees_button("Отменить")
    walk.took_at_most(1, 4)


async def test_three_attempts_each_half_an_hour(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("00")
    await walk.says(f"/call {phone} Ваш заказ готов")
    await walk.presses("Параметры")
    await walk.presses("Ещё")
    await walk.presses("Mobilgroup")
    await walk.presses("Попытки: 1")
    await walk.presses("30", await walk.sees(lambda message: message.has("30")))
    await walk.presses("Позвонить", await walk.sees(lambda message: "✓ 30" in message.labels))
    settings = (await office.request("send", target="mobilgroup"))["request"]["settings"]
    assert (settings["attempts"], settings["interval"]) == ("3", "30")
    walk.took_at_most(1, 6)


async def test_a_planned_call_is_withdrawn(office: Office) -> None:
    """It has one card, and that is told."""
    walk = Walk(await office.person())
    await walk.person.says(f"/call {new_phone('01')} Ваш заказ готов")
    await walk.person.presses("Позже")
    await walk.person.presses("Через час")
    await walk.sees_button("Отменить")
    await walk.says("/calls")
    await walk.presses("🗓", await walk.sees("Запланированные звонки"))
    await walk.presses("Отменить")
    await walk.sees("— отменено")
    assert [message for message in await walk.person.replies() if message.has("Отменить")] == []
    walk.took_at_most(1, 2)


async def test_a_callback_of_whoever_is_not_known_yet(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("00")
    await walk.says(f"/callback {phone}")
    await walk.sees("Ваш телефон?")
    await walk.taps_own_contact("79990001122")
    await walk.presses("Позвонить", await walk.sees("Сначала: ваш телефон"))
    await office.request("makeCalls", target="callkeeper")
    walk.took_at_most(1, 2)


async def test_a_callback_without_a_number(office: Office) -> None:
    walk = Walk(await office.person())
    await walk.says("/callback")
    await walk.sees("С кем соединить?")
    await walk.says(new_phone("00"))
    await walk.sees("Ваш телефон?")
    walk.took_at_most(2, 0)


async def test_a_draft_is_cancelled(office: Office) -> None:
    walk = Walk(await office.person())
    await walk.person.says(f"/call {new_phone('01')} Ваш заказ готов")
    card = await walk.sees(is_card)
    await walk.says("/cancel")
    await walk.person.sees_in(card, "отменено, звонка не было")
    walk.took_at_most(1, 0)


async def test_a_recorded_call(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("01")
    await walk.says(f"/call {phone} Ваш заказ готов")
    card = await walk.sees(is_card)
    await walk.presses("Параметры", card)
    await walk.presses("Запись: нет")
    await walk.presses("Позвонить", await walk.sees_button("Запись: да"))
    assert str((await office.request("create", phone=phone))["request"]["needRecording"]) in ("1", "True")
    await walk.person.sees_in(card, "занято")
    walk.took_at_most(1, 3)


async def test_a_record_instead_of_a_text(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("01")
    await walk.says(f"/call {phone} Ваш заказ готов")
    await walk.presses("Параметры")
    await walk.presses("Ролик")
    await walk.presses("Запись", await walk.sees("Какой ролик прозвучит?"))
    await walk.presses("Позвонить", await walk.sees(lambda message: message.has("Позвонить") and message.has("Ролик")))
    assert (await office.request("create", phone=phone))["request"]["record"]["id"]
    walk.took_at_most(1, 4)


async def test_a_call_is_repeated(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("01")
    await walk.person.says(f"/call {phone} Ваш заказ готов")
    await walk.person.presses("Позвонить")
    await walk.presses("Позвонить ещё")
    await walk.presses("Позвонить", await walk.sees(is_card))
    await walk.sees_button("Позвонить ещё")
    assert await office.until(lambda: _created(office, phone, 2))
    walk.took_at_most(0, 2)


async def test_a_call_of_the_history_is_repeated(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("01")
    await walk.person.says(f"/call {phone} Ваш заказ готов")
    await walk.person.presses("Позвонить")
    await walk.sees_button("Позвонить ещё")
    await walk.says("/calls")
    await walk.presses("Повторить")
    await walk.presses("Позвонить", await walk.sees(is_card))
    assert await office.until(lambda: _created(office, phone, 2))
    walk.took_at_most(1, 2)


async def _created(office: Office, phone: str, times: int) -> bool | None:
    return await office.creates(phone) == times or None


async def test_those_whom_a_list_did_not_reach_are_called_by_a_tap(office: Office) -> None:
    walk, busy, reached = Walk(await office.person()), new_phone("01"), new_phone("00")
    await walk.person.says(f"/call {busy}, {reached}\nВаш заказ готов")
    await walk.person.presses("Позвонить всем (2)")
    over = await walk.sees_button("Недозвонившимся (1)")
    assert await walk.presses("Недозвонившимся (1)", over) == "Звоним…"
    walk.took_at_most(0, 1)
    await walk.sees(lambda shown: shown.id > over.id and "занято" in shown.text and shown.has("Позвонить ещё"))
    await walk.sees(lambda shown: shown.id == over.id and not shown.has("Недозвонившимся (1)"))
    assert await office.creates(busy) == 2
    assert await office.creates(reached) == 1


async def test_a_number_is_verified(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("00")
    await walk.says(f"/verify {phone}")
    await _is_verified(walk, phone)
    walk.took_at_most(1, 1)


async def test_a_verification_without_a_number(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("00")
    await walk.says("/verify")
    await walk.sees("Какой номер проверить?")
    await walk.says(phone)
    await _is_verified(walk, phone)
    walk.took_at_most(2, 1)


async def _is_verified(walk: Walk, phone: str) -> None:
    """The code stands large in the card, and nobody reads the service's JSON."""
    await walk.presses("Позвонить для проверки")
    answer = (await walk.person.office.request("confirmPhone", phone=phone))["answer"]
    code = answer["data"]["code"] if "data" in answer else answer["code"]
    card = await walk.sees(f"Код: {code}")
    assert f"<b>{code}</b>" in card.html
    assert [message for message in await walk.person.replies() if "{" in message.text] == []
