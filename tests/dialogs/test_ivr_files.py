"""A menu that leaves the chat and comes back: its picture, its file."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from aiogram.methods import SendDocument, SendPhoto

from bot.domain.errors import NoPicture
from bot.domain.menu_file import LARGEST, write_menu
from bot.domain.menus import Branch, Menu, MenuLimits
from bot.domain.sayings import Record, Saying
from tests.dialogs.building import GREETING, READY, kept, kept_and_open, menu, menus, sends_file, text
from tests.fakes.provider import FakeProvider
from tests.fakes.services import HavingPhrases
from tests.support.stage import GROUP, Someone, Stage


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


async def test_the_picture(stage: Stage, maria: Someone) -> None:
    await kept_and_open(maria)
    window = maria.last()
    await maria.presses("Ещё")
    await maria.presses("Картинка")
    (sent,) = stage.telegram.asked(SendPhoto)
    assert sent.photo.data == stage.painter.result
    assert sent.caption == "📋 Меню «Подтверждение»: 1 — согласен; 2 — SMS"
    (picture,) = stage.painter.asked
    assert (picture.title, picture.heard) == ("Подтверждение", GREETING)
    assert [(key.sign, list(key.lines), key.leads) for key in picture.keys] == [
        ("1", ["🏷 Метка: согласен"], False),
        ("2", ["✉️ Отправит SMS: Ждём"], False),
    ]
    assert (maria.id, window.message_id) not in stage.telegram.messages, "the window moved below the picture"
    assert "🖼 Картинка" in maria.labels()


async def test_a_picture_that_could_not_be_drawn_is_told(stage: Stage, maria: Someone) -> None:
    await kept_and_open(maria)
    stage.painter.problem = NoPicture("error-picture-text")
    await maria.presses("Ещё")
    await maria.presses("Картинка")
    assert stage.telegram.answers()[-1]
    assert stage.telegram.asked(SendPhoto) == []
    await maria.presses("Назад")
    await maria.presses("1")
    assert "Клавиша 1" in text(maria)


async def exported(maria: Someone) -> bytes:
    await kept_and_open(maria)
    await maria.presses("Ещё")
    await maria.presses("Файл")
    (sent,) = maria.stage.telegram.asked(SendDocument)
    assert sent.document.filename.endswith(".zvonar.json")
    return bytes(sent.document.data)


async def test_a_menu_goes_out_as_a_file_and_comes_back(stage: Stage, maria: Someone) -> None:
    content = await exported(maria)
    before = await menu(stage)
    await stage.app.database.transact(lambda uow: uow.menus.remove(before.id, stage.clock.now()))
    await maria.says("/ivr")
    await maria.presses("Из файла")
    await sends_file(maria, content)
    assert "Меню загружено из файла" in text(maria)
    after = await menu(stage)
    assert after.id != before.id
    assert replace(after, id=0) == replace(before, id=0)


async def test_a_file_is_just_sent(stage: Stage, maria: Someone) -> None:
    await sends_file(maria, write_menu(READY).encode(), "Опрос.zvonar.JSON")
    assert "Меню загружено из файла" in text(maria)
    assert (await menu(stage)).name == "Подтверждение"
    await maria.presses("Назад")
    await maria.presses("Закрыть")
    assert stage.telegram.in_chat(maria.id) == []


async def test_a_file_that_is_sent_twice_by_telegram_is_one_menu(stage: Stage, maria: Someone) -> None:
    content = write_menu(READY).encode()
    await sends_file(maria, content)
    await stage.feed(message=list(stage.telegram.heard.values())[-1])
    assert len(await menus(stage)) == 1
    assert "Меню загружено из файла" in text(maria)


async def twins(maria: Someone) -> None:
    """The file of a menu comes while another of its name is there."""
    await kept(maria.stage, replace(READY, greeting=Saying("Прежнее")))
    await maria.opens("/ivr", "Подтверждение")
    await sends_file(maria, write_menu(READY).encode())
    assert "Меню «Подтверждение» в сервисе CallDog уже есть" in text(maria)
    assert maria.labels() == ["♻️ Заменить", "📄 Оставить оба", "◀️ Назад"]
    assert len(maria.stage.telegram.in_chat(maria.id)) == 1, "in place of what was open"
    assert (await menu(maria.stage)).greeting.text == "Прежнее"


async def test_a_menu_that_is_there_is_replaced(stage: Stage, maria: Someone) -> None:
    await twins(maria)
    before = await menu(stage)
    await stage.restart()
    await maria.presses("Заменить")
    assert "Меню загружено из файла" in text(maria)
    assert await menu(stage) == replace(READY, id=before.id, author_id=before.author_id)


async def test_both_menus_are_kept(stage: Stage, maria: Someone) -> None:
    await twins(maria)
    window = maria.last()
    await maria.presses("Оставить оба")
    assert "📋 Подтверждение (2)" in text(maria)
    await maria.presses("Оставить оба", window)
    assert [one.name for one in await menus(stage)] == ["Подтверждение", "Подтверждение (2)"], "a double tap"
    await sends_file(maria, write_menu(READY).encode())
    await maria.presses("Оставить оба")
    assert len(await menus(stage)) == 3
    assert "📋 Подтверждение (3)" in text(maria)


async def test_nothing_comes_of_a_file_that_was_not_wanted(stage: Stage, maria: Someone) -> None:
    await twins(maria)
    await maria.presses("Назад")
    assert "Голосовые меню: 1" in text(maria)
    assert (await menu(stage)).greeting.text == "Прежнее"


async def test_operators_bring_no_menus(stage: Stage, oleg: Someone) -> None:
    await sends_file(oleg, write_menu(READY).encode())
    assert "нет прав" in text(oleg)
    assert await menus(stage) == []


async def test_a_file_in_a_group_is_nobodys_business(stage: Stage, maria: Someone) -> None:
    await sends_file(maria, write_menu(READY).encode(), chat=GROUP)
    assert (await menus(stage), stage.telegram.in_chat(GROUP)) == ([], [])


async def test_a_file_of_an_absent_service_asks_for_another(stage: Stage, maria: Someone) -> None:
    """The menu's own screen tells what it cannot hold."""
    text_menu = Menu("Опрос", "elsewhere", Saying(Record("77")), (Branch("1", "Да"), Branch("2", Record("78"))))
    await maria.says("/ivr")
    await maria.presses("Из файла")
    await sends_file(maria, write_menu(text_menu).encode())
    assert "elsewhere" in text(maria)
    assert maria.labels() == ["CallDog", "Программа обзвонов", "◀️ Назад"]
    await stage.restart()
    await maria.presses("CallDog")
    brought = next(one for one in await menus(stage) if one.name == "Опрос")
    assert (brought.provider, brought.greeting.record) == ("calldog", None)
    for part in ("Меню загружено из файла", "Нет приветствия", "не читает тексты"):
        assert part in text(maria)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Это не файл меню: нужен …zvonar.json."),
        (b"%PDF-1.7\n1 0 obj", "Это не файл меню: нужен …zvonar.json."),
        (b"\xff\xfe\x00", "UTF-8"),
        (b'{"format": "zvonar-menu"', "строка 1"),
        (b"[]", "не файл меню"),
        (b'{"format": "zvonar-menu", "version": 9}', "версии 9"),
    ],
)
async def test_what_is_no_menu_is_explained(stage: Stage, maria: Someone, content: bytes, words: str) -> None:
    await maria.says("/ivr")
    await maria.presses("Из файла")
    await sends_file(maria, content)
    assert words in text(maria)
    assert await menus(stage) == []


async def test_an_error_names_its_place_in_the_file(stage: Stage, maria: Someone) -> None:
    whole = json.loads(write_menu(READY))
    whole["keys"]["2"]["sms"] = "я" * 71
    await maria.says("/ivr")
    await maria.presses("Из файла")
    await sends_file(maria, json.dumps(whole).encode())
    assert "keys.2.sms" in text(maria)
    whole["keys"]["2"]["sms"] = "я" * 70
    await sends_file(maria, json.dumps(whole).encode())
    assert (await menu(stage)).name == "Подтверждение", "the window still waits for a file"


async def test_what_is_no_small_document_is_not_fetched(stage: Stage, maria: Someone) -> None:
    await maria.says("/ivr")
    await maria.presses("Из файла")
    await maria.says("вот меню")
    assert f"до {LARGEST // 1024} КБ" in text(maria)
    await sends_file(maria, b" " * (LARGEST + 1))
    assert f"до {LARGEST // 1024} КБ" in text(maria)
    assert await menus(stage) == []
