"""Sounds as people have them, sent to the bot over HTTP, and what the provider gets of each."""

from __future__ import annotations

import base64
from typing import Any

import httpx
import pytest

from bot.domain.access import Role
from tests.support import odd_sounds, rare_sounds
from tests.support.odd_sounds import REFUSED
from tests.support.office import Office, Person, new_phone
from tests.support.sounds import encoded, measured, video_note, voice

FORMATS = odd_sounds.FORMATS | rare_sounds.FORMATS
SENT = {
    "two-ends.ogg": "voice",
    "nokia.amr": "audio",
    "spatial.m4a": "audio",
    "film.mp4": "video",
    "browser.webm": "video",
    "iphone.qta": "document",
    "gsm.wav": "document",
    "pipe-0.wav": "document",
    "nokia.3gp": "document",
    "radio.aac": "document",
    "studio.flac": "document",
    "exchange.gsm": "document",
    "camera.ts": "video",
    "radio.latm": "document",
    "real.rm": "document",
    "cinema.dts": "document",
    "memo.qcp": "audio",
    "g722.wav": "document",
    "dictaphone.dss": "document",
}
"""By what it is sent as. A document comes without a name or a type that would tell what it is."""


CONTAINERS = {"pcm_mulaw": "mulaw", "pcm_s16le": "s16le"}
"""FFmpeg's, of samples without a head."""

HEADER = b"WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0"
"""Of a WAV of one channel, 8000 samples a second, 16 bits each."""


async def sends(person: Person, kind: str, content: bytes, name: str = "Приветствие.dat") -> None:
    file: dict[str, Any] = {"data": base64.b64encode(content).decode(), "duration": 4}
    if kind == "document":
        file |= {"name": name, "mime": "application/zip"}
    await person.says("", **{kind: file})  # type: ignore[arg-type]  # one of the fields that hold files


async def saved(office: Office, name: str) -> bytes:
    """The WAV that the provider got."""
    maria = await office.person(Role.MANAGER)
    await sends(maria, SENT[name], FORMATS[name]())
    await maria.presses("Сохранить как ролик", await maria.sees("можно сделать ролик"))
    await maria.presses("Отправить в CallDog", await maria.sees(lambda shown: shown.has("Отправить в CallDog")))
    await maria.sees("Готов к звонкам")
    answer = (await office.requests("createRecord"))[-1]["answer"]
    record = int(answer["data"]["id"] if "data" in answer else answer["id"])
    async with httpx.AsyncClient(trust_env=False) as storage:
        return (await storage.get(f"{office.root}/calldog/records/{record}.wav")).content


@pytest.mark.parametrize("kept", [odd_sounds.FORMATS, rare_sounds.FORMATS], ids=["usual", "rare"])
async def test_the_provider_gets_what_a_telephone_plays(office: Office, kept: dict[str, Any]) -> None:
    for count, name in enumerate(filter(kept.__contains__, SENT), 1):
        wav = await saved(office, name)
        assert len(await office.requests("createRecord")) == count, name
        assert (wav[:4], wav[8:36]) == (b"RIFF", HEADER), name
        seconds = rare_sounds.SECONDS if name in rare_sounds.FORMATS else 4
        assert len(wav) == pytest.approx(44 + seconds * 16_000, rel=0.04), name
        heard = measured(wav)
        assert heard.loudness == pytest.approx(-18, abs=0.5), name
        assert heard.true_peak <= -3, name


async def test_what_is_no_sound_is_refused_at_once(office: Office) -> None:
    maria = await office.person(Role.MANAGER)
    for name, words in (
        ("a.zip", "Это архив"),
        ("a.png", "Это картинка"),
        ("a.pdf", "Это PDF"),
        ("a.m3u", "Это плейлист"),
        ("a.mid", "Это MIDI"),
        ("a.json", "Это текст"),
        ("book.aax", "защищён от копирования"),
    ):
        await sends(maria, "document", REFUSED[name][0])
        shown = await maria.sees(words)
        assert not shown.has("Сохранить"), name
    await sends(maria, "video", video_note(None))
    await maria.sees("В этом видео нет звука")
    for ending, coder, rate in (("ULAW", "pcm_mulaw", 8000), ("G722", "g722", 16_000), ("SLN", "pcm_s16le", 8000)):
        bare = encoded(voice(4.0, rate), CONTAINERS.get(coder, coder), rate, coder=coder)
        await sends(maria, "document", bare, f"Приветствие.{ending.lower()}")
        shown = await maria.sees(f"звук без заголовка ({ending})")
        assert "WAV" in shown.text, "what to send instead"
        assert not shown.has("Сохранить")
    assert await office.requests("createRecord") == []


async def heard_by(office: Office, record: int) -> bytes:
    async with httpx.AsyncClient(trust_env=False) as storage:
        return (await storage.get(f"{office.root}/calldog/records/{record}.wav")).content


async def test_an_operator_records_in_the_options_and_the_call_plays_it(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("00")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    await oleg.presses("Параметры")
    await oleg.presses("Ролик")
    await oleg.sees("Какой ролик прозвучит?")
    await sends(oleg, "voice", FORMATS["two-ends.ogg"]())
    await oleg.presses("Прослушать", await oleg.sees("Новый ролик"))
    window = await oleg.sees(lambda shown: shown.has("Отправить в CallDog"))
    assert not window.has("Сохранить")
    await oleg.presses("Отправить в CallDog", window)
    card = await oleg.sees(lambda shown: "Прозвучит ролик" in shown.text and shown.has("Позвонить"))
    [made] = await office.requests("createRecord")
    record = int(made["answer"]["data"]["id"])
    wav = await heard_by(office, record)
    heard = measured(wav)
    assert (wav[:4], wav[8:36]) == (b"RIFF", HEADER)
    assert heard.loudness == pytest.approx(-18, abs=0.5)
    assert heard.true_peak <= -3
    await oleg.presses("Позвонить", card)
    await oleg.sees_in(card, "разговор состоялся")
    [create] = await office.requests("create", phone=phone)
    assert create["request"]["record"] == {"id": record}
    await nobody_else_has(office, record, made["request"]["name"])


async def nobody_else_has(office: Office, record: int, name: str) -> None:
    """Neither another operator, by the list or the number, nor the managers' list of records."""
    other, maria = await office.person(), await office.person(Role.MANAGER)
    await other.says(f"/call {new_phone()} Ваш заказ готов")
    await other.presses("Параметры")
    await other.presses("Ролик")
    asked = await other.sees("Какой ролик прозвучит?")
    assert not any(name in label for label in asked.labels)
    await other.says(str(record))
    await other.sees("Этого в списке больше нет")
    await maria.says("/records")
    listed = await maria.sees("Ролики, CallDog")
    await maria.presses("Найти", listed)
    await maria.sees("Что искать")
    await maria.says(name)
    await maria.sees("ничего не нашлось")


async def test_an_operator_sends_the_call_under_the_sound(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("00")
    note = {"data": base64.b64encode(FORMATS["two-ends.ogg"]()).decode(), "duration": 4}
    await oleg.says(f"/call {phone}", voice=note)
    await oleg.presses("Отправить в CallDog", await oleg.sees("Новый ролик"))
    card = await oleg.sees(lambda shown: "Прозвучит ролик" in shown.text and shown.has("Позвонить"))
    await oleg.presses("Параметры", card)
    await oleg.presses("Прослушать", await oleg.sees(lambda shown: shown.has("Прослушать")))
    played = await office.request("sendVoice", target="telegram", chat_id=oleg.chat)
    below = played["answer"]["result"]["message_id"]
    window = await oleg.sees(lambda shown: shown.has("Прослушать") and shown.id > below)
    await oleg.presses("Позвонить", window)
    await oleg.sees("разговор состоялся")
    [made], [create] = await office.requests("createRecord"), await office.requests("create", phone=phone)
    assert create["request"]["record"] == {"id": int(made["answer"]["data"]["id"])}
