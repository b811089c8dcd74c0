"""What the jobs with phone menus cost a person in the sandbox: messages and taps, and what is left in the chat."""

from base64 import b64encode

from bot.domain.access import Role
from bot.domain.menu_file import write_menu
from bot.domain.menus import Branch, Menu
from bot.domain.sayings import Saying
from tests.support.messages import Message
from tests.support.office import Office, new_phone
from tests.support.walk import Walk


async def test_a_menu_of_three_keys(office: Office) -> None:
    walk = Walk(await office.person(Role.MANAGER))
    await walk.says("/ivr")
    await walk.presses("Новое меню")
    await walk.sees("Как назвать меню?")
    await walk.says(f"Меню {walk.person.id}")
    await walk.sees("Напишите, что услышит абонент")
    await walk.says("Ваш заказ готов. Нажмите 1, 2 или 3.")
    await walk.sees("Клавиши пока свободны")
    for key, tag in (("1", "приедет"), ("2", "не приедет"), ("3", "перенести")):
        await walk.presses("Клавиша", await walk.sees_button("➕ Клавиша"))
        await walk.presses(key, await walk.sees("Какая клавиша?"))
        await walk.presses("Метка", await walk.sees(f"Клавиша {key} · меню"))
        await walk.sees("Напишите метку")
        await walk.says(tag)
        window = await walk.sees(f"Метка: {tag}")
    walk.took_at_most(6, 10)

    await walk.person.presses("Назад", window)
    ready = await walk.sees("Меню готово, с ним можно звонить.")
    assert [label for label in ready.labels if " · " in label] == ["1 · приедет", "2 · не приедет", "3 · перенести"]
    await walk.person.presses("Назад", ready)
    await walk.person.presses("Закрыть", await walk.sees_button("Закрыть"))
    await _nothing_left(walk)


async def test_call_me_first_without_a_phone(office: Office) -> None:
    walk, phone = Walk(await office.person(Role.MANAGER)), new_phone("03")
    screen = await _brought(walk)
    walk.messages = walk.taps = 0
    await walk.presses("Проверить на себе", screen)
    await walk.sees("На какой номер позвонить?")
    await walk.taps_own_contact(phone)
    await office.request("create", phone=phone)
    walk.took_at_most(0, 2)

    card = await walk.sees(lambda shown: shown.has("Позвонить ещё"))
    kept = await walk.sees("сохранён. Забыть")
    assert {shown.id for shown in await walk.person.replies() if shown.reply_to is None} == {kept.id, card.id}
    chats = (await office.get("state"))["chats"]
    assert next(chat for chat in chats if chat["id"] == walk.person.chat)["reply_keyboard"] is None


async def test_call_me_first_when_the_phone_is_known(office: Office) -> None:
    walk, phone = Walk(await office.person(Role.MANAGER)), new_phone("03")
    await walk.person.says("/settings")
    await walk.person.presses("Указать мой телефон")
    await walk.taps_own_contact(phone)
    await walk.sees("сохранён. Забыть")
    screen = await _brought(walk)
    walk.messages = walk.taps = 0
    assert await walk.presses("Проверить на себе", screen) == "Звоним…"
    await office.request("create", phone=phone)
    walk.took_at_most(0, 1)
    await walk.person.sees_in(screen, "нажал 1")


async def test_a_menu_comes_as_a_file(office: Office) -> None:
    walk = Walk(await office.person(Role.MANAGER))
    screen = await _brought(walk)
    walk.took_at_most(1, 0)
    await walk.person.presses("Назад", screen)
    await walk.person.presses("Закрыть", await walk.sees_button("Закрыть"))
    await _nothing_left(walk)


async def _brought(walk: Walk) -> Message:
    """The screen of a menu that was just sent."""
    menu = Menu(f"Файл {walk.person.id}", "calldog", Saying("Нажмите 1, если да."), (Branch("1", tag="да"),))
    content = b64encode(write_menu(menu).encode()).decode()
    await walk.says("", document={"data": content, "mime": "application/json", "name": "menu.zvonar.json"})
    return await walk.sees("Меню загружено из файла")


async def _nothing_left(walk: Walk) -> None:
    async def look() -> bool | None:
        return await walk.person.replies() == [] or None

    assert await walk.person.office.until(look), await walk.person.replies()
