"""A menu that leaves the chat and comes back: its picture, its file."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from aiogram.methods import SendDocument, SendPhoto

from bot.domain.access import Role
from bot.domain.errors import NoPicture
from bot.domain.menu_file import LARGEST, write_menu
from bot.domain.menus import Branch, Menu, MenuLimits
from bot.domain.sayings import Saying
from tests.dialogs.building import GREETING, READY, kept, menu, menus, rows, sends_file, text
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


async def test_the_picture(stage: Stage, anna: Someone) -> None:
    await opened(stage, anna)
    window = anna.last()
    await anna.presses("Картинка")
    (sent,) = stage.telegram.asked(SendPhoto)
    assert sent.photo.data == stage.painter.result
    assert sent.caption == "📋 Меню «Подтверждение»: 1 — согласен; 2 — SMS"
    (picture,) = stage.painter.asked
    assert (picture.title, picture.heard) == ("Подтверждение", GREETING)
    assert [(key.sign, list(key.lines), key.leads) for key in picture.keys] == [
        ("1", ["🏷 Метка: согласен"], False),
        ("2", ["✉️ Отправит SMS: Ждём"], False),
    ]
    assert (4, window.message_id) not in stage.telegram.messages, "the window moved below the picture"
    assert rows(anna)[0][0] == "1 согласен"


async def test_a_picture_that_could_not_be_drawn_is_told(stage: Stage, anna: Someone) -> None:
    await opened(stage, anna)
    stage.painter.problem = NoPicture("error-picture-text")
    await anna.presses("Картинка")
    assert stage.telegram.answers()[-1]
    assert stage.telegram.asked(SendPhoto) == []
    await anna.presses("1")
    assert "Клавиша 1" in text(anna)


async def test_a_menu_goes_out_as_a_file_and_comes_back(stage: Stage, anna: Someone) -> None:
    await opened(stage, anna)
    await anna.presses("Файл")
    (sent,) = stage.telegram.asked(SendDocument)
    assert sent.document.filename.endswith(".zvonar.json")
    await anna.presses("К списку")
    await anna.presses("Из файла")
    await sends_file(anna, sent.document.data)
    assert "Меню загружено из файла" in text(anna)
    first, second = await menus(stage)
    assert replace(first, id=0) == replace(second, id=0)
    assert first.id != second.id


async def test_a_file_of_an_absent_service_asks_for_another(stage: Stage, anna: Someone) -> None:
    """What cannot be there is said on the menu's own screen."""
    text_menu = Menu(
        "Опрос", "elsewhere", Saying(record_id="77"), (Branch("1", text="Да"), Branch("2", record_id="78"))
    )
    await anna.says("/ivr")
    await anna.presses("Из файла")
    await sends_file(anna, write_menu(text_menu).encode())
    assert "elsewhere" in text(anna)
    assert anna.labels() == ["CallDog", "Программа обзвонов", "Назад"]
    await stage.restart()
    await anna.presses("CallDog")
    brought = next(one for one in await menus(stage) if one.name == "Опрос")
    assert (brought.provider, brought.greeting.record_id) == ("calldog", None)
    for part in ("Меню загружено из файла", "Нет приветствия", "не читает тексты"):
        assert part in text(anna)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "ошибк"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b'{"format": "zvonar-menu"', "строка 1"),
        (b"[]", "не файл голосового меню"),
        (b'{"format": "zvonar-menu", "version": 9}', "версии 9"),
    ],
)
async def test_what_is_no_menu_is_explained(stage: Stage, anna: Someone, content: bytes, words: str) -> None:
    await anna.says("/ivr")
    await anna.presses("Из файла")
    await sends_file(anna, content)
    assert words in text(anna)
    assert await menus(stage) == []


async def test_an_error_names_its_place_in_the_file(stage: Stage, anna: Someone) -> None:
    whole = json.loads(write_menu(READY))
    whole["keys"]["2"]["sms"] = "я" * 71
    await anna.says("/ivr")
    await anna.presses("Из файла")
    await sends_file(anna, json.dumps(whole).encode())
    assert "keys.2.sms" in text(anna)
    whole["keys"]["2"]["sms"] = "я" * 70
    await sends_file(anna, json.dumps(whole).encode())
    assert (await menu(stage)).name == "Подтверждение", "the window still waits for a file"


async def test_what_is_no_small_document_is_not_fetched(stage: Stage, anna: Someone) -> None:
    await anna.says("/ivr")
    await anna.presses("Из файла")
    await anna.says("вот меню")
    assert f"до {LARGEST // 1024} КБ" in text(anna)
    await sends_file(anna, b" " * (LARGEST + 1))
    assert f"до {LARGEST // 1024} КБ" in text(anna)
    assert await menus(stage) == []
