"""`/emulator`: what is on the screen goes to the provider once, and only when an admin says so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiogram.methods import SendDocument
from aiogram.types import Document, Voice

from bot.domain.access import Role
from bot.ports.emulating import RawAnswer
from tests.dialogs.emulating import Wire, data_of, filled, stage_of, text
from tests.support.people import OLEG
from tests.support.stage import GROUP, Someone, Stage


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
async def stage(tmp_path: Path, wire: Wire) -> AsyncIterator[Stage]:
    async with stage_of(tmp_path, wire) as stage:
        yield stage


async def test_a_call_is_asked_about_once_more_and_sent_once(anna: Someone, wire: Wire) -> None:
    await filled(anna)
    await anna.presses("Показать запрос")
    ready = anna.last()
    await asyncio.gather(*(anna.presses("Отправить сервису", ready) for _ in range(3)))
    assert wire.sent == [], "a triple tap is not a second consent"
    assert "Это настоящий звонок" in text(anna)
    confirm = anna.last()
    await asyncio.gather(*(anna.presses("Отправить сервису", confirm) for _ in range(3)))
    [(operation, values)] = wire.sent
    assert (operation, values["phone"]) == ("CD1", "79991234567")
    assert "HTTP 200" in text(anna)
    assert '{\n  "status": "success"\n}' in text(anna), "formatted, to be read"


async def test_what_places_no_call_goes_at_once_and_once(anna: Someone, wire: Wire) -> None:
    await anna.opens("/emulator", "CallDog", "userInfo")
    ready = anna.last()
    wire.hold = asyncio.Event()
    presses = [asyncio.create_task(anna.presses("Отправить сервису", ready)) for _ in range(3)]
    await anna.stage.until(lambda: "ответа ещё нет" in text(anna))
    wire.hold.set()
    await asyncio.gather(*presses)
    assert [operation for operation, _ in wire.sent] == ["CD5"]


async def test_killed_in_between_it_is_not_sent_again(stage: Stage, anna: Someone, wire: Wire) -> None:
    """The dialog comes back as it was before the press; the key that is stored says that it left."""
    await anna.opens("/emulator", "CallDog", "userInfo")
    ready = anna.last()
    wire.hold = asyncio.Event()
    press = asyncio.create_task(anna.presses("Отправить сервису", ready))
    await wire.arrived.wait()
    press.cancel()
    await asyncio.gather(press, return_exceptions=True)
    await stage.restart()
    wire.hold = None
    await anna.sends_data(data_of(ready, "Отправить"), ready)
    assert len(wire.sent) == 1
    assert "ответ не сохранился" in text(anna)
    assert "уже отправлен" in text(anna)
    await anna.presses("Другой запрос")
    await anna.presses("userInfo")
    assert "ответа на него нет" in text(anna)


async def test_a_long_answer_comes_whole_as_a_file(stage: Stage, anna: Someone, wire: Wire) -> None:
    wire.answer = RawAnswer(500, "<b>&" * 2000)
    await anna.opens("/emulator", "CallDog", "userInfo")
    await anna.presses("Отправить сервису")
    answer = stage.telegram.in_chat(anna.id)[-2].text or ""
    assert "HTTP 500" in answer
    assert "<b>&<b>&" in answer
    [document] = stage.telegram.asked(SendDocument)
    assert document.document.data == b"<b>&" * 2000


async def test_a_file_is_kept_by_its_id_and_fetched_when_it_is_sent(
    stage: Stage, anna: Someone, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[str] = []

    async def download(bot: Any, file_id: str) -> bytes:
        fetched.append(file_id)
        return b"RIFFsound"

    monkeypatch.setattr("handlers.emulator.sending.fetch_file", download)
    await anna.opens("/emulator", "CallDog", "createRecord")
    await anna.presses("name")
    await anna.says("Ролик")
    await anna.presses("source")
    await anna.presses("file")
    await anna.presses(" file")
    large = Document(file_id="big", file_unique_id="b", file_size=30 * 2**20)
    await stage.feed(message=anna.message(None, document=large))
    assert "до 20\u00a0МБ" in text(anna)
    voice = Voice(file_id="voice-1", file_unique_id="v", duration=3, file_size=9)
    await stage.feed(message=anna.message(None, voice=voice))
    assert "voice.ogg" in text(anna)
    await anna.presses("Показать запрос")
    assert "(9 bytes)" in text(anna)
    assert fetched == []
    await anna.presses("Отправить сервису")
    assert fetched == ["voice-1"]
    assert wire.sent[0][1]["file"] == b"RIFFsound"


async def test_a_manager_sees_all_but_the_button(stage: Stage, wire: Wire) -> None:
    maria = await stage.person(5, Role.MANAGER)
    await maria.opens("/emulator", "CallDog", "userInfo")
    assert not any("Отправить" in label for label in maria.labels())
    assert "только администраторы" in text(maria)


async def test_an_operator_sees_none_of_it_and_a_group_neither(stage: Stage, anna: Someone) -> None:
    oleg = await stage.let_in(OLEG)
    await oleg.says("/emulator")
    assert not oleg.labels()
    await anna.says("/emulator", GROUP)
    assert "в личной переписке" in (anna.last(GROUP).text or "")


async def test_a_button_of_another_showing_sends_nothing(stage: Stage, anna: Someone, wire: Wire) -> None:
    await anna.opens("/emulator", "CallDog", "userInfo")
    old = data_of(anna.last(), "Отправить")
    await anna.presses("Другой запрос")
    await anna.presses("userInfo")
    await anna.sends_data(old, anna.last())
    assert wire.sent == []
