"""`/ivr`: menus made by tapping on what looks like a phone's keys."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.access import Role
from bot.domain.sayings import Saying, Voice
from tests.dialogs.building import (
    GREETING,
    kept,
    made,
    menu,
    menus,
    record,
    removed,
    rows,
    text,
    written,
)
from tests.dialogs.building import READY as READY_MENU
from tests.dialogs.conftest import Someone, Stage


@pytest.fixture
async def anna(stage: Stage) -> Someone:
    return await stage.person(4, Role.MANAGER, name="Анна")


async def test_a_menu_has_the_keys_of_a_phone(stage: Stage, anna: Someone) -> None:
    await made(anna)
    assert rows(anna)[:4] == [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], ["☎ ждёт", "0", "💬 слова"]]
    assert rows(anna)[4:] == [
        ["👋 Приветствие", "✏️ Название"],
        ["✍️ Распознавать ответ: нет"],
        ["📄 Копия", "🖼 Картинка", "📤 Файл"],
        ["🗑 Удалить"],
        ["К списку"],
    ]
    for part in ("Подтверждение", "Приветствие не выбрано", "Нет приветствия", "Ни одна клавиша ничего не делает"):
        assert part in text(anna)
    assert "ни к чему не ведёт" not in text(anna), "said once"
    assert (await menu(stage)).author_id == anna.id


async def test_in_english(stage: Stage) -> None:
    john = await stage.person(5, Role.MANAGER, "en")
    await john.says("/ivr")
    assert "There are no voice menus yet" in text(john)
    await john.presses("New menu")
    await john.says("Confirmation")
    assert rows(john)[3] == ["☎ waits", "0", "💬 words"]
    await kept(stage, READY_MENU, author=john.id)
    await john.presses("To the list")
    await john.presses("Подтверждение")
    assert "📲 Call me first" in john.labels()
    await john.presses("1")
    assert "Key 1 in the menu “Подтверждение”" in text(john)
    assert "Tag: согласен" in text(john)


async def test_many_records_are_paged(stage: Stage, anna: Someone) -> None:
    for number in range(10, 27):
        await record(stage, str(number), f"Ролик {number}")
    await made(anna)
    await anna.presses("Приветствие")
    await anna.presses("Аудиоролик")
    assert rows(anna)[-2:] == [["▶️"], ["Назад"]]
    await anna.presses("▶️")
    assert rows(anna)[-2:] == [["◀️", "▶️"], ["Назад"]]
    await anna.presses("▶️")
    assert rows(anna) == [["✅ Ролик 10"], ["◀️"], ["Назад"]]
    await anna.presses("Назад")
    await anna.presses("Аудиоролик")
    assert anna.labels()[0] == "✅ Ролик 26", "a list opens at its beginning"
    await anna.presses("▶️")
    await anna.presses("▶️")
    for id_ in range(9, 18):
        await removed(stage, id_)
    await anna.presses("◀️")
    assert len(anna.labels()) == 9, "eight are left, on one page"
    await anna.presses("Ролик 10")
    assert (await menu(stage)).greeting == Saying(record_id="10")


async def test_the_greeting(stage: Stage, anna: Someone) -> None:
    await made(anna)
    await anna.presses("Приветствие")
    assert "Приветствие не выбрано" in text(anna)
    assert "ни к чему не ведёт" not in text(anna), "that is about the keys"
    await anna.presses("Текст")
    assert "зам+ок" in text(anna)
    assert "до 1 024 знаков" in text(anna)
    await anna.says(GREETING)
    await anna.presses("Голос")
    assert (await menu(stage)).greeting == Saying(GREETING, voice=Voice.MALE)
    assert "мужской голос" in text(anna)
    await anna.presses("Текст")
    assert GREETING in text(anna), "it can be copied and changed"
    await anna.presses("Назад")
    await anna.presses("Аудиоролик")
    await anna.says("8812")
    assert (await menu(stage)).greeting == Saying(record_id="8812", voice=Voice.MALE)
    await anna.presses("Текст")
    await anna.says(GREETING)
    assert (await menu(stage)).greeting == Saying(GREETING, voice=Voice.MALE)
    await anna.presses("Убрать")
    assert (await menu(stage)).greeting.is_empty
    assert [label for label in anna.labels() if "Голос" in label] == []


async def test_recognition_where_the_service_can(stage: Stage, anna: Someone) -> None:
    await made(anna)
    await anna.presses("Распознавать ответ: нет")
    assert (await menu(stage)).recognize
    assert "Ответ на приветствие запишется текстом" in text(anna)
    await anna.presses("Распознавать ответ: да")
    assert not (await menu(stage)).recognize


async def test_a_menu_is_renamed_copied_and_deleted(stage: Stage, anna: Someone) -> None:
    await kept(stage, READY_MENU)
    await anna.says("/ivr")
    await anna.presses("Подтверждение")
    await written(anna, "Название", "Заказ готов")
    assert "📋 Заказ готов" in text(anna)
    await anna.presses("Копия")
    assert "Это копия" in text(anna)
    assert [one.name for one in await menus(stage)] == ["Заказ готов", "Заказ готов (копия)"]
    assert replace((await menus(stage))[1], name="", id=0, author_id=0) == replace(READY_MENU, name="")
    await anna.presses("2")
    await anna.presses("Назад")
    assert "Это копия" not in text(anna), "said once"

    await anna.presses("Удалить")
    assert "Удалить меню «Заказ готов (копия)»?" in text(anna)
    await anna.presses("Назад")
    await anna.presses("Удалить")
    await anna.presses("Да, удалить")
    assert "Меню «Заказ готов (копия)» удалено." in text(anna)
    await anna.presses("Новое меню")
    await anna.presses("Назад")
    assert "удалено" not in text(anna), "said once"
    assert (await menu(stage)).name == "Заказ готов"


async def test_a_copy_of_a_long_name_fits(stage: Stage, anna: Someone) -> None:
    await made(anna, "М" * 60)
    await anna.presses("Копия")
    assert sorted(len(one.name) for one in await menus(stage)) == [60, 60]


async def test_the_list_is_paged_and_searched(stage: Stage, anna: Someone) -> None:
    for number in range(10, 29):
        await kept(stage, replace(READY_MENU, name=f"Меню {number}"), f"kept:{number}")
    await kept(stage, replace(READY_MENU, name="Опрос", greeting=Saying()), "kept:survey")
    await anna.says("/ivr")
    assert "Голосовые меню: 20" in text(anna)
    assert rows(anna)[8] == ["1 из 3", "▶️"]
    await anna.presses("▶️")
    assert rows(anna)[8] == ["◀️", "2 из 3", "▶️"]
    await anna.presses("Меню 18")
    await anna.presses("К списку")
    assert rows(anna)[8][1] == "2 из 3", "one comes back to the same page"
    await written(anna, "Найти", "опр")
    assert anna.labels()[0] == "⚠️ Опрос", "it cannot be used yet"
    await written(anna, "Найти", "ничего такого")
    assert "По запросу «ничего такого» меню не нашлось" in text(anna)
    await anna.presses("Показать все")
    assert "Голосовые меню: 20" in text(anna)


async def test_the_last_page_may_go_with_its_last_menu(stage: Stage, anna: Someone) -> None:
    for number in range(10, 27):
        await kept(stage, replace(READY_MENU, name=f"Меню {number}"), f"kept:{number}")
    await anna.says("/ivr")
    for label in ("▶️", "▶️", "Меню 26", "Удалить", "Да, удалить"):
        await anna.presses(label)
    assert rows(anna)[8] == ["◀️", "2 из 2"]
    await anna.presses("◀️")
    assert rows(anna)[8] == ["1 из 2", "▶️"]
