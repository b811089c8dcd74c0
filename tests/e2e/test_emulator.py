"""A request made by hand, from `/emulator` to the provider and back."""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from pathlib import Path

import httpx

from bot.domain.access import Role
from bot.sandbox.mobilgroup.model import Sound
from bot.sandbox.mobilgroup.twin import MobilgroupTwin
from bot.sandbox.wav import tone
from tests.support.indoors import house
from tests.support.messages import Message
from tests.support.office import Office, Person, new_phone

SOUND = b"OggS" + bytes(2000)
WAV = tone()


async def opened(person: Person, operation: str) -> None:
    await person.says("/emulator")
    await person.presses("CallDog", await person.sees("К какому сервису"))
    await person.presses(operation, await person.sees("Какой запрос собрать"))


async def entered(person: Person, name: str, value: str) -> None:
    """Enters a field of the open form."""
    await person.presses(name, await form(person))
    await person.sees(lambda shown: shown.text.endswith("сообщения.") or "Пришлите" in shown.text)
    await person.says(value)
    await person.sees(lambda shown: value in shown.text and "поля" in shown.text)


async def form(person: Person) -> Message:
    return await person.sees(lambda shown: shown.has("◀️ Назад") and "поля" in shown.text)


async def test_a_call_is_placed_by_hand_once(office: Office) -> None:
    anna, phone = await office.admin(), new_phone("00")
    await opened(anna, "create")
    await entered(anna, "phone", phone)
    await entered(anna, "outgoingPhone", "74951234567")
    await anna.presses("record › text", await form(anna))
    await anna.sees("зам+ок")
    await anna.says("Ваш <заказ> готов")
    whole = await anna.sees(lambda shown: "Ваш <заказ> готов" in shown.text and shown.has("Показать запрос"))
    await anna.presses("Показать запрос", whole)

    ready = await anna.sees("POST ")
    assert await office.requests("create") == [], "nothing leaves by itself"
    assert "настоящий звонок" in ready.text
    await anna.presses("Отправить сервису", ready)
    confirm = await anna.sees("Это настоящий звонок")
    await asyncio.gather(*(anna.presses("Отправить сервису", confirm) for _ in range(3)))
    answer = await anna.sees("HTTP 200")
    assert phone in answer.text
    [request] = await office.requests("create")
    assert request["request"]["phone"] == phone
    assert request["request"]["record"]["text"] == "Ваш <заказ> готов"


async def test_the_service_refuses_what_is_wrong_and_its_words_are_shown(office: Office) -> None:
    anna = await office.admin()
    await opened(anna, "removeRecord")
    await anna.presses("idList", await form(anna))
    await anna.sees("через запятую")
    await anna.says("1 2")
    await anna.presses("Назад", await anna.sees(lambda shown: shown.has("1") and shown.has("2")))
    await anna.presses("Показать запрос", await form(anna))
    await anna.presses("Отправить сервису", await anna.sees("POST "))
    answer = await anna.sees("Ответ: HTTP")
    [request] = await office.requests("removeRecord")
    assert request["request"]["idList"] == [1, 2]
    assert str(request["status"]) in answer.text


async def asked_for_a_file(anna: Person) -> None:
    """The form of a record that is made of a file."""
    await opened(anna, "createRecord")
    await entered(anna, "name", "Ролик")
    await anna.presses("source", await form(anna))
    await anna.presses("file", await anna.sees("Выберите"))
    await anna.presses("file", await anna.sees(lambda shown: shown.has("Показать запрос") and ": file" in shown.text))
    await anna.sees("запишите голосовое")


async def test_a_voice_message_goes_as_a_file(office: Office) -> None:
    anna = await office.admin()
    await asked_for_a_file(anna)
    await anna.says("не файл")
    await anna.sees("Нужен файл")
    await anna.says("", voice={"data": b64encode(SOUND).decode(), "mime": "audio/ogg", "duration": 3})
    whole = await anna.sees(lambda shown: shown.has("Показать запрос") and "voice.ogg" in shown.text)
    await anna.presses("Показать запрос", whole)
    ready = await anna.sees("POST ")
    assert "multipart/form-data" in ready.text
    assert f"({len(SOUND)} bytes)" in ready.text
    await anna.presses("Отправить сервису", ready)
    # The message goes as it is, and the provider takes WAV only: its word is what the person reads.
    answer = await anna.sees("HTTP 422")
    assert "WAV" in answer.text
    assert len(await office.requests("createRecord")) == 1


async def test_a_manager_may_look(office: Office) -> None:
    maria = await office.person(Role.MANAGER)
    await opened(maria, "userInfo")
    ready = await maria.sees("POST ")
    assert not ready.has("Отправить сервису")
    assert "только администраторы" in ready.text


async def sent(person: Person) -> Message:
    """From the form to the answer; what places a call asks once more."""
    await person.presses("Показать запрос", await form(person))
    await person.presses("Отправить сервису", await person.sees("POST "))
    asked = await person.sees(lambda shown: "Ответ: HTTP" in shown.text or "Это настоящий звонок" in shown.text)
    if "Это настоящий звонок" in asked.text:
        await person.presses("Отправить сервису", asked)
    return await person.sees("Ответ: HTTP")


async def test_a_file_keeps_its_name_and_its_type(office: Office) -> None:
    anna = await office.admin()
    await asked_for_a_file(anna)
    file = {"data": b64encode(WAV).decode(), "name": "Привет.wav", "mime": "audio/x-wav"}
    await anna.says("", document=file)
    await anna.sees(lambda shown: shown.has("Показать запрос") and "Привет.wav" in shown.text)
    await sent(anna)
    [request] = await office.requests("createRecord")
    assert request["request"]["file"] == f"Привет.wav (audio/x-wav, {len(WAV)} bytes)"


async def test_many_phones_are_verified_at_once(office: Office) -> None:
    anna, phones = await office.admin(), [new_phone(), new_phone()]
    await opened(anna, "confirmPhone")
    await anna.presses("phones", await form(anna))
    await anna.sees("через запятую")
    await anna.says(", ".join(phones))
    await anna.presses("Назад", await anna.sees(lambda shown: shown.has(phones[1])))
    answer = await sent(anna)
    [request] = await office.requests("confirmPhone")
    assert request["request"]["phones"] == phones
    assert answer.text.count('"code"') == 2


async def test_parameters_of_a_webhook_may_be_nested(office: Office) -> None:
    anna, phone = await office.admin(), new_phone()
    await opened(anna, "create")
    await entered(anna, "phone", phone)
    await entered(anna, "outgoingPhone", "74951234567")
    await anna.presses("record › text", await form(anna))
    await anna.sees("зам+ок")
    await anna.says("Ваш заказ готов")
    await anna.presses("ivrs", await anna.sees(lambda shown: "Ваш заказ готов" in shown.text and shown.has("ivrs")))
    await anna.presses("Добавить")
    await entered(anna, "digit", "1")
    await anna.presses("webhookParameters", await form(anna))
    await anna.sees("объект JSON")
    await anna.says("[1, 2]")
    await anna.sees("Нужен объект JSON")
    await anna.says('{"order": {"id": 17, "lines": [1, 2]}}')
    inside = await anna.sees(lambda shown: '"lines": [1, 2]' in shown.text and "поля" in shown.text)
    await anna.presses("Назад", inside)
    await anna.presses("Назад", await anna.sees(lambda shown: shown.has("Добавить")))
    await sent(anna)
    [branch] = (await office.request("create", phone=phone))["request"]["ivrs"]
    assert json.loads(branch["webhookParameters"]) == {"order": {"id": 17, "lines": [1, 2]}}


async def test_a_long_answer_comes_whole_as_a_file(tmp_path: Path) -> None:
    async with house(tmp_path, every_service=True) as home:
        twin, anna = home.sandbox.providers["mobilgroup"], await home.office.admin()
        assert isinstance(twin, MobilgroupTwin)
        twin.phrases = [Sound(str(number), "Ваш заказ готов " * 3, 14) for number in range(2000)]
        await anna.says("/emulator")
        await anna.presses("Mobilgroup", await anna.sees("К какому сервису"))
        await anna.presses("phrases", await anna.sees("Какой запрос собрать"))
        await anna.presses("Отправить сервису", await anna.sees("POST "))
        await anna.sees("целиком он в файле")

        async def document() -> str | None:
            messages = await home.office.get(f"chats/{anna.chat}/messages")
            return next((one["media"]["url"] for one in messages if one["media"]), None)

        address = await home.office.until(document)
        async with httpx.AsyncClient(trust_env=False) as client:
            whole = (await client.get(f"{home.office.root}{address}")).json()
        assert len(whole["data"]) == 2000
