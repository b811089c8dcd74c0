"""What a menu is for: calls with it, and the service it works at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from aiogram.methods import SendMessage

from bot.domain.access import Person, Role
from bot.domain.menus import Menu, MenuLimits
from bot.domain.orders import OrderState
from bot.domain.sayings import Saying
from bot.services.change_draft import DraftChange, Plan
from tests.dialogs.building import GREETING, READY, kept, menu, menus, text
from tests.dialogs.conftest import Someone, Stage
from tests.fakes.provider import FakeProvider
from tests.fakes.services import HavingPhrases


class Reading(FakeProvider):
    """Its menus read texts; it keeps its own records."""

    name = "obzvonov"
    title = "Программа обзвонов"


class Playing(FakeProvider):
    """Its menus play records only."""

    menu_limits = MenuLimits(reads_texts=False, recognizes=False)


@pytest.fixture
def services() -> list[FakeProvider]:
    return [Playing(), Reading(), HavingPhrases()]


@pytest.fixture
async def anna(stage: Stage) -> Someone:
    return await stage.person(4, Role.MANAGER, name="Анна")


async def opened(stage: Stage, anna: Someone, what: Menu = READY) -> None:
    await kept(stage, what)
    await anna.says("/ivr")
    await anna.presses(what.name)


async def has_phone(stage: Stage) -> None:
    person = Person(4, "Анна", role=Role.MANAGER, phone="79997654321")
    await stage.app.database.transact(lambda uow: uow.people.save(person))
    stage.app.core.directory.forget()


async def test_a_menu_is_used_in_a_call(stage: Stage, anna: Someone) -> None:
    await opened(stage, anna)
    await anna.presses("Использовать в звонке")
    await anna.says("8 999 123-45-67, 8 999 123-45-68")
    (order,) = await stage.orders()
    assert (order.phones, order.provider) == (("79991234567", "79991234568"), "calldog")
    assert order.terms.menu is not None
    assert (order.terms.menu.name, order.terms.saying, order.state) == (
        "Подтверждение",
        Saying(GREETING),
        OrderState.DRAFT,
    )
    card = anna.last()
    assert "Позвонить" in " ".join(anna.labels(card))
    await anna.presses("Позвонить", card)
    await stage.app.core.submitter.drain()
    assert [call.menu and call.menu.name for call in stage.provider.placed] == ["Подтверждение"] * 2

    window = next(m for m in stage.telegram.in_chat(4) if "Карточка звонка" in (m.text or ""))
    await anna.presses("Назад", window)
    await anna.presses("1", stage.telegram.messages[4, window.message_id])
    assert "Клавиша 1" in (stage.telegram.messages[4, window.message_id].text or "")


async def test_a_message_that_is_delivered_twice_makes_one_order(stage: Stage, anna: Someone) -> None:
    await opened(stage, anna)
    await anna.presses("Использовать в звонке")
    message = anna.message("8 999 123-45-67")
    stage.telegram.refusals[SendMessage] = "Bad Request: have no rights"
    await stage.feed(message=message)
    stage.telegram.refusals.clear()
    await stage.feed(message=message)
    assert len(await stage.orders()) == 1
    assert "Позвонить" in " ".join(anna.labels())


async def test_planned_calls_are_told_of_before_a_menu_goes(stage: Stage, anna: Someone) -> None:
    await opened(stage, anna)
    await anna.presses("Использовать в звонке")
    await anna.says("8 999 123-45-67")
    card = anna.last()
    await stage.app.core.api.orders.change(
        Person(4, "Анна", role=Role.MANAGER), DraftChange(1, plan=Plan(stage.clock.now() + timedelta(hours=2)))
    )
    await anna.presses("Позвонить", card)
    await anna.says("/ivr")
    await anna.presses("Подтверждение")
    await anna.presses("Удалить")
    assert "Запланирован 1 звонок с этим меню, он пойдёт как задумано" in text(anna)
    await anna.presses("Да, удалить")
    assert await menus(stage) == []
    (order,) = await stage.orders()
    assert order.terms.menu is not None, "it keeps the menu as it was"


async def test_a_text_after_the_number_is_said_instead_of_the_greeting(stage: Stage, anna: Someone) -> None:
    await opened(stage, anna)
    await anna.presses("Использовать в звонке")
    await anna.says("89991234567 Нажмите один")
    assert (await stage.orders())[0].terms.saying.text == "Нажмите один"


async def test_a_contact_counts_as_a_number_to_call(stage: Stage, anna: Someone) -> None:
    await opened(stage, anna)
    await anna.presses("Использовать в звонке")
    await anna.shares("79991112233")
    (order,) = await stage.orders()
    assert order.phones == ("79991112233",)
    assert order.terms.menu is not None


@pytest.mark.parametrize("written", ["не номер", "8999", "+1 212 555 01 00"])
async def test_what_is_no_number_is_explained_and_asked_again(stage: Stage, anna: Someone, written: str) -> None:
    await opened(stage, anna)
    await anna.presses("Использовать в звонке")
    await anna.says(written)
    assert await stage.orders() == []
    await anna.says("89991234567")
    assert len(await stage.orders()) == 1


async def test_call_me_first_makes_one_card_however_often_it_is_tapped(stage: Stage, anna: Someone) -> None:
    await has_phone(stage)
    await opened(stage, anna)
    window = anna.last()
    await anna.presses("Позвонить сначала мне")
    (order,) = await stage.orders()
    assert order.phones == ("79997654321",)
    assert order.terms.menu is not None
    assert stage.provider.placed == [], "only the card places it"
    await anna.presses("Позвонить сначала мне", window)
    assert len(await stage.orders()) == 1


async def test_call_me_first_needs_my_phone(stage: Stage, anna: Someone) -> None:
    await opened(stage, anna)
    await anna.presses("Позвонить сначала мне")
    assert "/settings" in (stage.telegram.answers()[-1] or "")
    assert await stage.orders() == []


async def test_an_unfinished_menu_offers_no_call(stage: Stage, anna: Someone) -> None:
    await opened(stage, anna)
    window = anna.last()
    await stage.app.database.transact(
        lambda uow: uow.menus.change(replace(READY, greeting=Saying(), id=1, author_id=4), stage.clock.now())
    )
    await has_phone(stage)
    await anna.presses("Позвонить сначала мне", window)
    assert "ещё не готово" in (stage.telegram.answers()[-1] or "")
    assert await stage.orders() == []
    await anna.says("/ivr")
    await anna.presses("Подтверждение")
    assert not any("звон" in label.lower() for label in anna.labels())


async def test_a_menu_that_a_colleague_broke_meanwhile_places_nothing(stage: Stage, anna: Someone) -> None:
    await opened(stage, anna)
    await anna.presses("Использовать в звонке")
    await stage.app.database.transact(
        lambda uow: uow.menus.change(replace(READY, greeting=Saying(), id=1, author_id=4), stage.clock.now())
    )
    await anna.says("89991234567")
    assert "ещё не готово" in text(anna)
    assert await stage.orders() == []


async def test_the_service_is_asked_for_when_several_can(stage: Stage, anna: Someone) -> None:
    await anna.says("/ivr")
    await anna.presses("Новое меню")
    assert anna.labels() == ["CallDog", "Программа обзвонов", "Назад"], "Mobilgroup has no menus"
    await anna.presses("Программа обзвонов")
    await anna.says("Опрос")
    assert (await menu(stage)).provider == "obzvonov"
    await anna.presses("К списку")
    assert anna.labels()[0] == "⚠️ Опрос · Программа обзвонов"


async def test_another_service_knows_none_of_the_records(stage: Stage, anna: Someone) -> None:
    await opened(stage, anna, replace(READY, greeting=Saying(record_id="77")))
    await anna.presses("Сервис")
    assert anna.labels() == ["Программа обзвонов", "Назад"]
    assert "из меню они уйдут" in text(anna)
    await anna.presses("Программа обзвонов")
    assert ((await menu(stage)).provider, (await menu(stage)).greeting.record_id) == ("obzvonov", None)
    assert "Приветствие не выбрано" in text(anna)


async def test_a_service_that_only_plays_records_offers_no_text(stage: Stage, anna: Someone) -> None:
    await opened(stage, anna)
    assert not any("Распознавать" in label for label in anna.labels())
    await anna.presses("1")
    assert not any("Распознавать" in label for label in anna.labels())
    await anna.presses("Прозвучит")
    assert anna.labels() == ["🎵 Аудиоролик", "Назад"]
    assert "CallDog проигрывает в меню только аудиоролики" in text(anna)


async def test_without_a_service_that_plays_menus(
    stage: Stage, anna: Someone, services: list[FakeProvider], monkeypatch: pytest.MonkeyPatch
) -> None:
    for service in services:
        monkeypatch.setattr(service, "capabilities", HavingPhrases.capabilities)
    await stage.restart()
    await anna.says("/ivr")
    await anna.presses("Новое меню")
    assert "не умеет голосовые меню" in (stage.telegram.answers()[-1] or "")


async def test_a_whole_menu_by_taps_is_ready(stage: Stage, anna: Someone) -> None:
    await anna.says("/ivr")
    await anna.presses("Новое меню")
    await anna.presses("CallDog")
    await anna.says("Подтверждение")
    assert "Чтобы звонить с этим меню, нужно исправить" in text(anna)
    await anna.presses("Приветствие")
    await anna.presses("Текст")
    await anna.says(GREETING)
    await anna.presses("Назад")
    await anna.presses("1")
    await anna.presses("Метка")
    await anna.says("согласен")
    await anna.presses("Назад")
    assert "Меню готово, с ним можно звонить" in text(anna)
