"""The menus' dialog where it could go wrong: a restart, a stale button, an update in between, what cannot be right."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from aiogram.methods import EditMessageText, SendMessage
from sqlalchemy import func, update

from bot.domain.errors import Unreachable
from bot.domain.menus import Branch
from storage.tables import fsm
from tests.dialogs.building import (
    READY,
    adds,
    branch,
    data_of,
    kept,
    made,
    menu,
    menus,
    rows,
    sends_file,
    text,
    written,
)
from tests.support.stage import Someone, Stage

OUTDATED = "Эта кнопка уже не действует. Начните заново."


async def test_every_window_leads_back(stage: Stage, maria: Someone) -> None:
    """From each window, «Back» leads to where it was opened, and nothing changes."""
    await maria.says("/ivr")
    for label in ("Новое меню", "Из файла"):
        before = rows(maria)
        await maria.presses(label)
        await maria.presses("Назад")
        assert rows(maria) == before
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение")
    on_menu = rows(maria)
    await _lead_back(maria, "Приветствие", "Позвонить…", "1", "2", "Клавиша", "Ещё")
    await maria.presses("Ещё")
    await _lead_back(maria, "Название", "Удалить")
    await maria.presses("Назад")
    await maria.presses("Приветствие")
    await _lead_back(maria, "Выбрать ролик")
    await maria.presses("Назад")
    for key in ("0", "Молчит"):
        await maria.presses("Клавиша")
        await maria.presses(key)
        await maria.presses("Назад")
        assert rows(maria) == on_menu
    await maria.presses("1")
    await _lead_back(maria, "Текст, ролик", "Соединить", "SMS", "Метка", "Слова", "Вебхук", "Переставить")
    await maria.presses("Текст, ролик")
    await _lead_back(maria, "Выбрать ролик")
    assert replace(await menu(stage), id=0, author_id=0) == READY


async def _lead_back(maria: Someone, *labels: str) -> None:
    before = rows(maria)
    for label in labels:
        await maria.presses(label)
        assert rows(maria) != before
        await maria.presses("Назад")
        assert rows(maria) == before


async def test_new_words_that_were_not_written_lead_back_and_keep_nothing(stage: Stage, maria: Someone) -> None:
    await made(maria)
    await maria.presses("Клавиша")
    await _lead_back(maria, "По слову")
    assert (await menu(stage)).branches == ()


async def test_cancel_leaves_the_dialog_and_what_was_stored(stage: Stage, maria: Someone) -> None:
    await made(maria)
    await adds(maria, "1")
    await written(maria, "Метка", "согласен")
    window = maria.last()
    await maria.presses("SMS")
    await maria.says("/cancel")
    await maria.says("Ждём вас")
    assert await branch(stage) == Branch("1", tag="согласен")
    await maria.presses("Очистить", window)
    assert stage.telegram.answers()[-1] == OUTDATED
    assert await branch(stage) == Branch("1", tag="согласен")


async def test_closing_the_list_leaves_nothing(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY)
    await maria.says("/ivr")
    window = maria.last()
    await maria.presses("Закрыть")
    assert stage.telegram.in_chat(maria.id) == []
    await maria.presses("Подтверждение", window)
    assert stage.telegram.answers()[-1] == OUTDATED


async def test_a_restart_in_the_middle(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "1", "SMS")
    await stage.restart()
    await maria.says("Ждём вас")
    assert (await branch(stage)).sms == "Ждём вас"
    await maria.presses("Очистить")
    await stage.restart()
    await maria.presses("Вернуть")
    assert (await branch(stage)).sms == "Ждём вас"


async def test_a_button_of_the_dialog_before(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "1")
    window = maria.last()
    await maria.opens("/ivr", "Подтверждение")
    await maria.presses("Очистить", window)
    assert stage.telegram.answers()[-1] == OUTDATED
    assert (await branch(stage)).tag == "согласен"


@pytest.mark.parametrize("state", ["Ivr:gone", "Menus:branch"])
async def test_a_renamed_state_strands_nobody(stage: Stage, maria: Someone, state: str) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "1")
    window = maria.last()
    changed = update(fsm).values(data=func.replace(fsm.c.data, "Ivr:branch", state))
    await stage.app.database.run(lambda connection: connection.execute(changed))
    await stage.restart()
    await maria.presses("Чёрный список", window)
    assert stage.telegram.answers()[-1] == OUTDATED
    await maria.opens("/ivr", "Подтверждение", "1")
    await maria.presses("Чёрный список")
    assert (await branch(stage)).block


async def test_a_double_tap_makes_one_copy(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "Ещё")
    window, data = maria.last(), data_of(maria, "Копия")
    await maria.sends_data(data, window)
    await maria.sends_data(data, window)
    assert len(await menus(stage)) == 2


async def test_a_message_that_is_delivered_twice_makes_one_menu(stage: Stage, maria: Someone) -> None:
    await maria.says("/ivr")
    await maria.presses("Новое меню")
    message = maria.message("Подтверждение")
    stage.telegram.refusals[SendMessage] = "Bad Request: have no rights"
    await stage.feed(message=message)
    stage.telegram.refusals.clear()
    await stage.feed(message=message)
    assert len(await menus(stage)) == 1


async def test_what_was_set_is_kept_though_it_could_not_be_shown(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "1")
    window = maria.last()
    for kind in (EditMessageText, SendMessage):
        stage.telegram.refusals[kind] = "Bad Request: have no rights"
    await maria.presses("Чёрный список", window)
    assert (await branch(stage)).block
    stage.telegram.refusals.clear()
    await written(maria, "SMS", "Ждём")
    assert await branch(stage) == Branch("1", tag="согласен", block=True, sms="Ждём")


async def test_taps_that_come_together_are_all_counted(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "1")
    window = maria.last()
    await asyncio.gather(*(maria.presses("Чёрный список", window) for _ in range(5)))
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
    stage: Stage, maria: Someone, part: str, value: str, words: str
) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "1")
    await written(maria, part, value)
    assert words in text(maria).lower() or words in text(maria)
    assert await branch(stage) == Branch("1", tag="согласен")
    await maria.says("/cancel")


@pytest.mark.parametrize("written_number", ["запись", "0", "12a", "٨٨", "1" * 19])
async def test_a_record_has_a_number(stage: Stage, maria: Someone, written_number: str) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "1", "Текст, ролик", "Выбрать ролик")
    await maria.says(written_number)
    assert (await branch(stage)).record_id is None
    assert "Номер ролика состоит из цифр" in text(maria)


async def test_what_is_no_text_sets_nothing(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "1", "Соединить")
    await sends_file(maria, b"{}")
    assert "Пришлите номер" in text(maria)
    assert (await branch(stage)).manager is None


async def test_commands_work_inside_the_dialog(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", "1", "Метка")
    await maria.says("/balance")
    assert "273,50" in (stage.telegram.in_chat(maria.id)[-2].text or "")
    assert "Напишите метку" in text(maria), "the window stands below what was looked at"
    await maria.says("новая")
    assert (await branch(stage)).tag == "новая"


async def test_a_service_that_tells_no_records_now(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY)
    stage.provider.read_error = Unreachable("provider-read-timeout")
    await maria.opens("/ivr", "Подтверждение", "1", "Текст, ролик", "Выбрать ролик")
    await maria.says("8812")
    assert (await branch(stage)).record_id == "8812"
