"""`/ivr`: menus made by tapping on what looks like a phone's keys."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.access import Role
from bot.domain.sayings import Record, Saying, Voice
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
from tests.support.stage import Someone, Stage


async def test_a_menu_has_the_keys_of_a_phone(stage: Stage, maria: Someone) -> None:
    await made(maria)
    assert rows(maria)[:4] == [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], ["☎ ждёт", "0", "💬 слова"]]
    assert rows(maria)[4:] == [
        ["👋 Приветствие", "✏️ Название"],
        ["✍️ Распознавать ответ: нет"],
        ["📄 Копия", "🖼 Картинка", "📤 Файл"],
        ["🗑 Удалить"],
        ["◀️ Назад"],
    ]
    for part in ("Подтверждение", "Приветствие не выбрано", "Нет приветствия", "Ни одна клавиша ничего не делает"):
        assert part in text(maria)
    assert "ни к чему не ведёт" not in text(maria), "said once"
    assert (await menu(stage)).author_id == maria.id


async def test_in_english(stage: Stage) -> None:
    john = await stage.person(5, Role.MANAGER, "en")
    await john.says("/ivr")
    assert "There are no voice menus yet" in text(john)
    await john.presses("New menu")
    await john.says("Confirmation")
    assert rows(john)[3] == ["☎ waits", "0", "💬 words"]
    await kept(stage, READY_MENU, author=john.id)
    await john.presses("Back")
    await john.presses("Подтверждение")
    assert "📲 Call me first" in john.labels()
    await john.presses("1")
    assert "Key 1 in the menu “Подтверждение”" in text(john)
    assert "Tag: согласен" in text(john)


async def test_many_records_are_paged(stage: Stage, maria: Someone) -> None:
    for number in range(10, 27):
        await record(stage, str(number), f"Ролик {number}")
    await made(maria)
    await maria.presses("Приветствие")
    await maria.presses("Аудиоролик")
    assert rows(maria)[-2:] == [["▶️"], ["◀️ Назад"]]
    await maria.presses("▶️")
    assert rows(maria)[-2:] == [["◀️", "▶️"], ["◀️ Назад"]]
    await maria.presses("▶️")
    assert rows(maria) == [["✅ Ролик 10"], ["◀️"], ["◀️ Назад"]]
    await maria.presses("Назад")
    await maria.presses("Аудиоролик")
    assert maria.labels()[0] == "✅ Ролик 26", "a list opens at its beginning"
    await maria.presses("▶️")
    await maria.presses("▶️")
    for id_ in range(9, 18):
        await removed(stage, id_)
    await maria.presses("◀️")
    assert len(maria.labels()) == 9, "eight are left, on one page"
    await maria.presses("Ролик 10")
    assert (await menu(stage)).greeting == Saying(Record("10"))


async def test_the_greeting(stage: Stage, maria: Someone) -> None:
    await made(maria)
    await maria.presses("Приветствие")
    assert "Приветствие не выбрано" in text(maria)
    assert "ни к чему не ведёт" not in text(maria), "that is about the keys"
    await maria.presses("Текст")
    assert "зам+ок" in text(maria)
    assert "до 1 024 знаков" in text(maria)
    await maria.says(GREETING)
    await maria.presses("Голос")
    assert (await menu(stage)).greeting == Saying(GREETING, voice=Voice.MALE)
    assert "мужской голос" in text(maria)
    await maria.presses("Текст")
    assert GREETING in text(maria), "it can be copied and changed"
    await maria.presses("Назад")
    await maria.presses("Аудиоролик")
    await maria.says("8812")
    assert (await menu(stage)).greeting == Saying(Record("8812"), voice=Voice.MALE)
    await maria.presses("Текст")
    await maria.says(GREETING)
    assert (await menu(stage)).greeting == Saying(GREETING, voice=Voice.MALE)
    await maria.presses("Убрать")
    assert (await menu(stage)).greeting.is_empty
    assert [label for label in maria.labels() if "Голос" in label] == []


async def test_recognition_where_the_service_can(stage: Stage, maria: Someone) -> None:
    await made(maria)
    await maria.presses("Распознавать ответ: нет")
    assert (await menu(stage)).recognize
    assert "Ответ на приветствие запишется текстом" in text(maria)
    await maria.presses("Распознавать ответ: да")
    assert not (await menu(stage)).recognize


async def test_a_menu_is_renamed_copied_and_deleted(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY_MENU)
    await maria.says("/ivr")
    await maria.presses("Подтверждение")
    await written(maria, "Название", "Заказ готов")
    assert "📋 Заказ готов" in text(maria)
    await maria.presses("Копия")
    assert "Это копия" in text(maria)
    assert [one.name for one in await menus(stage)] == ["Заказ готов", "Заказ готов (копия)"]
    assert replace((await menus(stage))[1], name="", id=0, author_id=0) == replace(READY_MENU, name="")
    await maria.presses("2")
    await maria.presses("Назад")
    assert "Это копия" not in text(maria), "said once"

    await maria.presses("Удалить")
    assert "Удалить меню «Заказ готов (копия)»?" in text(maria)
    await maria.presses("Назад")
    await maria.presses("Удалить")
    await maria.presses("Да, удалить")
    assert "Меню «Заказ готов (копия)» удалено." in text(maria)
    await maria.presses("Новое меню")
    await maria.presses("Назад")
    assert "удалено" not in text(maria), "said once"
    assert (await menu(stage)).name == "Заказ готов"


async def test_a_copy_of_a_long_name_fits(stage: Stage, maria: Someone) -> None:
    await made(maria, "М" * 60)
    await maria.presses("Копия")
    assert sorted(len(one.name) for one in await menus(stage)) == [60, 60]


async def test_the_list_is_paged_and_searched(stage: Stage, maria: Someone) -> None:
    for number in range(10, 29):
        await kept(stage, replace(READY_MENU, name=f"Меню {number}"), f"kept:{number}")
    await kept(stage, replace(READY_MENU, name="Опрос", greeting=Saying()), "kept:survey")
    await maria.says("/ivr")
    assert "Голосовые меню: 20" in text(maria)
    assert rows(maria)[8] == ["1 из 3", "▶️"]
    await maria.presses("▶️")
    assert rows(maria)[8] == ["◀️", "2 из 3", "▶️"]
    await maria.presses("Меню 18")
    await maria.presses("Назад")
    assert rows(maria)[8][1] == "2 из 3", "one comes back to the same page"
    await written(maria, "Найти", "опр")
    assert maria.labels()[0] == "⚠️ Опрос", "it cannot be used yet"
    await written(maria, "Найти", "ничего такого")
    assert "По запросу «ничего такого» меню не нашлось" in text(maria)
    await maria.presses("Показать все")
    assert "Голосовые меню: 20" in text(maria)


async def test_the_last_page_may_go_with_its_last_menu(stage: Stage, maria: Someone) -> None:
    for number in range(10, 27):
        await kept(stage, replace(READY_MENU, name=f"Меню {number}"), f"kept:{number}")
    await maria.says("/ivr")
    for label in ("▶️", "▶️", "Меню 26", "Удалить", "Да, удалить"):
        await maria.presses(label)
    assert rows(maria)[8] == ["◀️", "2 из 2"]
    await maria.presses("◀️")
    assert rows(maria)[8] == ["1 из 2", "▶️"]
