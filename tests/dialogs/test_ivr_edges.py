"""The menus' dialog where it could go wrong: a restart, a stale button, an update in between, what cannot be right."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from aiogram.methods import EditMessageText, SendMessage
from sqlalchemy import func, update

from bot.domain.access import Role
from bot.domain.errors import Unreachable
from bot.domain.menus import Branch
from storage.tables import fsm
from tests.dialogs.building import READY, branch, data_of, kept, made, menu, menus, rows, sends_file, text, written
from tests.dialogs.conftest import Someone, Stage

OUTDATED = "Эта кнопка уже не действует. Начните, пожалуйста, заново."


@pytest.fixture
async def anna(stage: Stage) -> Someone:
    return await stage.person(4, Role.MANAGER, name="Анна")


async def opened(someone: Someone, *labels: str, chat: int | None = None) -> None:
    """The kept menu, and further in."""
    await someone.says("/ivr", chat)
    for label in ("Подтверждение", *labels):
        await someone.presses(label, someone.last(chat))


async def test_every_window_leads_back(stage: Stage, anna: Someone) -> None:
    """From each window, «Back» leads to where it was opened, and nothing changes."""
    await anna.says("/ivr")
    for label in ("Новое меню", "Из файла"):
        before = rows(anna)
        await anna.presses(label)
        await anna.presses("Назад")
        assert rows(anna) == before
    await kept(stage, READY)
    await opened(anna)
    on_menu = rows(anna)
    for label in ("Приветствие", "Название", "Использовать", "Удалить", "1", "2", "0", "☎", "слова"):
        await anna.presses(label)
        assert rows(anna) != on_menu
        await anna.presses("Назад")
        assert rows(anna) == on_menu
    await anna.presses("Приветствие")
    on_greeting = rows(anna)
    for label in ("Текст", "Аудиоролик"):
        await anna.presses(label)
        await anna.presses("Назад")
        assert rows(anna) == on_greeting
    await anna.presses("Назад")
    await anna.presses("1")
    on_key = rows(anna)
    for label in ("Прозвучит", "Соединить", "SMS", "Метка", "Слова", "Вебхук", "Переставить"):
        await anna.presses(label)
        assert rows(anna) != on_key
        await anna.presses("Назад")
        assert rows(anna) == on_key
    await anna.presses("Прозвучит")
    on_play = rows(anna)
    for label in ("Текст", "Аудиоролик"):
        await anna.presses(label)
        await anna.presses("Назад")
        assert rows(anna) == on_play
    assert replace(await menu(stage), id=0, author_id=0) == READY


async def test_new_words_that_were_not_written_lead_back_and_keep_nothing(stage: Stage, anna: Someone) -> None:
    await made(anna)
    await anna.presses("слова")
    before = rows(anna)
    await anna.presses("Добавить слова")
    await anna.presses("Назад")
    assert rows(anna) == before
    assert (await menu(stage)).branches == ()


async def test_cancel_leaves_the_dialog_and_what_was_stored(stage: Stage, anna: Someone) -> None:
    await made(anna)
    await anna.presses("1")
    await written(anna, "Метка", "согласен")
    window = anna.last()
    await anna.presses("SMS")
    await anna.says("/cancel")
    await anna.says("Ждём вас")
    assert await branch(stage) == Branch("1", tag="согласен")
    await anna.presses("Очистить", window)
    assert stage.telegram.answers()[-1] == OUTDATED
    assert await branch(stage) == Branch("1", tag="согласен")


async def test_closing_the_list_takes_its_buttons(stage: Stage, anna: Someone) -> None:
    await kept(stage, READY)
    await anna.says("/ivr")
    window = anna.last()
    await anna.presses("Закрыть")
    assert anna.labels() == []
    await anna.presses("Подтверждение", window)
    assert stage.telegram.answers()[-1] == OUTDATED


async def test_a_restart_in_the_middle(stage: Stage, anna: Someone) -> None:
    await kept(stage, READY)
    await opened(anna, "1", "SMS")
    await stage.restart()
    await anna.says("Ждём вас")
    assert (await branch(stage)).sms == "Ждём вас"
    await anna.presses("Очистить")
    await stage.restart()
    await anna.presses("Вернуть")
    assert (await branch(stage)).sms == "Ждём вас"


async def test_a_button_of_the_dialog_before(stage: Stage, anna: Someone) -> None:
    await kept(stage, READY)
    await opened(anna, "1")
    window = anna.last()
    await opened(anna)
    await anna.presses("Очистить", window)
    assert stage.telegram.answers()[-1] == OUTDATED
    assert (await branch(stage)).tag == "согласен"


@pytest.mark.parametrize("state", ["Ivr:gone", "Menus:branch"])
async def test_a_renamed_state_strands_nobody(stage: Stage, anna: Someone, state: str) -> None:
    await kept(stage, READY)
    await opened(anna, "1")
    window = anna.last()
    changed = update(fsm).values(data=func.replace(fsm.c.data, "Ivr:branch", state))
    await stage.app.database.run(lambda connection: connection.execute(changed))
    await stage.restart()
    await anna.presses("Чёрный список", window)
    assert stage.telegram.answers()[-1] == OUTDATED
    await opened(anna, "1")
    await anna.presses("Чёрный список")
    assert (await branch(stage)).block


async def test_a_double_tap_makes_one_copy(stage: Stage, anna: Someone) -> None:
    await kept(stage, READY)
    await opened(anna)
    window, data = anna.last(), data_of(anna, "Копия")
    await anna.sends_data(data, window)
    await anna.sends_data(data, window)
    assert len(await menus(stage)) == 2


async def test_a_message_that_is_delivered_twice_makes_one_menu(stage: Stage, anna: Someone) -> None:
    await anna.says("/ivr")
    await anna.presses("Новое меню")
    message = anna.message("Подтверждение")
    stage.telegram.refusals[SendMessage] = "Bad Request: have no rights"
    await stage.feed(message=message)
    stage.telegram.refusals.clear()
    await stage.feed(message=message)
    assert len(await menus(stage)) == 1


async def test_what_was_set_is_kept_though_it_could_not_be_shown(stage: Stage, anna: Someone) -> None:
    await kept(stage, READY)
    await opened(anna, "1")
    window = anna.last()
    for kind in (EditMessageText, SendMessage):
        stage.telegram.refusals[kind] = "Bad Request: have no rights"
    await anna.presses("Чёрный список", window)
    assert (await branch(stage)).block
    stage.telegram.refusals.clear()
    await written(anna, "SMS", "Ждём")
    assert await branch(stage) == Branch("1", tag="согласен", block=True, sms="Ждём")


async def test_taps_that_come_together_are_all_counted(stage: Stage, anna: Someone) -> None:
    await kept(stage, READY)
    await opened(anna, "1")
    window = anna.last()
    await asyncio.gather(*(anna.presses("Чёрный список", window) for _ in range(5)))
    assert (await branch(stage)).block


@pytest.mark.parametrize(
    ("part", "value", "words"),
    [
        ("SMS", "я" * 71, "71"),
        ("Метка", "я" * 41, "41"),
        ("Слова", "я" * 201, "201"),
        ("Вебхук", "http://127.0.0.1/", "не виден из интернета"),
        ("Вебхук", "example.ru", "http://"),
        ("Соединить", "12", "номер"),
    ],
)
async def test_what_can_never_be_right_is_refused_and_asked_again(
    stage: Stage, anna: Someone, part: str, value: str, words: str
) -> None:
    await kept(stage, READY)
    await opened(anna, "1")
    await written(anna, part, value)
    assert words in text(anna).lower() or words in text(anna)
    assert await branch(stage) == Branch("1", tag="согласен")
    await anna.says("/cancel")


@pytest.mark.parametrize("written_number", ["запись", "0", "12a", "٨٨", "1" * 19])
async def test_a_record_has_a_number(stage: Stage, anna: Someone, written_number: str) -> None:
    await kept(stage, READY)
    await opened(anna, "1", "Прозвучит", "Аудиоролик")
    await anna.says(written_number)
    assert (await branch(stage)).record_id is None
    assert "Номер ролика состоит из цифр" in text(anna)


async def test_what_is_no_text_sets_nothing(stage: Stage, anna: Someone) -> None:
    await kept(stage, READY)
    await opened(anna, "1", "Соединить")
    await sends_file(anna, b"{}")
    assert "Пришлите номер" in text(anna)
    assert (await branch(stage)).manager is None


async def test_commands_work_inside_the_dialog(stage: Stage, anna: Someone) -> None:
    await kept(stage, READY)
    await opened(anna, "1", "Метка")
    await anna.says("/balance")
    assert "273,50" in text(anna)
    await anna.says("новая")
    assert (await branch(stage)).tag == "новая"


async def test_a_service_that_tells_no_records_now(stage: Stage, anna: Someone) -> None:
    await kept(stage, READY)
    stage.provider.read_error = Unreachable("provider-read-timeout")
    await opened(anna, "1", "Прозвучит", "Аудиоролик")
    await anna.says("8812")
    assert (await branch(stage)).record_id == "8812"
