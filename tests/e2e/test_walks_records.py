"""What a call with a record or with a template costs a person: see `test_walks`."""

import base64
from collections.abc import Callable
from pathlib import Path

from bot.domain.access import Role
from tests.support.indoors import house
from tests.support.messages import Message
from tests.support.office import Office, new_phone
from tests.support.sounds import encoded, voice
from tests.support.walk import Walk


def _answers(message_id: int) -> Callable[[Message], bool]:
    return lambda shown: shown.reply_to == message_id


def _note() -> dict[str, object]:
    return {"data": base64.b64encode(encoded(voice(2), "ogg")).decode(), "duration": 2}


async def test_a_voice_note_becomes_a_call(office: Office) -> None:
    walk, phone = Walk(await office.person(Role.MANAGER)), new_phone("01")
    await walk.says("", voice=_note())
    await walk.presses("Сохранить как ролик", await walk.sees_button("Сохранить как ролик"))
    await walk.presses("Отправить в CallDog", await walk.sees_button("Отправить в CallDog"))
    await walk.presses("Позвонить с ним", await walk.sees_button("Позвонить с ним"))
    await walk.sees("Кому позвонить с роликом")
    await walk.says(phone)
    await walk.presses("Позвонить", await walk.sees_button("Позвонить"))
    await office.request("create", phone=phone)
    walk.took_at_most(2, 4)


async def test_a_voice_note_is_called_with_at_once(office: Office) -> None:
    walk, phone = Walk(await office.person(Role.MANAGER)), new_phone("01")
    await walk.says("", voice=_note())
    await walk.presses("Позвонить с ним", await walk.sees_button("Позвонить с ним"))
    await walk.sees("Кому позвонить с роликом")
    await walk.says(phone)
    await walk.presses("Отправить в CallDog", await walk.sees_button("Отправить в CallDog"))
    await walk.presses("Позвонить", await walk.sees_button("Позвонить"))
    await office.request("create", phone=phone)
    walk.took_at_most(2, 3)


async def test_a_broken_mp3_is_refused_when_it_comes(office: Office) -> None:
    maria = await office.person(Role.MANAGER)
    for name, mime in (("a.mp3", "audio/mpeg"), ("b.wav", "audio/wav"), ("c.m4a", "audio/mp4")):
        data = base64.b64encode(b"ID3" + bytes(range(256)) * 20).decode()
        sent = await maria.says("", document={"data": data, "name": name, "mime": mime})
        told = await maria.sees(_answers(sent["message_id"]))
        assert told.text.startswith("Файл повреждён или обрывается раньше конца. Пришлите его ещё раз")
        assert not told.labels


async def test_a_template_becomes_a_call(tmp_path: Path) -> None:
    """The client was chosen before: it is remembered."""
    async with house(tmp_path, every_service=True) as home:
        await _template_becomes_call(home.office)


async def _template_becomes_call(office: Office) -> None:
    maria = await office.person(Role.MANAGER)
    await maria.says("/templates 77")
    await maria.presses("Добавить", await maria.sees(lambda shown: shown.has("Добавить")))
    await maria.sees("Напишите шаблон")
    await maria.says("Заказ\nВаш заказ готов, ждём вас")
    await maria.presses("Закрыть", await maria.sees("сохранён"))

    walk, phone = Walk(maria), new_phone("01")
    await walk.says(f"/call {phone}")
    await walk.presses("Шаблон", await walk.sees_button("Шаблон"))
    await walk.presses("Заказ", await walk.sees_button("Заказ"))
    await walk.presses("Позвонить", await walk.sees_button("Позвонить"))
    asked = await office.request("create", phone=phone)
    assert "Ваш заказ готов, ждём вас" in str(asked["request"])
    walk.took_at_most(1, 3)


async def test_a_record_of_the_list_becomes_a_call(office: Office) -> None:
    """From the list: the command, the record, the number, the card."""
    walk, phone = Walk(await office.person(Role.MANAGER)), new_phone("01")
    await walk.says("/records")
    await walk.presses("Запись", await walk.sees_button("Запись"))
    await walk.presses("Позвонить с ним", await walk.sees_button("Позвонить с ним"))
    await walk.sees("Кому позвонить с роликом")
    await walk.says(phone)
    await walk.presses("Позвонить", await walk.sees_button("Позвонить"))
    await office.request("create", phone=phone)
    walk.took_at_most(2, 3)
