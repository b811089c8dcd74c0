"""Sounds as people have them, sent to the bot over HTTP, and what the provider gets of each."""

from __future__ import annotations

import base64
from typing import Any

import httpx
import pytest

from bot.domain.access import Role
from tests.support.odd_sounds import FORMATS, REFUSED
from tests.support.office import Office, Person
from tests.support.sounds import measured, video_note

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
}
"""By what it is sent as. A document comes without a name or a type that would tell what it is."""


HEADER = b"WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0"
"""Of a WAV of one channel, 8000 samples a second, 16 bits each."""


async def sends(person: Person, kind: str, content: bytes) -> None:
    file: dict[str, Any] = {"data": base64.b64encode(content).decode(), "duration": 4}
    if kind == "document":
        file |= {"name": "Приветствие.dat", "mime": "application/zip"}
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


async def test_the_provider_gets_what_a_telephone_plays(office: Office) -> None:
    for count, name in enumerate(SENT, 1):
        wav = await saved(office, name)
        assert len(await office.requests("createRecord")) == count, name
        assert (wav[:4], wav[8:36]) == (b"RIFF", HEADER), name
        assert len(wav) == pytest.approx(44 + 4 * 16_000, rel=0.02), name
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
    assert await office.requests("createRecord") == []
