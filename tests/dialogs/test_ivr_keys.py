"""What each key of a menu can do, set and taken away by tapping."""

from __future__ import annotations

import pytest

from bot.domain.access import Person, Role
from bot.domain.menus import Branch, Menu
from bot.domain.records import RecordStage
from tests.dialogs.building import READY as READY_MENU
from tests.dialogs.building import (
    branch,
    kept,
    made,
    menu,
    ready,
    record,
    rows,
    text,
    written,
)
from tests.dialogs.conftest import Someone, Stage


@pytest.fixture
async def anna(stage: Stage) -> Someone:
    return await stage.person(4, Role.MANAGER, name="Анна")


async def test_everything_that_a_key_can_do(stage: Stage, anna: Someone) -> None:
    await made(anna)
    await anna.presses("1")
    await anna.presses("Прозвучит")
    await anna.presses("Текст")
    await anna.says("Спасибо")
    await written(anna, "Соединить", "8 999 123-45-67")
    await written(anna, "SMS", "Ждём вас")
    await anna.presses("Чёрный список")
    await written(anna, "Метка", "согласен")
    await written(anna, "Слова", "Да, хочу")
    await written(anna, "Вебхук", "https://example.ru/ivr")
    await anna.presses("Вебхук")
    await written(anna, "Параметры", "order = 17\nsource=bot")
    await anna.presses("Распознавать")

    done = await branch(stage)
    assert done == Branch(
        "1",
        text="Спасибо",
        words=("да", "хочу"),
        recognize=True,
        manager=done.manager,
        sms="Ждём вас",
        block=True,
        tag="согласен",
        webhook="https://example.ru/ivr",
        parameters={"order": "17", "source": "bot"},
    )
    assert done.manager == "79991234567"
    for part in (
        "Прозвучит текст: Спасибо",
        "Соединит с менеджером +7 999 123-45-67",
        "Отправит SMS: Ждём вас",
        "В SMS осталось 62 зн. из 70",
        "чёрный список",
        "Метка: согласен",
        "По словам: да, хочу",
        "Сообщит на адрес https://example.ru/ivr",
        "order=17, source=bot",
        "Запишет сказанное текстом",
    ):
        assert part in text(anna)
    assert rows(anna)[:4] == [
        ["🔊 Прозвучит ✓", "👤 Соединить ✓"],
        ["✉️ SMS ✓", "🏷 Метка ✓"],
        ["💬 Слова ✓", "🌐 Вебхук ✓"],
        ["🚫 Чёрный список: да"],
    ]
    await anna.presses("Назад")
    assert rows(anna)[0] == ["1 согласен", "2", "3"]
    assert "Отправит SMS: Ждём вас" in text(anna)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("Соединить", "8 999 123-45-67"),
        ("SMS", "Ждём вас"),
        ("Метка", "согласен"),
        ("Слова", "да"),
        ("Вебхук", "https://example.ru/ivr"),
    ],
)
async def test_what_was_set_can_be_taken_away(stage: Stage, anna: Someone, part: str, value: str) -> None:
    """A key that does nothing any more is as free as before: it is no «empty action»."""
    await made(anna)
    await anna.presses("1")
    await written(anna, part, value)
    assert await branch(stage) != Branch("1")
    await anna.presses(part)
    await anna.presses("Убрать")
    assert (await menu(stage)).branches == ()
    assert "Пока ничего не происходит" in text(anna)


async def test_a_text_drives_out_a_record_and_both_can_go(stage: Stage, anna: Someone) -> None:
    await record(stage, "77", "Спасибо", seconds=12)
    await record(stage, "78", "Подождите", RecordStage.WAITING)
    await record(stage, "79", "Плохой", RecordStage.REFUSED)
    await made(anna)
    await anna.presses("1")
    await anna.presses("Прозвучит")
    await anna.presses("Аудиоролик")
    assert anna.labels()[:3] == ["⛔️ Плохой", "⏳ Подождите", "✅ Спасибо · 0:12"]
    await anna.presses("Спасибо")
    assert (await branch(stage)).record_id == "77"
    assert "Прозвучит аудиоролик «Спасибо»" in text(anna)

    await anna.presses("Прозвучит")
    await anna.presses("Аудиоролик")
    await anna.presses("Плохой")
    assert "отклонил" in text(anna)
    await anna.presses("Назад")
    assert rows(anna)[0][0] == "1 ⚠️"
    await anna.presses("1")
    await anna.presses("Прозвучит")
    await anna.presses("Аудиоролик")
    await anna.says("№ 8812")
    assert (await branch(stage)).record_id == "8812"
    await anna.presses("Прозвучит")
    await anna.presses("Текст")
    await anna.says("Спасибо")
    assert (await branch(stage)).record_id is None
    await anna.presses("Прозвучит")
    await anna.presses("Убрать")
    assert (await menu(stage)).branches == ()


async def test_the_manager_is_a_contact_or_oneself(stage: Stage, anna: Someone) -> None:
    """A contact that is shared while a number is asked for orders no call."""
    await stage.app.database.transact(
        lambda uow: uow.people.save(Person(4, "Анна", role=Role.MANAGER, phone="79997654321"))
    )
    stage.app.core.directory.forget()
    await made(anna)
    await anna.presses("2")
    await anna.presses("Соединить")
    await anna.presses("Со мной: +7 999 765-43-21")
    assert (await branch(stage, "2")).manager == "79997654321"
    await anna.presses("Соединить")
    assert not any("Со мной" in label for label in anna.labels())
    await anna.shares("79991112233")
    assert (await branch(stage, "2")).manager == "79991112233"
    assert "Соединит с менеджером +7 999 111-22-33" in text(anna)
    assert await stage.orders() == []


async def test_a_branch_is_moved_to_a_free_key(stage: Stage, anna: Someone) -> None:
    await kept(stage, READY_MENU)
    await anna.says("/ivr")
    await anna.presses("Подтверждение")
    await anna.presses("1")
    await anna.presses("Переставить")
    assert rows(anna)[:4] == [["·", "·", "3"], ["4", "5", "6"], ["7", "8", "9"], ["☎ ждёт", "0"]]
    await anna.presses("ждёт")
    assert [one.slot for one in (await menu(stage)).branches] == ["2", "stayed"]
    assert "остался на линии" in text(anna)
    assert not any("Слова" in label for label in anna.labels()), "nothing is said there"


async def test_a_cleared_key_comes_back_by_one_tap(stage: Stage, anna: Someone) -> None:
    await ready(anna)
    await anna.presses("1")
    await anna.presses("Очистить")
    assert (await menu(stage)).branches == ()
    assert "Всё с этой клавиши убрано" in text(anna)
    await anna.presses("Вернуть")
    assert await branch(stage) == Branch("1", tag="согласен")
    assert not any("Вернуть" in label for label in anna.labels())


async def test_what_was_cleared_comes_back_to_its_own_key_only(stage: Stage, anna: Someone) -> None:
    await kept(stage, READY_MENU)
    await kept(stage, Menu("Опрос", "calldog"), "other")
    await anna.says("/ivr")
    await anna.presses("Подтверждение")
    await anna.presses("1")
    await anna.presses("Очистить")
    await anna.presses("Назад")
    await anna.presses("3")
    assert not any("Вернуть" in label for label in anna.labels()), "another key"
    await anna.presses("Назад")
    await anna.presses("К списку")
    await anna.presses("Опрос")
    await anna.presses("1")
    assert not any("Вернуть" in label for label in anna.labels()), "another menu"


async def test_words_lead_where_no_key_does(stage: Stage, anna: Someone) -> None:
    await made(anna)
    await anna.presses("слова")
    assert "без нажатия клавиш" in text(anna)
    await written(anna, "Добавить слова", "оператор, человек")
    assert "Ключевые слова 1 в меню" in text(anna)
    await written(anna, "Соединить", "89991234567")
    await anna.presses("Назад")
    assert anna.labels()[0] == "1. оператор, человек"
    await written(anna, "Добавить слова", "перезвоните")
    await anna.presses("Назад")
    assert anna.labels()[:2] == ["1. оператор, человек", "⚠️ 2. перезвоните"]
    await anna.presses("Назад")
    assert rows(anna)[3][2] == "💬 слова · 2 ⚠️", "the second ones do nothing yet"
    assert [(one.slot, one.words) for one in (await menu(stage)).branches] == [
        ("words1", ("оператор", "человек")),
        ("words2", ("перезвоните",)),
    ]
