"""What a menu is for: calls with it, and the provider it works at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from aiogram.methods import SendMessage

from bot.domain.menus import MenuLimits
from bot.domain.orders import OrderState
from bot.domain.sayings import Record, Saying
from bot.services.change_draft import DraftChange, Plan
from bot.services.people import DefaultChange
from tests.dialogs.building import GREETING, READY, WITH_PHONE, adds, kept_and_open, menu, menus, text
from tests.fakes.provider import FakeProvider
from tests.fakes.services import HavingPhrases
from tests.support.people import MARIA
from tests.support.stage import Someone, Stage


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


async def test_a_menu_is_used_in_a_call(stage: Stage, maria: Someone) -> None:
    await kept_and_open(maria)
    await maria.presses("Позвонить…")
    await maria.says("8 999 123-45-67, 8 999 123-45-68")
    (order,) = await stage.orders()
    assert (order.phones, order.provider) == (("79991234567", "79991234568"), "calldog")
    assert order.terms.menu is not None
    assert (order.terms.menu.name, order.terms.saying, order.state) == (
        "Подтверждение",
        Saying(GREETING),
        OrderState.DRAFT,
    )
    card = maria.last()
    assert "Позвонить" in " ".join(maria.labels(card))
    await maria.presses("Позвонить", card)
    await stage.app.core.submitter.drain()
    assert [call.menu and call.menu.name for call in stage.provider.placed] == ["Подтверждение"] * 2


async def test_the_card_comes_in_place_of_the_menu(stage: Stage, maria: Someone) -> None:
    await kept_and_open(maria)
    await maria.presses("Позвонить…")
    await maria.says("8 999 123-45-67")
    (card,) = stage.telegram.in_chat(maria.id)
    assert "📞 Позвонить" in maria.labels(card)


async def test_a_message_that_is_delivered_twice_makes_one_order(stage: Stage, maria: Someone) -> None:
    await kept_and_open(maria)
    await maria.presses("Позвонить…")
    message = maria.message("8 999 123-45-67")
    stage.telegram.refusals[SendMessage] = "Bad Request: have no rights"
    await stage.feed(message=message)
    stage.telegram.refusals.clear()
    await stage.feed(message=message)
    (order,) = await stage.orders()
    assert order.terms.menu is not None
    assert "Позвонить" in " ".join(maria.labels())
    assert len(stage.telegram.in_chat(maria.id)) == 1


async def test_planned_calls_are_told_of_before_a_menu_goes(stage: Stage, maria: Someone) -> None:
    await kept_and_open(maria)
    await maria.presses("Позвонить…")
    await maria.says("8 999 123-45-67")
    await stage.app.core.api.orders.change(MARIA, DraftChange(1, plan=Plan(stage.clock.now() + timedelta(hours=2))))
    await stage.until(lambda: "20.11" in maria.labels()[0])
    await maria.presses("Позвонить")
    await maria.says("/ivr")
    await maria.presses("Подтверждение")
    await maria.presses("Ещё")
    await maria.presses("Удалить")
    assert "Запланирован 1 звонок с этим меню, он пойдёт как задумано" in text(maria)
    await maria.presses("Да, удалить")
    assert await menus(stage) == []
    (order,) = await stage.orders()
    assert order.terms.menu is not None, "it keeps the menu as it was"


async def test_a_text_after_the_number_is_said_instead_of_the_greeting(stage: Stage, maria: Someone) -> None:
    await kept_and_open(maria)
    await maria.presses("Позвонить…")
    await maria.says("89991234567 Нажмите один")
    assert (await stage.orders())[0].terms.saying.text == "Нажмите один"


async def test_a_contact_counts_as_a_number_to_call(stage: Stage, maria: Someone) -> None:
    await kept_and_open(maria)
    await maria.presses("Позвонить…")
    await maria.shares("79991112233")
    (order,) = await stage.orders()
    assert order.phones == ("79991112233",)
    assert order.terms.menu is not None


@pytest.mark.parametrize("written", ["не номер", "8999", "+1 212 555 01 00"])
async def test_what_is_no_number_is_explained_and_asked_again(stage: Stage, maria: Someone, written: str) -> None:
    await kept_and_open(maria)
    await maria.presses("Позвонить…")
    await maria.says(written)
    assert await stage.orders() == []
    await maria.says("89991234567")
    assert len(await stage.orders()) == 1


async def test_an_unfinished_menu_offers_no_call(stage: Stage, maria: Someone) -> None:
    await kept_and_open(maria)
    window = maria.last()
    await stage.app.database.transact(
        lambda uow: uow.menus.change(replace(READY, greeting=Saying(), id=1, author_id=MARIA.id), stage.clock.now())
    )
    await stage.let_in(WITH_PHONE)
    await maria.presses("Проверить на себе", window)
    assert "ещё не готово" in (stage.telegram.answers()[-1] or "")
    assert await stage.orders() == []
    await maria.says("/ivr")
    await maria.presses("Подтверждение")
    assert not any("звон" in label.lower() for label in maria.labels())


async def test_a_menu_that_a_colleague_broke_meanwhile_places_nothing(stage: Stage, maria: Someone) -> None:
    await kept_and_open(maria)
    await maria.presses("Позвонить…")
    await stage.app.database.transact(
        lambda uow: uow.menus.change(replace(READY, greeting=Saying(), id=1, author_id=MARIA.id), stage.clock.now())
    )
    await maria.says("89991234567")
    assert "ещё не готово" in text(maria)
    assert await stage.orders() == []


async def test_the_service_can_be_chosen_when_several_can(stage: Stage, maria: Someone) -> None:
    await maria.says("/ivr")
    await maria.presses("Новое меню")
    assert maria.labels() == ["📡 CallDog", "◀️ Назад"]
    await maria.presses("CallDog")
    assert maria.labels() == ["CallDog", "Программа обзвонов", "◀️ Назад"], "Mobilgroup has no menus"
    await maria.presses("Программа обзвонов")
    assert maria.labels() == ["📡 Программа обзвонов", "◀️ Назад"]
    await maria.says("Опрос")
    assert (await menu(stage)).provider == "obzvonov"
    await maria.presses("Назад")
    await maria.presses("Назад")
    assert maria.labels()[0] == "⚠️ Опрос · Программа обзвонов"


async def test_a_menu_begins_at_ones_own_service(stage: Stage, maria: Someone) -> None:
    await stage.app.core.api.people.change_defaults(MARIA, DefaultChange(provider="obzvonov"))
    await maria.says("/ivr")
    await maria.presses("Новое меню")
    assert maria.labels()[0] == "📡 Программа обзвонов"


async def test_another_service_knows_none_of_the_records(stage: Stage, maria: Someone) -> None:
    await kept_and_open(maria, replace(READY, greeting=Saying(Record("77"))))
    await maria.presses("Ещё")
    await maria.presses("Сервис")
    assert maria.labels() == ["Программа обзвонов", "◀️ Назад"]
    assert "из меню они уйдут" in text(maria)
    await maria.presses("Программа обзвонов")
    assert ((await menu(stage)).provider, (await menu(stage)).greeting.record) == ("obzvonov", None)
    assert "Приветствие не выбрано" in text(maria)


async def test_a_service_that_only_plays_records_offers_no_text(stage: Stage, maria: Someone) -> None:
    await kept_and_open(maria)
    assert not any("Распознавать" in label for label in maria.labels())
    await maria.presses("1")
    assert not any("Распознавать" in label for label in maria.labels())
    await maria.presses("Ролик")
    assert "Можно прислать номер ролика" in text(maria), "the records at once"
    assert maria.labels() == ["◀️ Назад"]
    await maria.says("77")
    assert "Прозвучит ролик № 77" in text(maria)
    await maria.presses("Ролик ✓")
    await maria.presses("Назад")
    assert "Клавиша 1" in text(maria)
    await maria.presses("Ролик ✓")
    await maria.presses("Убрать")
    assert "ролик № 77" not in text(maria)


async def test_without_a_service_that_plays_menus(
    stage: Stage, maria: Someone, services: list[FakeProvider], monkeypatch: pytest.MonkeyPatch
) -> None:
    for service in services:
        monkeypatch.setattr(service, "capabilities", HavingPhrases.capabilities)
    await stage.restart()
    await maria.says("/ivr")
    await maria.presses("Новое меню")
    assert "не работает с голосовыми меню" in (stage.telegram.answers()[-1] or "")


async def test_a_whole_menu_by_taps_is_ready(stage: Stage, maria: Someone) -> None:
    await maria.says("/ivr")
    await maria.presses("Новое меню")
    await maria.says("Подтверждение")
    await maria.says(GREETING)
    assert "Клавиши пока свободны" in text(maria)
    await adds(maria, "1")
    await maria.presses("Метка")
    await maria.says("согласен")
    await maria.presses("Назад")
    assert "Меню готово, с ним можно звонить" in text(maria)
