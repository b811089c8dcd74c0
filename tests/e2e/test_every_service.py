"""Callbacks, verifications, tags, templates and choosing a provider, from Telegram to the providers and back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.access import Role
from tests.support.indoors import house
from tests.support.office import Office, Person, new_phone


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with house(tmp_path, every_service=True) as home:
        yield home.office
        assert await home.office.refused_by_telegram() == [], "Telegram refused what the bot sent"


async def tells_own_phone(person: Person, phone: str) -> None:
    contact = {"phone_number": phone, "first_name": "Олег", "user_id": person.id}
    await person.office.post(f"chats/{person.chat}/messages", **{"from": person.id}, contact=contact)


async def test_a_callback_from_asking_for_a_phone_to_its_tag(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("00")
    await oleg.says(f"/callback {phone} Клиент ждёт <заказ>")
    await oleg.sees("Ваш телефон?")
    await tells_own_phone(oleg, "79990001122")
    card = await oleg.sees("Сначала: ваш телефон +7 999 000-11-22")
    await oleg.presses("Позвонить", card)
    request = await office.request("makeCalls", target="callkeeper")
    assert "79990001122" in str(request["request"])
    assert phone in str(request["request"])
    ended = await oleg.sees_in(card, "разговор состоялся")
    assert "Менеджер: ваш телефон" in ended.text
    await oleg.sees_reply(card, "разговор состоялся")
    assert len(await office.requests("makeCalls", target="callkeeper")) == 1

    await oleg.presses("Метка", ended)
    await oleg.sees("Напишите метку")
    await oleg.says("важный клиент")
    await oleg.sees("Метка «важный клиент» поставлена")
    tag = await office.request("tag", target="callkeeper")
    assert "важный клиент" in str(tag["request"])


async def test_a_number_is_verified_once(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("00")
    await oleg.says(f"/verify {phone}")
    card = await oleg.sees("звонок настоящий")
    await office.at_once(*(oleg.taps("Позвонить для проверки", card) for _ in range(4)))
    verified = await oleg.sees_in(card, "Код: ")
    assert verified.has("Совпал")
    assert verified.has("Не совпал")
    assert len(await office.requests("confirmPhone")) == 1


async def test_a_verification_whose_answer_is_lost_is_unknown(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("00")
    await office.fault("cut", "confirmPhone")
    await oleg.says(f"/verify {phone}")
    card = await oleg.sees("звонок настоящий")
    await oleg.presses("Позвонить для проверки", card)
    unknown = await oleg.sees_in(card, "Неизвестно, прошёл ли этот звонок")
    assert unknown.has("Позвонить снова")
    assert len(await office.requests("confirmPhone")) == 1


async def test_a_phrase_of_another_service(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("00")
    await oleg.says(f"/call {phone} Текст")
    await oleg.presses("Параметры")
    await oleg.presses("Ещё")
    await oleg.presses("Mobilgroup")
    await oleg.presses("Готовая фраза")
    phrases = await oleg.sees("Какая фраза прозвучит?")
    await oleg.presses(phrases.labels[0], phrases)
    chosen = await oleg.sees(lambda message: "Прозвучит готовая фраза" in message.text)
    await oleg.presses("Назад", chosen)
    card = await oleg.sees(lambda message: message.has("Позвонить"))
    await oleg.presses("Позвонить", card)
    request = await office.request("send", target="mobilgroup")
    assert "phrase" in str(request["request"])
    await oleg.sees_in(card, "разговор состоялся")


async def test_templates(office: Office) -> None:
    maria = await office.person(Role.MANAGER)
    await maria.says("/templates 123")
    await maria.presses("Добавить")
    await maria.sees("первая строка")
    await maria.says("Приветствие\nЗдравствуйте, ждём вас")
    await maria.sees("Приветствие: сохранён")
    await maria.presses("Назад")
    await maria.presses("Приветствие")
    await maria.sees("Здравствуйте, ждём вас")


async def test_what_is_left_at_every_service(office: Office) -> None:
    oleg = await office.person()
    await oleg.says("/balance")
    shown = await oleg.sees("Баланс")
    for title in ("CallDog: ", "CallKeeper: ", "Mobilgroup: "):
        assert title in shown.text
    assert "узнать не удалось" not in shown.text


async def test_the_request_of_a_verification_is_shown_before_it_goes(office: Office) -> None:
    maria, phone = await office.person(Role.MANAGER), new_phone()
    await maria.says(f"/verify {phone}")
    card = await maria.sees("звонок настоящий")
    await maria.presses("Ещё", card)
    await maria.presses("Показать запрос", await maria.sees(lambda shown: shown.has("Показать запрос")))
    request = await maria.sees_in(card, f'"phone": "{phone}"')
    assert '"apiKey": "sand…"' in request.text
    assert await office.requests("confirmPhone") == []
    await maria.presses("Назад", request)
    await maria.sees_in(card, "звонок настоящий")
