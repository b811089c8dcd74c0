"""A voice note becomes a record, a menu is built by taps, a call plays both, and the pressed digit comes back."""

from __future__ import annotations

import base64
import io
import wave
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.clock import SystemClock
from bot.domain.access import Role
from tests.support.indoors import House, house
from tests.support.office import Person, new_phone
from tests.support.sounds import encoded, joined, measured, silence, voice

MANAGER = "79990000001"


@dataclass
class Ahead:
    """The real clock, moved ahead by what a test lets pass."""

    by: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        return SystemClock().now() + self.by


@pytest.fixture
def clock() -> Ahead:
    return Ahead()


@pytest.fixture
async def home(tmp_path: Path, clock: Ahead) -> AsyncIterator[House]:
    async with house(tmp_path, clock=clock) as running:
        yield running
        assert await running.office.refused_by_telegram() == [], "Telegram refused what the bot sent"


async def test_from_the_microphone_to_the_pressed_digit(home: House, clock: Ahead) -> None:
    office, phone = home.office, new_phone("03")
    await office.calldog(moderation=True)
    maria = await office.person(Role.MANAGER)

    record = await _record(home, maria)
    await _approved(home, clock, maria, record)
    await _menu(maria, "Заказ готов")

    await maria.says(f"/call {phone}")
    options = await maria.sees(lambda shown: shown.has("Меню"))
    await maria.presses("Меню", options)
    await maria.presses("Подтверждение", await maria.sees(lambda shown: shown.has("Подтверждение")))
    card = await maria.sees(lambda shown: shown.has("Позвонить"))
    assert "Заказ готов" in card.text, "the record by its name"
    assert "приедет" in card.text, "and what the keys mean"
    await maria.presses("Позвонить", card)

    request = (await office.request("create", phone=phone))["request"]
    assert int(request["record"]["id"]) == record
    first, stayed = request["ivrs"]
    assert (first["digit"], first["managerPhone"], first["smsText"]) == (1, MANAGER, "Ждём вас до девяти")
    assert "digit" not in stayed
    assert int(stayed["record"]["id"]) == record
    await maria.sees_in(card, "приедет")
    result = await maria.sees_reply(card)
    assert "приедет" in result.text


async def _record(home: House, maria: Person) -> int:
    """The provider's number of a record made from a voice note; what the provider got is what was promised."""
    spoken = encoded(joined(silence(2), voice(4, peak=0.05), silence(2)), "ogg")
    await maria.says("", voice=base64.b64encode(spoken).decode(), duration=8)
    await maria.presses("Сохранить как ролик")
    await maria.presses("Название")
    await maria.sees("Пришлите новое название")
    await maria.says("Заказ готов")
    await maria.presses("Прослушать", await maria.sees("Название: Заказ готов"))
    await maria.presses("Отправить в CallDog", await maria.sees(lambda shown: shown.has("Отправить в CallDog")))
    await maria.sees("Ждёт модератора")
    [created] = await home.office.requests("createRecord")
    record = int(created["answer"]["data"]["id"] if "data" in created["answer"] else created["answer"]["id"])
    async with httpx.AsyncClient(trust_env=False) as storage:
        wav = (await storage.get(f"{home.office.root}/calldog/records/{record}.wav")).content
    with wave.open(io.BytesIO(wav)) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (1, 8000, 2)
        assert 3 < file.getnframes() / 8000 < 5, "the silence at both ends is gone"
    heard = measured(wav)
    assert heard.true_peak <= -3
    assert heard.loudness > -22, "spoken softly, heard well"
    return record


async def _approved(home: House, clock: Ahead, maria: Person, record: int) -> None:
    """The owner is told once; the provider is asked by the sweep, not by anybody's press."""
    await home.office.post(f"providers/calldog/records/{record}/moderate", decision="approve")
    for _ in range(2):
        clock.by += timedelta(minutes=5)
        await home.app.core.record_watch.sweep()
    await maria.sees("Модератор одобрил ролик Заказ готов")
    news = [shown for shown in await maria.replies() if "Модератор одобрил ролик" in shown.text]
    assert len(news) == 1


async def _menu(maria: Person, record: str) -> None:
    """«Подтверждение»: a record as its greeting, 1 passes on, tags and writes, silence plays the record again."""
    await maria.says("/ivr")
    await maria.presses("Новое меню")
    await maria.sees("Как назвать меню?")
    await maria.says("Подтверждение")
    await maria.presses("Выбрать ролик", await maria.sees(lambda shown: shown.has("Выбрать ролик")))
    await maria.presses(record, await maria.sees("Какой ролик прозвучит?"))

    await maria.presses("Клавиша", await maria.sees(lambda shown: shown.has("Приветствие")))
    await maria.presses("1", await maria.sees("Какая клавиша?"))
    for label, words in (("Метка", "приедет"), ("SMS", "Ждём вас до девяти"), ("Соединить", f"+{MANAGER}")):
        await maria.presses(label, await maria.sees("Клавиша 1"))
        await maria.sees(lambda shown: "метку" in shown.text or "SMS, до" in shown.text or "С кем" in shown.text)
        await maria.says(words)
        await maria.sees(lambda shown: "Клавиша 1" in shown.text and shown.has("Очистить"))

    await maria.presses("➕ Клавиша")
    await maria.presses("Молчит", await maria.sees("Какая клавиша?"))
    await maria.presses("Ролик", await maria.sees("Абонент молчит"))
    await maria.presses(record, await maria.sees("Какой ролик прозвучит?"))
    await maria.presses("Назад", await maria.sees("Абонент молчит"))
    await maria.sees("Меню готово, с ним можно звонить.")
