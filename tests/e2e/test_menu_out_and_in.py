"""A menu leaves the chat as a picture and as a file, comes back from the file, and rings its maker first."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

from bot.domain.access import Role
from bot.domain.menu_file import write_menu
from bot.domain.menus import Branch, Menu
from bot.domain.sayings import Saying
from tests.support.messages import Message
from tests.support.office import Office, Person, new_phone

MENU = Menu(
    "Опрос <об> & о доставке",
    "calldog",
    Saying("Довольны ли вы доставкой? Нажмите 1, если да."),
    (Branch("1", tag="доволен"), Branch("2", sms="Нам жаль"), Branch("words1", words=("да",), tag="доволен")),
)


async def brought(person: Person, content: bytes) -> Message:
    """Sends the file and returns the menu's screen."""
    await person.says("/ivr")
    await person.presses("Из файла")
    await person.sees("Пришлите файл меню")
    document = {"data": b64encode(content).decode(), "mime": "application/json", "name": "menu.zvonar.json"}
    await person.says("", document=document)
    shown = await person.sees(lambda shown: "Меню загружено" in shown.text or shown.has("Оставить оба"))
    if shown.has("Оставить оба"):
        await person.presses("Оставить оба", shown)
    return await person.sees("Меню загружено из файла")


async def files(person: Person, kind: str) -> list[dict[str, Any]]:
    """Returns the files of this kind that the bot sent."""
    found = await person.office.get(f"chats/{person.chat}/messages")
    sent = [message["media"] for message in found if message["from"].get("is_bot") and message["media"]]
    return [media for media in sent if media["kind"] == kind]


async def test_the_picture_and_the_file(office: Office) -> None:
    maria = await office.person(Role.MANAGER)
    screen = await brought(maria, write_menu(MENU).encode())
    assert "Опрос <об> & о доставке" in screen.text
    await maria.presses("Ещё", screen)
    await maria.presses("Картинка", await maria.sees_in(screen, "Опрос"))
    below = await maria.sees(lambda shown: shown.has("Файл") and shown.id > screen.id)
    assert len(await files(maria, "photo")) == 1
    await maria.presses("Файл", below)
    await maria.sees(lambda shown: shown.has("Файл") and shown.id > below.id)
    [document] = await files(maria, "document")
    assert document["file_name"].endswith(".zvonar.json")


async def test_call_me_first(office: Office) -> None:
    maria, phone = await office.person(Role.MANAGER), new_phone("03")
    await maria.says("/settings")
    await maria.presses("Указать мой телефон")
    await maria.says("", contact={"phone_number": phone, "first_name": "Павел", "user_id": maria.id})
    await maria.sees("сохранён. Забыть")
    screen = await brought(maria, write_menu(MENU).encode())
    assert await maria.presses("Проверить на себе", screen) == "Звоним…"
    request = (await office.request("create", phone=phone))["request"]
    assert [block.get("digit") for block in request["ivrs"]] == [1, 2, None]
    await maria.sees("доволен")
    assert await office.creates(phone) == 1


async def test_a_file_that_is_wrong_is_explained_by_its_place(office: Office) -> None:
    maria = await office.person(Role.MANAGER)
    whole = json.loads(write_menu(MENU))
    whole["keys"]["2"]["sms"] = "я" * 71
    await maria.says("/ivr")
    await maria.presses("Из файла")
    document = {"data": b64encode(json.dumps(whole).encode()).decode(), "mime": "application/json", "name": "menu.json"}
    await maria.says("", document=document)
    await maria.sees("keys.2.sms")
