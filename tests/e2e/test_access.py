"""Who gets in, who lets them in, and what each may do."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.access import Role
from tests.support.office import Office, Person, new_phone

NO_ACCESS, ASK = "У вас нет доступа к этому боту", "Запросить доступ"
NO_RIGHT = "На это у вас нет прав"
PROMISE = "Запрос отправлен. Ответ придёт сюда, как только администратор решит."
WAITS = "Запрос у администраторов с "
DECISIONS = [
    ("Разрешить", "Ваша роль: оператор"),
    ("Разрешить как менеджеру", "Ваша роль: менеджер"),
    ("Разрешить как админу", "Ваша роль: администратор"),
    ("Отклонить", "отклонил запрос"),
]


async def test_a_stranger_is_told_once_and_then_met_with_silence(office: Office) -> None:
    ivan = await office.person(None)
    for text in ("/start", "Здравствуйте", f"/call {new_phone()} Привет", "/users"):
        await ivan.says(text)
    told = await ivan.sees(NO_ACCESS)
    assert told.has(ASK)
    assert await ivan.presses(ASK, told) == PROMISE
    assert len(await ivan.replies()) == 1


@pytest.mark.parametrize(("button", "answer"), DECISIONS, ids=["operator", "manager", "admin", "denied"])
async def test_a_request_is_decided_once_however_many_press(office: Office, button: str, answer: str) -> None:
    ivan, anna = await office.person(None, first_name="Иван"), await office.admin()
    second = await office.person(Role.ADMIN) if button == "Разрешить" else None
    if second:
        await second.says("/start")
        await second.sees("/users")
    await ivan.says("/start")
    asked = await ivan.sees(NO_ACCESS)
    answers = await asyncio.gather(*(ivan.presses(ASK, asked) for _ in range(3)))
    assert answers.count(PROMISE) == 1
    assert len([text for text in answers if WAITS in text]) == 2
    assert not (await ivan.sees_in(asked, WAITS)).labels

    admins = [anna, second] if second else [anna]
    cards = [await admin.sees(f"{ivan.name} просит доступ") for admin in admins]
    await office.at_once(
        *(admin.taps(button, card) for admin, card in zip(admins, cards, strict=True) for _ in range(3))
    )
    await ivan.sees(answer)
    for admin, card in zip(admins, cards, strict=True):
        decided = await admin.sees_in(card, "Решение: ")
        assert not decided.labels, "there is nothing left to decide"
        assert len([message for message in await admin.replies() if ivan.name in message.text]) == 1
    await _works_as(ivan, button)
    assert len([shown for shown in await ivan.replies() if answer in shown.text and shown.id != asked.id]) == 1


async def _works_as(person: Person, button: str) -> None:
    await person.says("/users")
    if button == "Отклонить":
        assert await person.presses(ASK) == PROMISE, "one who was denied may ask once more"
    elif button == "Разрешить как админу":
        await person.sees("Сотрудники")
    else:
        await person.sees(NO_RIGHT)


async def test_the_first_decision_holds_when_admins_disagree(office: Office) -> None:
    ivan, anna = await office.person(None), await office.admin()
    await ivan.says("/start")
    await ivan.presses(ASK)
    card = await anna.sees(f"{ivan.name} просит доступ")
    await office.at_once(anna.taps("Отклонить", card), anna.taps("Разрешить как менеджеру", card))
    decided = await anna.sees_in(card, "Решение: ")
    was_denied = "отказано" in decided.text
    await ivan.sees("отклонил запрос" if was_denied else "Ваша роль: менеджер")
    assert len([text for text in await ivan.replies() if "роль" in text.text or "отклонил" in text.text]) == 1


@pytest.mark.parametrize("command", ["/users", "/status"])
async def test_an_operator_is_refused_what_is_an_admins(office: Office, command: str) -> None:
    oleg = await office.person()
    await oleg.says(command)
    await oleg.sees(NO_RIGHT)
    await oleg.says("/help")
    assert command not in (await oleg.sees("/call")).text


async def test_an_operator_cannot_press_an_admins_buttons(office: Office) -> None:
    oleg, anna = await office.person(), await office.admin()
    group = await office.group(anna, oleg)
    await anna.at(group).says("/users")
    page = await anna.at(group).sees("Сотрудники")
    assert NO_RIGHT in await oleg.at(group).presses(page.labels[0], page)
    assert (await anna.at(group).sees("Сотрудники")).html == page.html


async def test_in_a_group_a_stranger_meets_silence_unless_a_command_names_the_bot(office: Office) -> None:
    ivan, oleg = await office.person(None), await office.person()
    group = await office.group(oleg, ivan)
    await ivan.at(group).says(f"/call {new_phone()} Привет")
    await ivan.at(group).says("/users")
    await oleg.at(group).says("/help")
    await oleg.at(group).sees("/calls")
    assert len(await ivan.at(group).replies()) == 1, "only the answer to the operator"
    await ivan.at(group).says("/call@zvonar_demo_bot +79991234503 Привет")
    await ivan.at(group).sees("Нет доступа")


async def test_a_strangers_press_on_somebodys_card_does_nothing(office: Office) -> None:
    ivan, oleg, phone = await office.person(None), await office.person(), new_phone("01")
    group = await office.group(oleg, ivan)
    await oleg.at(group).says(f"/call {phone} Ваш заказ готов")
    card = await oleg.at(group).sees("Ваш заказ готов")
    assert "Нет доступа" in await ivan.at(group).presses("Позвонить", card)
    assert await ivan.at(group).presses("Позвонить", card) == ""
    assert await office.creates(phone) == 0
    assert await oleg.at(group).presses("Позвонить", card) == "Звоним…"
    await oleg.at(group).sees_reply(card)
    assert await office.creates(phone) == 1


async def test_access_that_was_taken_away_is_gone_at_once(office: Office) -> None:
    oleg, anna = await office.person(first_name="Уходящий"), await office.admin()
    await oleg.says("/start")
    await oleg.sees("/call")
    await anna.says("/users")
    page = await anna.sees(lambda message: message.has(oleg.name))
    await anna.presses(oleg.name, page)
    await anna.presses("Закрыть доступ")
    await anna.presses("Да, закрыть доступ")
    await anna.sees_in(page, f"Доступ закрыт: {oleg.name}")
    await oleg.sees("Доступ закрыт. Решение: Анна Смирнова")
    await oleg.says(f"/call {new_phone()} Ещё один")
    await oleg.sees(NO_ACCESS)
