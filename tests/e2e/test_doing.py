"""What the chat shows while the bot is at work: Telegram hears of it once that takes long. Here everything does."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from bot.domain.access import Role
from handlers import doing
from tests.support.office import Office, Person, new_phone
from tests.support.sounds import encoded, voice


@pytest.fixture(autouse=True)
def nothing_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doing, "PATIENCE", 0)


async def shown(person: Person, action: str) -> None:
    await person.office.request("sendChatAction", target="telegram", chat_id=person.chat, action=action)


async def called(person: Person, **terms: Any) -> None:
    """A call that is over, with a recording where the terms ask for one."""
    await person.says(f"/call {new_phone('00')} Ваш заказ готов")
    if terms.get("recorded"):
        await person.presses("Параметры")
        await person.presses("Запись: нет", await person.sees(lambda card: card.has("Запись: нет")))
        await person.sees(lambda card: card.has("Запись: да"))
    await person.presses("Позвонить", await person.sees(lambda card: card.has("Позвонить")))
    await person.sees(lambda card: card.has("Позвонить ещё"))


async def test_typing_while_a_service_is_slow(office: Office) -> None:
    """Until it has answered, and no longer."""
    oleg = await office.person()
    await office.fault("hang", "userInfo")
    await oleg.says("/balance")
    await shown(oleg, "typing")
    await office.no_more_faults()
    await oleg.sees("Баланс")


@pytest.mark.parametrize("label", ["Прослушать", "Отправить в CallDog"])
async def test_recording_a_voice_message_while_a_sound_is_made_fit(office: Office, label: str) -> None:
    maria = await office.person(Role.MANAGER)
    note = {"data": base64.b64encode(encoded(voice(2), "ogg")).decode(), "duration": 2}
    await maria.says("", voice=note)
    await maria.presses("Сохранить как ролик", await maria.sees(lambda offer: offer.has("Сохранить как ролик")))
    await maria.presses(label, await maria.sees(lambda window: window.has(label)))
    await shown(maria, "record_voice")


async def test_sending_a_voice_message_while_a_recording_is_fetched(office: Office) -> None:
    oleg = await office.person()
    await called(oleg, recorded=True)
    await oleg.presses("Запись разговора", await oleg.sees(lambda card: card.has("Запись разговора")))
    await shown(oleg, "upload_voice")


@pytest.mark.parametrize("kind", ["CSV", "XLSX"])
async def test_sending_a_file_while_calls_are_written_into_it(office: Office, kind: str) -> None:
    oleg = await office.person()
    await called(oleg)
    await oleg.says("/export")
    await oleg.presses(kind, await oleg.sees(lambda window: window.has(kind)))
    await shown(oleg, "upload_document")
    await oleg.sees("Готово, звонков в файле: 1")


async def test_sending_a_photo_while_a_picture_is_drawn(office: Office) -> None:
    oleg = await office.person()
    await called(oleg)
    await oleg.says("/stats")
    await oleg.sees("Состоялись")
    await shown(oleg, "upload_photo")


async def test_sending_a_photo_while_a_menu_is_drawn(office: Office) -> None:
    maria = await office.person(Role.MANAGER)
    await maria.says("/ivr")
    await maria.presses("Новое меню")
    await maria.sees("Как назвать меню?")
    await maria.says(f"Меню {maria.id}")
    await maria.sees("Напишите, что услышит абонент")
    await maria.says("Ваш заказ готов. Нажмите 1.")
    await maria.presses("Ещё", await maria.sees("Клавиши пока свободны"))
    await maria.presses("Картинка", await maria.sees(lambda window: window.has("Картинка")))
    await shown(maria, "upload_photo")
