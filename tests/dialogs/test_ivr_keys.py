"""What each key of a menu can do, set and taken away by tapping."""

from __future__ import annotations

import pytest

from bot.domain.menus import Branch, Menu
from bot.domain.records import RecordStage
from tests.dialogs.building import READY as READY_MENU
from tests.dialogs.building import (
    WITH_PHONE,
    adds,
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
from tests.support.stage import Someone, Stage


async def test_everything_that_a_key_can_do(stage: Stage, maria: Someone) -> None:
    await made(maria)
    await adds(maria, "1")
    await maria.presses("Текст, ролик")
    await maria.says("Спасибо")
    await written(maria, "Соединить", "8 999 123-45-67")
    await written(maria, "SMS", "Ждём вас")
    await maria.presses("Чёрный список")
    await written(maria, "Метка", "согласен")
    await written(maria, "Слова", "Да, хочу")
    await written(maria, "Вебхук", "https://example.ru/ivr")
    await maria.presses("Вебхук")
    await written(maria, "Параметры", "order = 17\nsource=bot")
    await maria.presses("Распознавать")

    done = await branch(stage)
    assert done == Branch(
        "1",
        said="Спасибо",
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
        assert part in text(maria)
    assert rows(maria)[:4] == [
        ["🔊 Текст, ролик ✓", "👤 Соединить ✓"],
        ["✉️ SMS ✓", "🏷 Метка ✓"],
        ["💬 Слова ✓", "🌐 Вебхук ✓"],
        ["🚫 Чёрный список: да"],
    ]
    await maria.presses("Назад")
    assert rows(maria)[0] == ["1 · согласен"]
    assert "Отправит SMS: Ждём вас" in text(maria)


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
async def test_what_was_set_can_be_taken_away(stage: Stage, maria: Someone, part: str, value: str) -> None:
    """A key that does nothing any more is as free as before: it is no «empty action»."""
    await made(maria)
    await adds(maria, "1")
    await written(maria, part, value)
    assert await branch(stage) != Branch("1")
    await maria.presses(part)
    await maria.presses("Убрать")
    assert (await menu(stage)).branches == ()
    assert "Пока ничего не происходит" in text(maria)


async def test_a_text_drives_out_a_record_and_both_can_go(stage: Stage, maria: Someone) -> None:
    await record(stage, "77", "Спасибо", seconds=12)
    await record(stage, "78", "Подождите", RecordStage.WAITING)
    await record(stage, "79", "Плохой", RecordStage.REFUSED)
    await made(maria)
    await adds(maria, "1")
    await maria.presses("Текст, ролик")
    await maria.presses("Выбрать ролик")
    assert maria.labels()[:3] == ["⛔️ Плохой", "⏳ Подождите", "✅ Спасибо · 0:12"]
    await maria.presses("Спасибо")
    assert (await branch(stage)).record_id == "77"
    assert "Прозвучит ролик «Спасибо»" in text(maria)

    await maria.presses("Текст, ролик")
    await maria.presses("Выбрать ролик")
    await maria.presses("Плохой")
    assert "отклонил" in text(maria)
    await maria.presses("Назад")
    assert rows(maria)[0][0] == "⚠️ 1 · ответ голосом"
    await maria.presses("1")
    await maria.presses("Текст, ролик")
    await maria.presses("Выбрать ролик")
    await maria.says("№ 8812")
    assert (await branch(stage)).record_id == "8812"
    await maria.presses("Текст, ролик")
    await maria.says("Спасибо")
    assert (await branch(stage)).record_id is None
    await maria.presses("Текст, ролик")
    await maria.presses("Убрать")
    assert (await menu(stage)).branches == ()


async def test_the_manager_is_a_contact_or_oneself(stage: Stage, maria: Someone) -> None:
    """A contact that is shared while a number is asked for orders no call."""
    await stage.let_in(WITH_PHONE)
    await made(maria)
    await adds(maria, "2")
    await maria.presses("Соединить")
    await maria.presses("Мой: +7 999 765-43-21")
    assert (await branch(stage, "2")).manager == "79997654321"
    await maria.presses("Соединить")
    assert not any("Мой: " in label for label in maria.labels())
    await maria.shares("79991112233")
    assert (await branch(stage, "2")).manager == "79991112233"
    assert "Соединит с менеджером +7 999 111-22-33" in text(maria)
    assert await stage.orders() == []


async def test_a_branch_is_moved_to_a_free_key(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY_MENU)
    await maria.says("/ivr")
    await maria.presses("Подтверждение")
    await maria.presses("1")
    await maria.presses("Переставить")
    assert rows(maria)[:3] == [["3", "4", "5", "6", "7"], ["8", "9", "0"], ["⏳ Молчит"]]
    await maria.presses("Молчит")
    assert [one.slot for one in (await menu(stage)).branches] == ["2", "stayed"]
    assert "остался на линии" in text(maria)
    assert not any("Слова" in label for label in maria.labels()), "nothing is said there"


async def test_one_key_leads_to_the_next(stage: Stage, maria: Someone) -> None:
    await made(maria)
    for key, tag in (("1", "да"), ("2", "нет"), ("3", "позже")):
        await adds(maria, key)
        await written(maria, "Метка", tag)
    await maria.presses("Назад")
    assert rows(maria)[:2] == [["1 · да", "2 · нет"], ["3 · позже"]]


async def test_a_cleared_key_comes_back_by_one_tap(stage: Stage, maria: Someone) -> None:
    await ready(maria)
    await maria.presses("1")
    await maria.presses("Очистить")
    assert (await menu(stage)).branches == ()
    assert "Всё с этой клавиши убрано" in text(maria)
    await maria.presses("Вернуть")
    assert await branch(stage) == Branch("1", tag="согласен")
    assert not any("Вернуть" in label for label in maria.labels())


async def test_what_was_cleared_comes_back_to_its_own_key_only(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY_MENU)
    await kept(stage, Menu("Опрос", "calldog"), "other")
    await maria.says("/ivr")
    await maria.presses("Подтверждение")
    await maria.presses("1")
    await maria.presses("Очистить")
    await maria.presses("Назад")
    await adds(maria, "3")
    assert not any("Вернуть" in label for label in maria.labels()), "another key"
    await maria.presses("Назад")
    await maria.presses("Назад")
    await maria.presses("Опрос")
    await adds(maria, "1")
    assert not any("Вернуть" in label for label in maria.labels()), "another menu"


async def test_words_lead_where_no_key_does(stage: Stage, maria: Someone) -> None:
    await made(maria)
    await maria.presses("Клавиша")
    assert "произнёс нужное слово" in text(maria)
    await written(maria, "По слову", "оператор, человек")
    assert "Ключевые слова 1 · меню" in text(maria)
    await written(maria, "Соединить", "89991234567")
    await maria.presses("Клавиша")
    await written(maria, "По слову", "перезвоните")
    await maria.presses("Назад")
    assert rows(maria)[:2] == [["💬 оператор, человек · м…"], ["⚠️ 💬 перезвоните · —"]], (
        "the second ones do nothing yet"
    )
    assert [(one.slot, one.words) for one in (await menu(stage)).branches] == [
        ("words1", ("оператор", "человек")),
        ("words2", ("перезвоните",)),
    ]
