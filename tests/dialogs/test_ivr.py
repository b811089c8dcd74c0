"""`/ivr`: menus made by tapping on what looks like a phone's keys."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.access import Role
from bot.domain.menus import SLOTS, STAYED, Branch
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


async def test_a_new_menu_shows_what_comes_next_and_the_rest_behind_more(stage: Stage, maria: Someone) -> None:
    await made(maria)
    on_menu = [["➕ Клавиша", "👋 Приветствие"], ["⋯ Ещё", "◀️ Назад"]]
    assert rows(maria) == on_menu
    for part in ("Подтверждение", "Приветствие не выбрано", "Нет приветствия", "Клавиши пока свободны"):
        assert part in text(maria)
    shown = text(maria)
    await maria.presses("Ещё")
    assert rows(maria) == [
        ["✏️ Название", "📄 Копия"],
        ["🖼 Картинка", "📤 Файл"],
        ["✍️ Распознавание: нет"],
        ["🗑 Удалить"],
        ["◀️ Назад"],
    ]
    assert text(maria) == shown, "the menu stays in sight"
    await maria.presses("Назад")
    assert rows(maria) == on_menu
    await maria.presses("Клавиша")
    assert rows(maria)[:3] == [["1", "2", "3", "4", "5"], ["6", "7", "8", "9", "0"], ["⏳ Молчит", "💬 По слову"]]
    await maria.presses("Назад")
    assert "ни к чему не ведёт" not in text(maria), "said once"
    assert (await menu(stage)).author_id == maria.id


async def test_the_keys_that_do_something_are_named(stage: Stage, maria: Someone) -> None:
    keys = (Branch("1", tag="согласен"), Branch("2", sms="Ждём"), Branch(STAYED, block=True))
    spoken = (Branch("words1", words=("оператор", "человек"), tag="оператор"), Branch("words2", words=("нет",)))
    await kept(stage, replace(READY_MENU, branches=(*keys, *spoken)))
    await maria.opens("/ivr", "Подтверждение")
    assert rows(maria)[:4] == [
        ["1 · согласен", "2 · SMS"],
        ["⏳ Молчит · чёрный список"],
        ["💬 оператор, человек · о…"],
        ["⚠️ 💬 нет · —"],
    ], "what a phone would cut beside another has its own row"
    await maria.presses("Клавиша")
    assert rows(maria)[:3] == [["3", "4", "5", "6", "7"], ["8", "9", "0"], ["💬 По слову"]], "what is free"
    await maria.presses("Назад")
    await maria.presses("нет")
    assert "Ключевые слова 2 · меню" in text(maria)


async def test_a_full_menu_is_paged_and_offers_no_more_keys(stage: Stage, maria: Someone) -> None:
    await kept(stage, replace(READY_MENU, branches=tuple(Branch(slot, tag=slot, words=(slot,)) for slot in SLOTS)))
    await maria.opens("/ivr", "Подтверждение")
    seen: set[str] = set()
    while True:
        assert len(rows(maria)) <= 8
        seen |= {label for label in maria.labels() if " · " in label}
        if "▶️" not in maria.labels():
            break
        await maria.presses("▶️")
    assert len(seen) == len(SLOTS)
    assert not any("➕" in label for label in maria.labels())
    await maria.presses("words9")
    assert "Ключевые слова 9" in text(maria)
    assert not any("➕" in label for label in maria.labels())


async def test_in_english(stage: Stage) -> None:
    john = await stage.person(5, Role.MANAGER, "en")
    await john.says("/ivr")
    assert "There are no voice menus yet" in text(john)
    await john.presses("New menu")
    await john.says("Confirmation")
    assert "Write what the person will hear" in text(john)
    await john.presses("Back")
    assert rows(john) == [["➕ Add a key", "👋 Greeting"], ["⋯ More", "◀️ Back"]]
    await john.presses("Add a key")
    assert rows(john)[2] == ["⏳ Silence", "💬 By word"]
    await kept(stage, READY_MENU, author=john.id)
    await john.presses("Back")
    await john.presses("Back")
    await john.presses("Подтверждение")
    assert rows(john)[2:4] == [["📲 Call me first"], ["📞 Call…"]]
    await john.presses("1")
    assert "Key 1 · menu “Подтверждение”" in text(john)
    assert "Tag: согласен" in text(john)


async def test_many_records_are_paged(stage: Stage, maria: Someone) -> None:
    for number in range(10, 27):
        await record(stage, str(number), f"Ролик {number}")
    await made(maria)
    await maria.presses("Приветствие")
    await maria.presses("Выбрать ролик")
    assert rows(maria)[-2:] == [["▶️"], ["◀️ Назад"]]
    await maria.presses("▶️")
    assert rows(maria)[-2:] == [["◀️", "▶️"], ["◀️ Назад"]]
    await maria.presses("▶️")
    await maria.presses("▶️")
    assert rows(maria) == [["✅ Ролик 11"], ["✅ Ролик 10"], ["◀️"], ["◀️ Назад"]]
    await maria.presses("Назад")
    await maria.presses("Выбрать ролик")
    assert maria.labels()[0] == "✅ Ролик 26", "a list opens at its beginning"
    for _ in range(3):
        await maria.presses("▶️")
    for id_ in range(6, 18):
        await removed(stage, id_)
    await maria.presses("◀️")
    assert len(maria.labels()) == 6, "five are left, on one page"
    await maria.presses("Ролик 10")
    assert (await menu(stage)).greeting == Saying(Record("10"))


async def test_the_greeting(stage: Stage, maria: Someone) -> None:
    await maria.says("/ivr")
    await maria.presses("Новое меню")
    await maria.says("Подтверждение")
    assert "ни к чему не ведёт" not in text(maria), "that is about the keys"
    assert "зам+ок" in text(maria), "it is asked for at once"
    assert "до 1024 знаков" in text(maria)
    await maria.presses("Голос")
    assert "🗣 Голос: мужской" in maria.labels()
    await maria.says(GREETING)
    assert (await menu(stage)).greeting == Saying(GREETING, voice=Voice.MALE)
    assert "мужской голос" in text(maria), "the menu itself"
    await maria.presses("Приветствие")
    assert GREETING in text(maria), "it can be copied and changed"
    await maria.presses("Выбрать ролик")
    await maria.says("8812")
    assert (await menu(stage)).greeting == Saying(Record("8812"), voice=Voice.MALE)
    await maria.presses("Приветствие")
    assert "Прозвучит ролик № 8812" in text(maria)
    assert [label for label in maria.labels() if "Голос" in label] == []
    await maria.says(GREETING)
    assert (await menu(stage)).greeting == Saying(GREETING, voice=Voice.MALE)
    await maria.presses("Приветствие")
    await maria.presses("Убрать")
    assert (await menu(stage)).greeting.is_empty


async def test_recognition_where_the_service_can(stage: Stage, maria: Someone) -> None:
    await made(maria)
    await maria.presses("Ещё")
    await maria.presses("Распознавание: нет")
    assert (await menu(stage)).recognize
    assert "Ответ на приветствие запишется текстом" in text(maria)
    await maria.presses("Распознавание: да")
    assert not (await menu(stage)).recognize


async def test_a_menu_is_renamed_copied_and_deleted(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY_MENU)
    await maria.says("/ivr")
    await maria.presses("Подтверждение")
    await maria.presses("Ещё")
    await written(maria, "Название", "Заказ готов")
    assert "📋 Заказ готов" in text(maria)
    await maria.presses("Ещё")
    await maria.presses("Копия")
    assert "Это копия" in text(maria)
    assert [one.name for one in await menus(stage)] == ["Заказ готов", "Заказ готов (копия)"]
    assert replace((await menus(stage))[1], name="", id=0, author_id=0) == replace(READY_MENU, name="")
    await maria.presses("2")
    await maria.presses("Назад")
    assert "Это копия" not in text(maria), "said once"

    await maria.presses("Ещё")
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
    await maria.presses("Ещё")
    await maria.presses("Копия")
    assert sorted(len(one.name) for one in await menus(stage)) == [60, 60]


async def test_the_list_is_paged_and_searched(stage: Stage, maria: Someone) -> None:
    for number in range(10, 29):
        await kept(stage, replace(READY_MENU, name=f"Меню {number}"), f"kept:{number}")
    await kept(stage, replace(READY_MENU, name="Опрос", greeting=Saying()), "kept:survey")
    await maria.says("/ivr")
    assert "Голосовые меню: 20" in text(maria)
    assert rows(maria)[5:] == [["1 из 4", "▶️"], ["➕ Новое меню", "📥 Из файла"], ["🔎 Найти", "Закрыть"]]
    await maria.presses("▶️")
    assert rows(maria)[5] == ["◀️", "2 из 4", "▶️"]
    await maria.presses("Меню 15")
    await maria.presses("Назад")
    assert rows(maria)[5][1] == "2 из 4", "one comes back to the same page"
    await written(maria, "Найти", "опр")
    assert maria.labels()[0] == "⚠️ Опрос", "it cannot be used yet"
    await written(maria, "Найти", "ничего такого")
    assert "По запросу «ничего такого» меню не нашлось" in text(maria)
    await maria.presses("Показать все")
    assert "Голосовые меню: 20" in text(maria)


async def test_the_last_page_may_go_with_its_last_menu(stage: Stage, maria: Someone) -> None:
    for number in range(10, 21):
        await kept(stage, replace(READY_MENU, name=f"Меню {number}"), f"kept:{number}")
    await maria.says("/ivr")
    for label in ("▶️", "▶️", "Меню 20", "Ещё", "Удалить", "Да, удалить"):
        await maria.presses(label)
    assert rows(maria)[5] == ["◀️", "2 из 2"]
    await maria.presses("◀️")
    assert rows(maria)[5] == ["1 из 2", "▶️"]
